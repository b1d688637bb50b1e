"""The clock: at least 100,000 additions of 20 working days a second."""

import time
from datetime import date, timedelta

from foundation.workdays.notices import notice_days
from foundation.workdays.rules import CalendarRow, WorkCalendar
from foundation.workdays.shipped import read_shipped

from .rows import Row

ADDITIONS = 200_000
DAYS = 20
MICROSECONDS_EACH = 1_000_000 / 100_000


def _calendar() -> WorkCalendar:
    shipped = read_shipped()
    rows = tuple(
        CalendarRow(day, is_workday, name, notice["title"])
        for notice in shipped
        for day, is_workday, name in notice_days(notice["off_ranges"], notice["work_days"])
    )
    return WorkCalendar(rows, frozenset(notice["year"] for notice in shipped))


def run() -> list[Row]:
    """Microseconds for one addition, the building of the calendar's index included."""
    calendar = _calendar()
    starts = [date(2024, 1, 1) + timedelta(days=turn % 1000) for turn in range(ADDITIONS)]
    started = time.perf_counter()
    for start in starts:
        calendar.add_workdays(start, DAYS)
    each = (time.perf_counter() - started) / ADDITIONS * 1_000_000
    return [Row(f"addition of {DAYS} working days (µs)", each, MICROSECONDS_EACH)]
