"""Quarters of the year. Pure: no Django."""

import datetime as dt
import re
from dataclasses import dataclass

# What the envelope of a deposit sent by post says (桦甸市《政府信息公开送交办法》第七条; R-030).
ENVELOPE = "政府信息公开"
_NUMBERS = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter: ``number`` is 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        return self.following.first - dt.timedelta(days=1)

    @property
    def following(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def key(self) -> str:
        """2026Q1."""
        return f"{self.year}Q{self.number}"

    def __str__(self) -> str:
        return f"{self.year}年第{_NUMBERS[self.number - 1]}季度"


def quarter_of(day: dt.date) -> Quarter:
    """The quarter that the day is in."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_before(day: dt.date) -> Quarter:
    """The last quarter that is over on that day."""
    return quarter_of(quarter_of(day).first - dt.timedelta(days=1))


def parse_quarter(key: str) -> Quarter:
    """Raises ValueError."""
    if found := re.fullmatch(r"(20\d\d)Q([1-4])", key):
        return Quarter(int(found[1]), int(found[2]))
    raise ValueError(f"不是季度：{key}")
