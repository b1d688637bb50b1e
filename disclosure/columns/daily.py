"""每日巡查: every column is looked at, its duties and the ledger are brought in line. Safe to run twice (R-269)."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosure.catalogue.models import ColumnPage
from foundation.duties.models import Duty
from foundation.rules.parameters import value
from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from . import duties
from .enums import Health, ProblemKind
from .health import ColumnHealth, health_of_columns
from .models import Problem

_KIND_OF = {
    Health.EMPTY: ProblemKind.EMPTY,
    Health.OVERDUE: ProblemKind.OVERDUE,
    Health.BROKEN: ProblemKind.BROKEN,
}
SOLVED = "巡查时已恢复正常"


def inspect_columns(today: dt.date | None = None) -> dict[str, int]:
    """Look at every column. Says how many problems were found, solved and are still open."""
    today = today or timezone.localdate()
    calendar = load_calendar()
    found = solved = 0
    for row in health_of_columns(today=today):
        with transaction.atomic():
            duties.settle(row, today)
            kinds = problems_of(row)
            solved += _close_solved(row, set(kinds), today)
            found += sum(_write(row, kind, words, today, calendar) for kind, words in kinds.items())
    return {"found": found, "solved": solved, "open": Problem.objects.open().count()}


def settle_column(pk: int) -> None:
    """The duties and problems of one column, after something was published in it."""
    today = timezone.localdate()
    known = Duty.objects.open().of(ColumnPage(pk=pk)).exists() or Problem.objects.open().filter(column=pk)
    if not known:
        return
    for row in health_of_columns(ColumnPage.objects.live().filter(pk=pk), today):
        duties.settle(row, today)
        _close_solved(row, set(problems_of(row)), today)


def problems_of(row: ColumnHealth) -> dict[str, str]:
    """What is wrong with the column now, in words."""
    found = {}
    if row.health in _KIND_OF:
        found[_KIND_OF[row.health].value] = row.note
    if row.unit is None:
        found[ProblemKind.UNALLOCATED.value] = "有栏目无责任科室"
    return found


def _close_solved(row: ColumnHealth, still: set[str], today: dt.date) -> int:
    stale = Problem.objects.open().filter(column=row.column).exclude(kind=ProblemKind.OTHER)
    return stale.exclude(kind__in=still).update(closed_on=today, result=SOLVED)


def _write(row: ColumnHealth, kind: str, words: str, today: dt.date, calendar: WorkCalendar) -> bool:
    """A new line, unless the same problem of the column is open already (another machine may be first)."""
    if Problem.objects.open().filter(column=row.column, kind=kind).exists():
        return False
    due = calendar.add_workdays(today, value("column.remedy_days")).reached
    try:
        with transaction.atomic():
            Problem.objects.create(
                column=row.column, kind=kind, words=words, unit=row.unit, found_on=today, due_on=due
            )
    except IntegrityError:
        return False
    return True
