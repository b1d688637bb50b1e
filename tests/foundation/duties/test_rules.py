"""Worked dates of every clock, each with its article."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from foundation.duties.enums import Clock
from foundation.duties.rules import Stop, Terms, reckon, time_late, time_used
from foundation.workdays.notices import notice_days
from foundation.workdays.rules import CalendarRow, Pause, WorkCalendar
from foundation.workdays.shipped import read_shipped

CHINA = ZoneInfo("Asia/Shanghai")
D = dt.date.fromisoformat


def T(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.fixture(scope="module")
def calendar():
    rows = [
        CalendarRow(day, is_workday, name, notice["title"])
        for notice in read_shipped()
        for day, is_workday, name in notice_days(notice["off_ranges"], notice["work_days"])
    ]
    return WorkCalendar(tuple(rows), frozenset(notice["year"] for notice in read_shipped()))


def due(calendar, clock, base, length=0, **more):
    return reckon(Terms(clock, D(base), length, **more), calendar, CHINA)


@pytest.mark.rows("R-018", "R-278")
@pytest.mark.parametrize(
    ("base", "days", "last"),
    [
        # 条例 26: 20 working days
        ("2026-01-23", 20, "2026-02-27"),  # over the Spring Festival and its make-up days
        ("2026-02-21", 20, "2026-03-20"),  # formed on a rest day
        ("2026-09-19", 20, "2026-10-22"),  # formed on a rest day before National Day
        ("2024-09-27", 20, "2024-10-30"),
        # 浙江省人民政府令第372号: 7 working days
        ("2024-09-13", 7, "2024-09-25"),  # over Mid-Autumn
        # 国办发〔2016〕80号: 3 working days
        ("2024-09-13", 3, "2024-09-19"),  # Friday before a make-up Saturday
        ("2026-01-01", 3, "2026-01-06"),  # published on a holiday; 2026-01-04 is a make-up Sunday
    ],
)
def test_working_days(calendar, base, days, last):
    assert due(calendar, Clock.WORKING_DAYS, base, days).due_on == D(last)


@pytest.mark.parametrize(
    ("base", "days", "roll_over", "last"),
    [
        # 民法典 203: a rest day at the end moves on; 204: unless the law says otherwise
        ("2026-01-10", 20, True, "2026-01-30"),
        ("2026-01-11", 20, True, "2026-02-02"),
        ("2026-01-11", 20, False, "2026-01-31"),
        ("2026-09-11", 20, True, "2026-10-08"),
        ("2026-01-26", 20, True, "2026-02-24"),
        ("2026-01-08", 20, True, "2026-01-28"),
        ("2026-01-08", 37, True, "2026-02-14"),  # a Saturday that is worked
    ],
)
def test_natural_days(calendar, base, days, roll_over, last):
    assert due(calendar, Clock.NATURAL_DAYS, base, days, roll_over=roll_over).due_on == D(last)


@pytest.mark.parametrize(
    ("base", "hours", "stops", "moment"),
    [
        ("2026-02-13T17:30", 5, [], "2026-02-13T22:30"),
        ("2026-02-13T17:30", 24, [], "2026-02-14T17:30"),
        ("2026-02-15T23:59", 48, [], "2026-02-17T23:59"),  # the Spring Festival stops no hour
        ("2026-12-31T20:00", 24, [], "2027-01-01T20:00"),  # and no year is unknown to it
        ("2026-03-02T08:00", 24, [("2026-03-02T10:00", "2026-03-02T13:00")], "2026-03-03T11:00"),
        ("2026-03-02T08:00", 24, [("2026-03-03T09:00", None)], "2026-03-03T08:00"),  # after the end
        ("2026-03-02T08:00", 24, [("2026-03-02T10:00", None)], None),
    ],
)
def test_hours_run_day_and_night(calendar, base, hours, stops, moment):
    found = due(
        calendar,
        Clock.HOURS,
        base[:10],
        hours,
        base_at=T(base),
        stops=[Stop(T(since), until and T(until)) for since, until in stops],
    )
    assert found.due_at == (T(moment) if moment else None)
    assert found.due_on == (T(moment).date() if moment else None)
    assert not found.provisional


@pytest.mark.rows("R-021")
@pytest.mark.parametrize(
    ("fixed", "extension", "last"),
    [
        ("2026-04-01", 0, "2026-04-01"),
        ("2026-01-31", 0, "2026-01-31"),  # a Saturday: the date that the law names stands
        ("2026-03-31", 5, "2026-04-08"),  # over 清明
    ],
)
def test_fixed_dates(calendar, fixed, extension, last):
    found = due(calendar, Clock.FIXED_DATE, "2026-01-01", fixed_on=D(fixed), extension=extension)
    assert found.due_on == D(last)


@pytest.mark.parametrize(
    ("pauses", "last"),
    [
        ([("2026-01-26", "2026-01-30")], "2026-03-05"),
        ([("2026-01-24", "2026-01-25")], "2026-02-27"),  # a weekend costs nothing
        ([("2026-01-26", None)], None),
    ],
)
def test_pauses_do_not_count(calendar, pauses, last):
    """条例 33."""
    held = [Pause(D(a), b and D(b), "征求第三方意见") for a, b in pauses]
    found = due(calendar, Clock.WORKING_DAYS, "2026-01-23", 20, pauses=held)
    assert found.due_on == (D(last) if last else None)


def test_an_extension_adds_to_the_end(calendar):
    assert due(calendar, Clock.WORKING_DAYS, "2026-01-23", 20, extension=20).due_on == D("2026-03-26")


@pytest.mark.parametrize(
    ("clock", "base", "days", "provisional"),
    [
        (Clock.WORKING_DAYS, "2026-12-25", 20, True),
        (Clock.WORKING_DAYS, "2026-12-01", 20, False),
        (Clock.WORKING_DAYS, "2023-03-01", 3, True),  # before the calendar's first year
        (Clock.NATURAL_DAYS, "2026-12-25", 20, True),
        (Clock.NATURAL_DAYS, "2025-12-25", 20, False),
    ],
)
def test_a_year_without_its_notice_makes_a_date_provisional(calendar, clock, base, days, provisional):
    assert due(calendar, clock, base, days).provisional == provisional


@pytest.mark.parametrize(
    ("clock", "base", "met", "used"),
    [
        (Clock.WORKING_DAYS, "2024-09-27T09:00", "2024-10-31T09:00", 21),
        (Clock.WORKING_DAYS, "2026-01-05T09:00", "2026-01-04T09:00", 0),
        (Clock.NATURAL_DAYS, "2026-01-05T09:00", "2026-01-12T09:00", 7),
        (Clock.HOURS, "2026-01-05T09:00", "2026-01-05T10:01", 2),
        (Clock.FIXED_DATE, "2026-01-05T09:00", "2026-01-12T09:00", None),
    ],
)
def test_time_used(calendar, clock, base, met, used):
    terms = Terms(clock, T(base).date(), 20, base_at=T(base))
    assert time_used(terms, T(met).date(), T(met), calendar) == used


@pytest.mark.rows("R-018")
def test_nothing_is_late_on_its_own_day():
    noon = T("2024-10-30T12:00")
    assert time_late(D("2024-10-30"), None, D("2024-10-30"), noon) == 0
    assert time_late(D("2024-10-30"), None, D("2024-10-31"), noon) == 1
    assert time_late(D("2024-10-30"), noon, D("2024-10-30"), noon) == 0
    assert time_late(D("2024-10-30"), noon, D("2024-10-30"), noon + dt.timedelta(seconds=1)) == 1
    assert time_late(None, None, D("2030-01-01"), noon) == 0
