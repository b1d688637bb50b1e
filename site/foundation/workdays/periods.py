"""Periods of the calendar that recurring duties go by (R-021): month, quarter, half-year, year. Pure."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from foundation.workdays.rules import Deadline, WorkCalendar


class Every(StrEnum):
    """How often a period comes round."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}[self]

    @property
    def per_year(self) -> int:
        return 12 // self.months


_NAME = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?\Z")
_HALVES = ("上半年", "下半年")
# As officials write it: 2026年, 2026年度, 2026年3月, 2026年第1季度, 2026年一季度, 2026年上半年.
_WORDS = re.compile(r"(\d{4})年(?:度|(\d{1,2})月|第?([1-4一二三四])季度|([上下])半年)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The ``number``-th month, quarter or half of a year, or the year itself. Raises ValueError for none."""

    year: int
    number: int
    every: Every

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.every.per_year:
            raise ValueError(f"{self.year}年没有第{self.number}个周期，请核对。")

    @classmethod
    def of(cls, day: date, every: Every) -> "Period":
        """The period that holds ``day``."""
        return cls(day.year, (day.month - 1) // every.months + 1, every)

    @classmethod
    def named(cls, name: str) -> "Period":
        """The period of a name such as 2026-03, 2026-Q1, 2026-H1 or 2026. Raises ValueError."""
        found = _NAME.match(name)
        if not found:
            raise ValueError(f"“{name}”不是周期名称，应如2026-03、2026-Q1、2026-H1或2026。")
        year, month, quarter, half = found.groups()
        if month:
            return cls(int(year), int(month), Every.MONTH)
        if quarter:
            return cls(int(year), int(quarter), Every.QUARTER)
        return cls(int(year), int(half or 1), Every.HALF_YEAR if half else Every.YEAR)

    @classmethod
    def read(cls, text: str) -> "Period":
        """The period that somebody typed, as its name or as officials write it. Raises ValueError."""
        text = "".join(text.split())
        found = _WORDS.match(text)
        if not found:
            return cls.named(text)
        year, month, quarter, half = found.groups()
        if month:
            return cls(int(year), int(month), Every.MONTH)
        if quarter:
            number = "一二三四".find(quarter) + 1 or int(quarter)
            return cls(int(year), number, Every.QUARTER)
        if half:
            return cls(int(year), "上下".index(half) + 1, Every.HALF_YEAR)
        return cls(int(year), 1, Every.YEAR)

    @property
    def name(self) -> str:
        """Short, unique, in order of time among its kind: 2026-03, 2026-Q1, 2026-H1, 2026."""
        if self.every is Every.MONTH:
            return f"{self.year}-{self.number:02}"
        if self.every is Every.YEAR:
            return str(self.year)
        return f"{self.year}-{'Q' if self.every is Every.QUARTER else 'H'}{self.number}"

    @property
    def words(self) -> str:
        """As officials write it: 2026年3月, 2026年第1季度, 2026年上半年, 2026年."""
        if self.every is Every.MONTH:
            return f"{self.year}年{self.number}月"
        if self.every is Every.QUARTER:
            return f"{self.year}年第{self.number}季度"
        return f"{self.year}年{_HALVES[self.number - 1] if self.every is Every.HALF_YEAR else ''}"

    @property
    def first(self) -> date:
        return date(self.year, (self.number - 1) * self.every.months + 1, 1)

    @property
    def last(self) -> date:
        month = self.number * self.every.months
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def next(self) -> "Period":
        return Period.of(self.last + timedelta(days=1), self.every)

    @property
    def previous(self) -> "Period":
        return Period.of(self.first - timedelta(days=1), self.every)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def due_workdays(self, calendar: WorkCalendar, days: int) -> Deadline:
        """``days`` working days after the period's last day, on which its information is formed (条例 26)."""
        return calendar.add_workdays(self.last, days)

    def due_on(self, month: int, day: int) -> date:
        """The first such calendar date after the period, e.g. 4月1日 for the year before it.

        A date of the calendar is not a period of days: it does not move off a rest day. 2月29日 is the last
        of February in an ordinary year.
        """
        year = self.last.year
        while True:
            due = date(year, month, min(day, monthrange(year, month)[1]))
            if due > self.last:
                return due
            year += 1


def periods_between(first: date, last: date, every: Every) -> Iterator[Period]:
    """Every period that ended on ``first`` or later and not after ``last``, in order."""
    period = Period.of(first, every)
    while period.last <= last:
        yield period
        period = period.next
