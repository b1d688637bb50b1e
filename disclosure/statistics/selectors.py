"""Table three counted from the register of cases, and the cases behind each of its cells.

A case is new on 收到申请之日, and has its result on the day it was closed. What was never received (not confirmed by
both sides, 条例 31) is no application yet and counts nowhere.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Count, F, IntegerField, Max, Min, Q, Value, When

from disclosure.requests.models import Case, CaseQuerySet

from .rules import (
    CARRIED_IN,
    CARRIED_OUT,
    ENDING_LEAVES,
    GRANTED,
    LEAVES,
    NEW,
    PARTIAL,
    RESULTS,
    TOTAL,
    UNKNOWN,
    Period,
    Table,
    result_of,
)


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
    """本年度办理结果: closed within the period, each ``with_ranks``."""
    return with_ranks(received(bodies).filter(closed_on__range=(period.first, period.last)))


def with_ranks(cases: CaseQuerySet) -> CaseQuerySet:
    """The first and the last result of each case in the order of the table; ``result_of`` makes one of them."""
    rank = Choice(
        *(When(items__leaf=leaf, then=Value(number)) for number, leaf in enumerate(LEAVES)),
        output_field=IntegerField(),
    )
    return cases.annotate(first_rank=Min(rank), last_rank=Max(rank))


def with_result(cases: CaseQuerySet, leaf: str) -> CaseQuerySet:
    """Those of ``closed`` that count in this row: ``result_of`` as a condition."""
    by_ending = [ending for ending, found in ENDING_LEAVES.items() if found == leaf]
    if leaf == UNKNOWN:
        ranked = Q(first_rank__isnull=True)
    elif LEAVES.index(leaf) == GRANTED:
        ranked = Q(first_rank=GRANTED, last_rank=GRANTED)
    elif LEAVES.index(leaf) == PARTIAL:
        ranked = Q(first_rank=PARTIAL) | Q(first_rank=GRANTED, last_rank__gt=GRANTED)
    else:
        ranked = Q(first_rank=LEAVES.index(leaf))
    return cases.filter(Q(ending__in=by_ending) | ranked & ~Q(ending__in=list(ENDING_LEAVES)))


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
    ended = closed(bodies, period).order_by().values_list("applicant", "ending", "first_rank", "last_rank")
    results = Counter((result_of(ending, first, last), who) for who, ending, first, last in ended.iterator())
    cells |= results
    return Table(cells)


def behind(row: str, column: str, bodies: Collection[int], period: Period) -> CaseQuerySet:
    """The cases that a cell counts, in order of receipt. Raises KeyError for what is no row."""
    sources = {NEW: new, CARRIED_IN: carried_in, CARRIED_OUT: carried_out, RESULTS: closed}
    if row in sources:
        cases = sources[row](bodies, period)
        if row == RESULTS:
            ended_otherwise = Q(ending__in=list(ENDING_LEAVES))
            cases = cases.filter(Q(first_rank__isnull=False) | ended_otherwise)
    elif row in (*LEAVES, UNKNOWN):
        cases = with_result(closed(bodies, period), row)
    else:
        raise KeyError(row)
    if column != TOTAL:
        cases = cases.filter(applicant=column)
    return cases.in_order_of_receipt()


def counted_by(cases: CaseQuerySet, field: str) -> dict[str, int]:
    """Cases by one field."""
    rows: Any = cases.order_by().values(key=F(field)).annotate(number=Count("pk"))
    return {row["key"]: row["number"] for row in rows}
