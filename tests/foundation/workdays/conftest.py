import pytest

from foundation.workdays.notices import notice_days
from foundation.workdays.rules import CalendarRow, WorkCalendar
from foundation.workdays.shipped import read_shipped


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    """The calendar of the shipped notices, without a database."""
    shipped = read_shipped()
    rows = tuple(
        CalendarRow(day, is_workday, name, notice["title"])
        for notice in shipped
        for day, is_workday, name in notice_days(notice["off_ranges"], notice["work_days"])
    )
    return WorkCalendar(rows, frozenset(notice["year"] for notice in shipped))
