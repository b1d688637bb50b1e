"""What a column owes by period (按期公开, R-021): each year, half, quarter or month, answered or missing. Pure.

A dated row of the schedule (4月1日前) is of the year before it or of its own; a recurring one (每月) is formed when
its period ends and has the general limit of 条例 26 from then on.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.workdays.periods import Every, Period, periods_between
from foundation.workdays.rules import WorkCalendar

# How far back missing periods are listed: what is older belongs to the annual inspection, not to the daily one.
LOOK_BACK = dt.timedelta(days=366)
RECURRING = frozenset(every.value for every in Every)


@dataclass(frozen=True, slots=True)
class Owed:
    """The information of one period, and until when it has to be public."""

    period: Period
    due: dt.date
    what: str
    is_dated: bool = False

    @property
    def key(self) -> str:
        """Tells it from the others of its column in the ledger: two dated rows may be of the same year."""
        return f"{self.period.name}/{self.due:%m-%d}" if self.is_dated else self.period.name

    @property
    def words(self) -> str:
        return self.period.words

    @property
    def begun(self) -> dt.date:
        """The day from which it can be published."""
        whole_year = self.is_dated and self.period.year == self.due.year
        return self.period.first if whole_year else self.period.last + dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """A page that is public in the column; ``period`` is empty where its editor named none."""

    period: str
    on: dt.date


def owes_periods(schedule: Sequence[Mapping[str, Any]]) -> bool:
    """Whether anything of this schedule comes round by the calendar; what follows a plan does not."""
    return any("month" in row or row.get("every") in RECURRING for row in schedule)


def owed_in(
    schedule: Sequence[Mapping[str, Any]],
    today: dt.date,
    since: dt.date,
    *,
    body_kind: str,
    days: int,
    calendar: WorkCalendar,
) -> list[Owed]:
    """Everything owed by now, and on the fixed dates of this year, earliest first.

    ``since`` is when the column began: it owes nothing of before, but the fixed dates of this year it does.
    """
    found: list[Owed] = []
    earliest = max(since, today - LOOK_BACK)
    for row in schedule:
        if body_kind and row.get("bodies") and body_kind not in row["bodies"]:
            continue
        if "month" in row:
            found += _dated(row, today, earliest)
        elif row.get("every") in RECURRING:
            ended = periods_between(earliest, today - dt.timedelta(days=1), Every(row["every"]))
            found += [
                Owed(period, period.due_workdays(calendar, days).reached, row["what"]) for period in ended
            ]
    return sorted(found, key=lambda one: (one.due, one.key))


def _dated(row: Mapping[str, Any], today: dt.date, earliest: dt.date) -> list[Owed]:
    # How many years before its date the information is of, e.g. -1 for 上一年度报告.
    of_year = row.get("of_year", 0)
    dues = [dt.date(year, row["month"], row["day"]) for year in (today.year - 1, today.year)]
    return [
        Owed(Period(due.year + of_year, 1, Every.YEAR), due, row["what"], is_dated=True)
        for due in dues
        if due.year == today.year or due >= earliest
    ]


def answered_on(owed: Sequence[Owed], answers: Iterable[Answer]) -> dict[str, dt.date]:
    """The day on which each was answered, by its key; what is not in it is still open.

    A page that names its period answers that one and no other. One that names none answers, in order, the next
    open fixed date of the year it was published in, or the recurring period before its day.
    """
    found: dict[str, dt.date] = {}
    unnamed = []
    for answer in sorted(answers, key=lambda one: one.on):
        if not answer.period:
            unnamed.append(answer)
            continue
        for one in owed:
            if one.period.name == answer.period and answer.on >= one.begun:
                found.setdefault(one.key, answer.on)
    for answer in unnamed:
        fits = [one.key for one in owed if one.key not in found and _fits(one, answer.on)]
        if fits:
            found[fits[0]] = answer.on
    return found


def _fits(one: Owed, on: dt.date) -> bool:
    if one.is_dated:
        return one.due.year == on.year
    return Period.of(on, one.period.every).previous == one.period
