"""When a column's update lapses and how it stands (R-036, R-268, R-269). Pure: no Django, no clock.

The periods are those of 国办秘函〔2019〕19号 as parameters of the jurisdiction; a column may have its own.
"""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

WEEKS = 26  # half a year, the longest period of the inspection rules
ONE_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Frequency:
    """A column has to be updated at least once in so many days or months; ``source`` says who asks for it."""

    number: int
    unit: str
    source: str = ""

    @property
    def words(self) -> str:
        return f"{self.number}{'天' if self.unit == 'days' else '个月'}内至少更新一次"

    def lapses_on(self, updated_on: dt.date) -> dt.date:
        """The last day on which the update still counts."""
        return after(updated_on, self.number, self.unit)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the time for an update has run: ``used`` in percent, over 100 when it has lapsed."""

    due: dt.date
    used: int
    late: int
    left: int


def after(day: dt.date, number: int, unit: str) -> dt.date:
    """``number`` days or months later; the 31st of a short month is its last day."""
    if unit == "days":
        return day + dt.timedelta(days=number)
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def standing(begun: dt.date, due: dt.date, today: dt.date) -> Standing:
    """Nothing is overdue on its own due day."""
    whole = max(1, (due - begun).days)
    used = round((today - begun).days * 100 / whole)
    return Standing(due, used, late=max(0, (today - due).days), left=max(0, (due - today).days))


def week_starts(today: dt.date, weeks: int = WEEKS) -> list[dt.date]:
    """The Mondays of the last ``weeks`` weeks, this one included, oldest first."""
    this = today - dt.timedelta(days=today.weekday())
    return [this - ONE_WEEK * n for n in range(weeks - 1, -1, -1)]


def level(count: int) -> int:
    """Step of the heat map: none, 1, 2 to 4, 5 and more."""
    return 0 if count == 0 else 1 if count == 1 else 2 if count < 5 else 3
