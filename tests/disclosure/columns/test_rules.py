"""When an update lapses: by days, months and fixed dates."""

import datetime as dt

import pytest

from disclosure.columns.rules import Frequency, level, standing, week_starts

D = dt.date.fromisoformat


@pytest.mark.rows("R-269")
@pytest.mark.parametrize(
    ("updated", "number", "unit", "due"),
    [
        ("2026-11-06", 14, "days", "2026-11-20"),
        ("2026-05-20", 6, "months", "2026-11-20"),
        ("2025-08-31", 6, "months", "2026-02-28"),
        ("2023-11-30", 3, "months", "2024-02-29"),
        ("2026-11-15", 3, "months", "2027-02-15"),
        ("2025-12-31", 12, "months", "2026-12-31"),
    ],
)
def test_the_last_day_on_which_an_update_counts(updated, number, unit, due):
    assert Frequency(number, unit).lapses_on(D(updated)) == D(due)


@pytest.mark.parametrize(
    ("today", "used", "late"),
    [("2026-11-01", 0, 0), ("2026-11-08", 70, 0), ("2026-11-11", 100, 0), ("2026-11-12", 110, 1)],
)
def test_nothing_is_overdue_on_its_own_due_day(today, used, late):
    stands = standing(D("2026-11-01"), D("2026-11-11"), D(today))
    assert (stands.used, stands.late) == (used, late)


def test_weeks_begin_on_monday_and_end_with_this_one():
    weeks = week_starts(D("2026-11-22"))
    assert (len(weeks), weeks[0], weeks[-1]) == (26, D("2026-05-25"), D("2026-11-16"))


def test_steps_of_the_heat_map():
    assert [level(count) for count in (0, 1, 2, 4, 5, 90)] == [0, 1, 2, 2, 3, 3]
