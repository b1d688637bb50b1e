"""Reading the calendar: one query as a rule, two after a change.

The built calendar is kept in the process beside the versions of the notices it was built from, and
every call asks the database for those versions (one short row per year). So each worker of each
machine sees a new notice at its next call, whatever cache the site uses, and no clock is compared.
A loop over many cases should load the calendar once and pass it on.
"""

from uuid import UUID

from foundation.workdays.models import CalendarDay, HolidayNotice
from foundation.workdays.rules import CalendarRow, WorkCalendar

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


def _build(known_years: frozenset[int]) -> WorkCalendar:
    days = CalendarDay.objects.select_related("notice").filter(notice__year__in=known_years)
    rows = tuple(CalendarRow(day.date, day.is_workday, day.name, str(day.notice)) for day in days)
    return WorkCalendar(rows, known_years)
