"""A year as a calendar picture: twelve small months whose days say what they are. Pure."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from foundation.workdays.notices import OffRange
from foundation.workdays.rules import SATURDAY, WorkCalendar

WEEKDAY_HEADS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day: ``kind`` is for the style, ``mark`` the sign beside the number, ``words`` the text alternative."""

    day: date
    kind: str
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    weeks: list[list[DayCell | None]]
    workdays: int


@dataclass(frozen=True, slots=True)
class YearPicture:
    year: int
    months: list[Month]
    off_ranges: list[OffRange]
    work_days: list[date]

    @property
    def workdays(self) -> int:
        """Working days of the year."""
        return sum(month.workdays for month in self.months)


def picture_of(
    calendar: WorkCalendar, year: int, off_ranges: list[OffRange], work_days: list[date]
) -> YearPicture:
    """The picture of ``year`` in ``calendar``, beside the notice it rests on."""
    months = [_month(calendar, year, number) for number in range(1, 13)]
    return YearPicture(year, months, off_ranges, work_days)


def _month(calendar: WorkCalendar, year: int, number: int) -> Month:
    weeks = [
        [_cell(calendar, day) if day.month == number else None for day in week]
        for week in Calendar().monthdatescalendar(year, number)
    ]
    days = [cell.day for week in weeks for cell in week if cell]
    return Month(number, weeks, sum(calendar.is_workday(day) for day in days))


def _cell(calendar: WorkCalendar, day: date) -> DayCell:
    weekend = day.weekday() >= SATURDAY
    if calendar.is_workday(day):
        return DayCell(day, "makeup", "班", "调休上班") if weekend else DayCell(day, "work", "", "")
    name = calendar.rest_name(day)
    if calendar.is_named(day):
        return DayCell(day, "holiday", "休", name)
    return DayCell(day, "weekend", "", name)
