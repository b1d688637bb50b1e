"""Table three counted from the register of cases, and the cases behind each of its cells.

A case is new on 收到申请之日, and has its result on the day it was closed. What was never received (not confirmed by
both sides, 条例 31) is no application yet and counts nowhere.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Case as When_
from django.db.models import (
    CharField,
    Count,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from disclosure.requests.enums import Ending, Leaf
from disclosure.requests.models import Case, CaseItem, CaseQuerySet

from .rules import CARRIED_IN, CARRIED_OUT, LEAVES, NEW, RESULTS, TOTAL, UNKNOWN, Period, Table

# Endings that are a result by themselves; the same as Case.leaf says of one case.
_BY_ENDING = {
    Ending.ABANDONED: Leaf.OTHER_1,
    Ending.UNPAID: Leaf.OTHER_2,
    Ending.WITHDRAWN: Leaf.OTHER_3,
    Ending.MERGED: Leaf.OTHER_3,
}
_GRANTED, _PARTIAL = LEAVES.index(Leaf.GRANTED), LEAVES.index(Leaf.PARTIAL)


def received(bodies: Collection[int]) -> CaseQuerySet:
    """Every application of these bodies."""
    return Case.objects.filter(body__in=bodies, received_on__isnull=False)


def new(bodies: Collection[int], period: Period) -> CaseQuerySet:
    """本年新收."""
    return received(bodies).filter(received_on__range=(period.first, period.last))


def carried_in(bodies: Collection[int], period: Period) -> CaseQuerySet:
    """上年结转: received before the period, not closed before it."""
    waiting = Q(closed_on__isnull=True) | Q(closed_on__gte=period.first)
    return received(bodies).filter(waiting, received_on__lt=period.first)


def carried_out(bodies: Collection[int], period: Period) -> CaseQuerySet:
    """结转下年度: received by the end of the period, not closed by then."""
    waiting = Q(closed_on__isnull=True) | Q(closed_on__gt=period.last)
    return received(bodies).filter(waiting, received_on__lte=period.last)


def closed(bodies: Collection[int], period: Period) -> CaseQuerySet:
    """本年度办理结果: closed within the period, each with its ``result``."""
    return with_result(received(bodies).filter(closed_on__range=(period.first, period.last)))


def with_result(cases: CaseQuerySet) -> CaseQuerySet:
    """Each closed case with its row of table three (``result``), as ``Case.leaf`` says of one.

    区分处理的，只计部分公开: granted beside anything else is partial; otherwise the first in the order of the table.
    """
    rank = When_(
        *(When(leaf=leaf, then=Value(number)) for number, leaf in enumerate(LEAVES)),
        output_field=IntegerField(),
    )
    items = CaseItem.objects.filter(case=OuterRef("pk")).exclude(leaf="").order_by().values("case")
    first = items.annotate(found=Min(rank)).values("found")
    last = items.annotate(found=Max(rank)).values("found")
    return cases.annotate(first_rank=Subquery(first), last_rank=Subquery(last)).annotate(
        result=When_(
            *(When(ending=ending, then=Value(leaf.value)) for ending, leaf in _BY_ENDING.items()),
            When(first_rank=_GRANTED, last_rank__gt=_GRANTED, then=Value(Leaf.PARTIAL.value)),
            *(When(first_rank=number, then=Value(leaf)) for number, leaf in enumerate(LEAVES)),
            default=Value(UNKNOWN),
            output_field=CharField(),
        )
    )


def table_three(bodies: Collection[int], period: Period) -> Table:
    """The whole table in four queries."""
    cells: dict[tuple[str, str], int] = {}
    for code, cases in (
        (NEW, new(bodies, period)),
        (CARRIED_IN, carried_in(bodies, period)),
        (CARRIED_OUT, carried_out(bodies, period)),
    ):
        counted = cases.order_by().values("applicant").annotate(number=Count("pk"))
        cells |= {(code, row["applicant"]): row["number"] for row in counted}
    results = closed(bodies, period).order_by().values("applicant", "result").annotate(number=Count("pk"))
    cells |= {(row["result"], row["applicant"]): row["number"] for row in results}
    return Table(cells)


def behind(row: str, column: str, bodies: Collection[int], period: Period) -> CaseQuerySet:
    """The cases that a cell counts, in order of receipt. Raises KeyError for what is no row."""
    sources = {NEW: new, CARRIED_IN: carried_in, CARRIED_OUT: carried_out, RESULTS: closed}
    if row in sources:
        cases = sources[row](bodies, period)
        if row == RESULTS:
            cases = cases.exclude(result=UNKNOWN)
    elif row in (*LEAVES, UNKNOWN):
        cases = closed(bodies, period).filter(result=row)
    else:
        raise KeyError(row)
    if column != TOTAL:
        cases = cases.filter(applicant=column)
    return cases.in_order_of_receipt()


def counted_by(cases: CaseQuerySet, field: str) -> dict[str, int]:
    """Cases by one field."""
    rows: Any = cases.order_by().values(key=F(field)).annotate(number=Count("pk"))
    return {row["key"]: row["number"] for row in rows}
