"""Reading the calendar: one query as a rule, two after a change.

The built calendar is kept in the process beside the versions of the notices it was built from, and
every call asks the database for those versions (one short row per year). So each worker of each
machine sees a new notice at its next call, whatever cache the site uses, and no clock is compared.
A loop over many cases should load the calendar once and pass it on.
"""

from datetime import date
from uuid import UUID

from foundation.workdays.models import CalendarDay, HolidayNotice
from foundation.workdays.notices import Days
from foundation.workdays.rules import CalendarRow, WorkCalendar

# a missing notice is told from 1 December on. The State Council's came on 2016-12-01, 2023-10-25,
# 2024-11-12, 2025-11-04.
WARN_FROM = (12, 1)

Versions = frozenset[tuple[int, UUID]]
_kept: tuple[Versions, WorkCalendar] | None = None


def load_calendar() -> WorkCalendar:
    """The working-day calendar of all notices entered so far."""
    global _kept
    versions = frozenset(HolidayNotice.objects.order_by().values_list("year", "version"))
    # Versions are read before the rows: a change in between makes the next call build again.
    if _kept is None or _kept[0] != versions:
        _kept = (versions, _build(frozenset(year for year, _version in versions)))
    return _kept[1]


def calendar_with(year: int, days: Days) -> WorkCalendar:
    """The calendar as it would be if ``year`` held these days: for the picture before they are stored."""
    others = CalendarDay.objects.exclude(notice__year=year).select_related("notice")
    rows = {day.date: CalendarRow(day.date, day.is_workday, day.name, str(day.notice)) for day in others}
    rows |= {day: CalendarRow(day, is_workday, name, "") for day, is_workday, name in days}
    known = frozenset(HolidayNotice.objects.values_list("year", flat=True)) | {year}
    return WorkCalendar(tuple(rows.values()), known)


def missing_years(today: date) -> list[int]:
    """Years whose notice is due and not entered: this one, and from 1 December the next (R-278)."""
    wanted = [today.year] + [today.year + 1] * ((today.month, today.day) >= WARN_FROM)
    known = set(HolidayNotice.objects.filter(year__in=wanted).values_list("year", flat=True))
    return [year for year in wanted if year not in known]


def _build(known_years: frozenset[int]) -> WorkCalendar:
    days = CalendarDay.objects.select_related("notice").filter(notice__year__in=known_years)
    rows = tuple(CalendarRow(day.date, day.is_workday, day.name, str(day.notice)) for day in days)
    return WorkCalendar(rows, known_years)
