"""Reads of the ledger: counters, lists, groups. Numbers of queries do not grow with the opinions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from foundation.duties.models import Duty

from .duties import RESULTS
from .enums import Verdict
from .ledger_enums import Grouping, Progress
from .ledger_rules import Rejected
from .models import ConsultationPage
from .opinion_models import Opinion, OpinionTheme
from .result_models import ConsultationResultPage

# Groups of equal opinions smaller than this are no groups.
SMALLEST_GROUP = 2
_PROGRESS: Mapping[str, Q] = {
    Progress.NONE: Q(withdrawn_at=None, held_at=None, verdict=""),
    Progress.DRAFTED: Q(withdrawn_at=None, held_at=None, confirmed_at=None) & ~Q(verdict=""),
    Progress.CONFIRMED: Q(withdrawn_at=None, held_at=None, confirmed_at__isnull=False),
    Progress.HELD: Q(withdrawn_at=None, held_at__isnull=False),
    Progress.WITHDRAWN: Q(withdrawn_at__isnull=False),
}
GROUPED_BY = {
    Grouping.THEME: "theme",
    Grouping.CLAUSE: "clause",
    Grouping.SAME: "fingerprint",
    Grouping.NEAR: "near_key",
}
# What lists need; nothing personal is even read.
_SHOWN = (
    "number", "clause", "clause_label", "text", "source", "source_note", "identity", "received_at", "withdrawn_at",
    "held_at", "theme__name", "verdict_unit__name", "verdict", "verdict_reason", "drafted_at", "confirmed_at",
    "version", "fingerprint", "near_key", "consultation_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counters:
    """How far the ledger is, in opinions."""

    all: int
    none: int
    drafted: int
    confirmed: int
    held: int
    withdrawn: int
    found: int

    @property
    def unanswered(self) -> int:
        return self.none + self.drafted


def counters(opinions: QuerySet[Opinion], found: QuerySet[Opinion] | None = None) -> Counters:
    """How many there are, and how many of them a filter has found. One query."""
    wanted: dict[str, Any] = {
        str(progress): Count("pk", filter=condition) for progress, condition in _PROGRESS.items()
    }
    if found is not None:
        wanted["found"] = Count("pk", filter=Q(pk__in=found.order_by().values("pk")))
    numbers = opinions.order_by().aggregate(every=Count("pk"), **wanted)
    every = numbers.pop("every")
    return Counters(every, **({"found": every} | numbers))


def with_results(pages: QuerySet[ConsultationPage]) -> QuerySet[ConsultationPage]:
    """Notices with their course, with ``results_due_on`` while results are owed, and with ``result_id``."""
    owed = Duty.objects.open().filter(kind=RESULTS, object_id=Cast(OuterRef("pk"), CharField()))
    begun = ConsultationResultPage.objects.filter(notice=OuterRef("pk")).order_by("-pk")
    return pages.select_related("course", "body", "unit").annotate(
        results_due_on=Subquery(owed.order_by("-pk").values("due_on")[:1]),
        result_id=Subquery(begun.values("pk")[:1]),
    )


def in_progress(opinions: QuerySet[Opinion], progress: str) -> QuerySet[Opinion]:
    """Those of one ``Progress``."""
    return opinions.filter(_PROGRESS[progress])


def listed(opinions: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """With what a row shows, and without what it does not."""
    return opinions.select_related("theme", "verdict_unit").only(*_SHOWN)


def progress_of(opinion: Opinion) -> Progress:
    """How far this one is."""
    if opinion.withdrawn_at:
        return Progress.WITHDRAWN
    if opinion.held_at:
        return Progress.HELD
    if opinion.confirmed_at:
        return Progress.CONFIRMED
    return Progress.DRAFTED if opinion.verdict else Progress.NONE


@dataclass(frozen=True, slots=True)
class Group:
    """Opinions that belong together; ``key`` is what they are found by."""

    key: str
    name: str
    number: int
    unanswered: int
    verdicts: tuple[tuple[str, int], ...]


def groups(opinions: QuerySet[Opinion], by: str) -> list[Group]:
    """Groups, the largest first. Two queries."""
    field = GROUPED_BY[Grouping(by)]
    standing = Q(withdrawn_at=None, held_at=None)
    rows = opinions.filter(standing).order_by().values(field)
    if by in (Grouping.SAME, Grouping.NEAR):
        rows = rows.exclude(**{field: ""})
    counted = rows.annotate(
        number=Count("pk"),
        unanswered=Count("pk", filter=Q(confirmed_at=None)),
        first=Min("pk"),
        label=Max("clause_label"),
        **{f"is_{verdict}": Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict.values},
    )
    if by in (Grouping.SAME, Grouping.NEAR):
        counted = counted.filter(number__gte=SMALLEST_GROUP)
    found = list(counted.order_by("-number", "first")[:500])
    names = _names(by, found)
    return [
        Group(
            key=str(row[field] or ""),
            name=names(row),
            number=row["number"],
            unanswered=row["unanswered"],
            verdicts=tuple(
                (str(verdict.label), row[f"is_{verdict}"]) for verdict in Verdict if row[f"is_{verdict}"]
            ),
        )
        for row in found
    ]


def _names(by: str, rows: list[Any]) -> Any:
    if by == Grouping.THEME:
        themes = dict(
            OpinionTheme.objects.filter(pk__in=[row["theme"] for row in rows]).values_list("pk", "name")
        )
        return lambda row: themes.get(row["theme"], "未归类")
    if by == Grouping.CLAUSE:
        return lambda row: row["label"] or row["clause"] or "全文"
    texts = dict(Opinion.objects.filter(pk__in=[row["first"] for row in rows]).values_list("pk", "text"))
    return lambda row: texts.get(row["first"], "")[:80]


def of_group(opinions: QuerySet[Opinion], by: str, key: str) -> QuerySet[Opinion]:
    """The opinions of one group; a key that is none finds none."""
    field = GROUPED_BY[Grouping(by)]
    if by == Grouping.THEME:
        if not key:
            return opinions.filter(theme=None)
        return opinions.filter(theme=int(key)) if key.isascii() and key.isdecimal() else opinions.none()
    return opinions.filter(**{field: key})


def rejected_groups(page: ConsultationPage) -> list[Rejected]:
    """Themes, and opinions that were sent alike, with those not adopted. Two queries."""
    rejected = Opinion.objects.for_the_public().filter(consultation=page, verdict=Verdict.REJECTED).order_by()
    counted = {"n": Count("pk"), "bare": Count("pk", filter=Q(verdict_reason=""))}
    themes = rejected.exclude(theme=None).values("theme__name").annotate(**counted)
    alike = rejected.filter(theme=None).exclude(fingerprint="").values("fingerprint")
    return [
        *(Rejected(f"类别“{row['theme__name']}”", row["n"], row["bare"]) for row in themes),
        *(
            Rejected(f"“{row['example'][:30]}”等相同意见", row["n"], row["bare"])
            for row in alike.annotate(example=Min("text"), **counted)
        ),
    ]
