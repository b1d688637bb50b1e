"""What screens ask about cases, with known numbers of queries."""

from django.db.models import Q

from foundation.duties.models import Duty

from .clocks import answer_clock
from .duties import ANSWER
from .models import Case, CaseEvent
from .rules import missing_elements


def clock_of(case: Case) -> Duty | None:
    """The duty to answer: the open one, else the last that was met. At most two queries."""
    met = Duty.objects.met().of(case, ANSWER.key).order_by("-met_on", "-pk")
    return answer_clock(case) or met.first()


def timeline(case: Case) -> list[CaseEvent]:
    """Everything that happened, in the order in which it was written down. One query."""
    return list(case.events.select_related("by", "letter", "item").order_by("pk"))


def similar_to(case: Case) -> list[Case]:
    """Earlier and later applications of this applicant for the same or nearly the same (条例 36(六)). One query."""
    alike = Q(fingerprint=case.fingerprint) | Q(near_key=case.near_key)
    if not (case.applicant_key and case.fingerprint):
        return []
    same = Case.objects.filter(alike, body=case.body_id, applicant_key=case.applicant_key).exclude(pk=case.pk)
    # Sorted here: asked to sort, SQLite walks through all of the body's applications instead of the applicant's few.
    found = same.without_personal_data().order_by()
    return sorted(found, key=lambda one: (one.received_on or one.submitted_on, one.pk), reverse=True)[:20]


def count_of_applicant(case: Case) -> tuple[int, int]:
    """How many this applicant has handed in to the body in the month and in the year of this one (R-185). One query."""
    if not case.applicant_key:
        return (1, 1)
    days = Case.objects.filter(
        body=case.body_id, applicant_key=case.applicant_key, submitted_on__year=case.submitted_on.year
    ).values_list("submitted_on", flat=True)
    return sum(day.month == case.submitted_on.month for day in days), len(days)


def missing_from(case: Case) -> list[str]:
    """What article 29 asks for and this application lacks, as lines of a 补正告知书. At most one query."""
    return missing_elements(
        named=bool(case.name),
        proven=bool(case.proof_number or case.identity_checked_on or case.files.exists()),
        reachable=bool(case.contact or case.email or case.address),
        described=bool(case.text.strip()),
        formed=bool(case.ways or case.forms),
    )
