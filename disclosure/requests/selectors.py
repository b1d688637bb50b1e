"""What screens ask about cases, with known numbers of queries."""

from functools import reduce
from operator import and_

from django.db.models import BooleanField, ExpressionWrapper, Q, Subquery

from foundation.duties.models import Duty

from .clocks import answer_clock
from .duties import ANSWER
from .models import Case, CaseEvent, Supplement


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


def was_asked_to_supplement(case: Case) -> bool:
    """Whether 补正 was asked for once (条例 30), of this case or of the one it was split from before that.

    No query for a case whose supplements are prefetched, one more for a part.
    """
    if case.supplements.all():
        return True
    if case.split_from_id is None:
        return False
    since = CaseEvent.objects.filter(case=case, step="part").values("on")[:1]
    return Supplement.objects.filter(case=case.split_from_id, notified_on__lte=Subquery(since)).exists()


# Which fields say that an element of article 29 is there; any one of them is enough.
_SAYS = {
    "name": ("name",),
    "proof": ("proof_number",),
    "contact": ("contact", "email", "address"),
    "content": ("text",),
}


def missing_from(case: Case) -> set[str]:
    """Which ``rules.ELEMENTS`` this application seems to lack. Two queries; no personal data is read."""
    given = {key: _filled(*names) for key, names in _SAYS.items()}
    found = Case.objects.filter(pk=case.pk).values_list(*given.values()).get()
    there = dict(zip(given, found, strict=True))
    there["proof"] = there["proof"] or case.identity_checked_on is not None or case.files.exists()
    there["form"] = bool(case.ways or case.forms)
    return {key for key, is_there in there.items() if not is_there}


def _filled(*names: str) -> ExpressionWrapper:
    empty = [Q(**{name: ""}) for name in names]
    return ExpressionWrapper(~reduce(and_, empty), output_field=BooleanField())
