"""What an official reads off the clock: due days, late days, and the reckoning behind them."""

from datetime import date, timedelta

import holidays
import pytest

from foundation.workdays.rules import CalendarRow, Pause, Treatment, WorkCalendar

D = date.fromisoformat


@pytest.mark.rows("R-018", "R-019", "R-278")
@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-01-23", 20, "2026-02-27"),
        ("2026-02-13", 20, "2026-03-19"),
        ("2026-02-14", 20, "2026-03-20"),  # event on a make-up working day
        ("2026-02-21", 20, "2026-03-20"),  # event on a rest day of 春节
        ("2026-04-30", 7, "2026-05-13"),
        ("2026-09-18", 20, "2026-10-22"),
        ("2026-09-19", 20, "2026-10-22"),  # event on a Saturday
        ("2026-09-20", 20, "2026-10-23"),
        ("2026-11-21", 20, "2026-12-18"),
        ("2025-01-24", 15, "2025-02-20"),
        ("2024-09-13", 7, "2024-09-25"),
        ("2024-09-27", 20, "2024-10-30"),
    ],
)
def test_due_day_from_the_day_after_the_event(calendar, start, days, due):
    deadline = calendar.add_workdays(D(start), days)
    assert deadline.due == D(due)
    assert not deadline.provisional
    assert calendar.count_workdays(D(start), D(due)) == days


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_agrees_with_an_independent_calendar(calendar, year):
    independent = holidays.China(years=year)
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    assert [
        day
        for day in days
        if day.year == year and calendar.is_workday(day) != independent.is_working_day(day)
    ] == []


@pytest.mark.rows("R-018")
@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        ("2024-10-30", "2024-10-29", 0),
        ("2024-10-30", "2024-10-30", 0),
        ("2024-10-30", "2024-10-31", 1),
        ("2024-11-01", "2024-11-02", 1),  # Friday due, Saturday done: late although no working day passed
    ],
)
def test_overdue_from_the_day_after_the_due_day(calendar, due, done, late):
    assert calendar.overdue_days(D(due), D(done)) == late


@pytest.mark.parametrize(
    ("today", "left"),
    [
        ("2026-02-13", 5),
        ("2026-02-14", 4),
        ("2026-02-20", 4),
        ("2026-02-26", 1),
        ("2026-02-27", 0),
        ("2026-03-02", 0),
    ],
)
def test_working_days_left(calendar, today, left):
    assert calendar.workdays_left(D(today), D("2026-02-27")) == left


@pytest.mark.parametrize(
    ("start", "days", "roll_over", "due"),
    [
        ("2026-03-02", 30, True, "2026-04-01"),  # a Wednesday stays
        ("2026-01-23", 30, True, "2026-02-24"),  # 2026-02-22 is in 春节: the day after the rest
        ("2026-01-23", 30, False, "2026-02-22"),
        ("2026-03-14", 7, True, "2026-03-23"),  # a Saturday moves to Monday
        ("2026-02-04", 10, True, "2026-02-14"),  # a Saturday that is worked stays
        ("2024-02-08", 8, True, "2024-02-18"),  # the rest ends on a Sunday that is worked
    ],
)
def test_natural_days_end_after_the_rest(calendar, start, days, roll_over, due):
    assert calendar.add_days(D(start), days, roll_over=roll_over).due == D(due)


@pytest.mark.parametrize(
    ("start", "days", "unknown"),
    [
        ("2026-11-21", 20, ()),
        ("2026-12-10", 20, (2027,)),
        ("2026-12-31", 1, (2027,)),
        ("2026-12-30", 1, ()),
        ("2023-12-28", 5, (2023,)),
        ("2026-12-01", 300, (2027, 2028)),
    ],
)
def test_provisional_without_the_notice_of_the_year(calendar, start, days, unknown):
    deadline = calendar.add_workdays(D(start), days)
    assert deadline.unknown_years == unknown
    assert deadline.provisional is bool(unknown)


def test_natural_days_are_provisional_only_for_their_last_day(calendar):
    assert not calendar.add_days(D("2023-12-28"), 20).provisional
    assert calendar.add_days(D("2026-12-10"), 30).provisional
    assert not calendar.add_days(D("2026-12-10"), 30, roll_over=False).provisional


@pytest.mark.rows("R-180")
def test_days_spent_asking_others_do_not_count(calendar):
    """国令711号 §33: nine days used, seven working days of consultation."""
    asking = Pause(D("2026-03-05"), D("2026-03-13"), "征求第三方意见")
    received, today = D("2026-03-02"), D("2026-03-24")
    assert calendar.count_workdays(received, today, [asking]) == 9
    assert calendar.count_workdays(received, today) - 9 == 7
    assert calendar.add_workdays(received, 20).due == D("2026-03-30")
    assert calendar.add_workdays(received, 20, [asking]).due == D("2026-04-09")


def test_overlapping_pauses_are_one_pause(calendar):
    third = Pause(D("2026-03-05"), D("2026-03-13"), "征求第三方意见")
    other = Pause(D("2026-03-10"), D("2026-03-18"), "征求其他机关意见")
    whole = Pause(D("2026-03-05"), D("2026-03-18"), "征求意见")
    start = D("2026-03-02")
    assert (
        calendar.add_workdays(start, 20, [third, other]).due == calendar.add_workdays(start, 20, [whole]).due
    )


@pytest.mark.parametrize(
    ("first", "counted"), [("2026-02-02", 5), ("2026-01-24", 0), ("2026-01-01", 0), ("2026-02-27", 19)]
)
def test_an_open_pause_leaves_no_due_day(calendar, first, counted):
    deadline = calendar.add_workdays(D("2026-01-23"), 20, [Pause(D(first), None, "征求第三方意见")])
    assert deadline.due is None
    assert deadline.suspended_on == D(first)
    assert deadline.days_counted == counted
    assert f"已计{counted}个工作日，剩余{20 - counted}个工作日" in deadline.explanation


def test_an_open_pause_after_the_due_day_changes_nothing(calendar):
    deadline = calendar.add_workdays(D("2026-01-23"), 20, [Pause(D("2026-02-28"), None, "征求第三方意见")])
    assert deadline.due == D("2026-02-27")
    assert deadline.suspended_on is None


@pytest.mark.parametrize(
    ("reckon", "words"),
    [
        (
            lambda c: c.add_workdays(D("2026-01-23"), 20),
            "自2026-01-23（当日不计入）起第20个工作日：2026-02-27；其间跳过周末6天、春节9天，调休上班1天计入",
        ),
        (lambda c: c.add_workdays(D("2026-03-02"), 3), "自2026-03-02（当日不计入）起第3个工作日：2026-03-05"),
        (
            lambda c: c.add_workdays(
                D("2026-01-23"), 20, [Pause(D("2026-02-02"), D("2026-02-10"), "征求第三方意见")]
            ),
            "自2026-01-23（当日不计入）起第20个工作日：2026-03-09；"
            "其间跳过周末7天、春节9天，征求第三方意见暂停9天不计，调休上班2天计入",
        ),
        (
            lambda c: c.add_days(D("2026-01-23"), 30),
            "自2026-01-23（当日不计入）起第30日：2026-02-22；最后一日逢春节，顺延至2026-02-24",
        ),
        (
            lambda c: c.add_workdays(D("2026-12-10"), 20),
            "自2026-12-10（当日不计入）起第20个工作日：2027-01-07；其间跳过周末8天（暂定：2027年放假安排尚未录入）",
        ),
        (
            lambda c: c.add_days(D("2026-03-02"), 30, [Pause(D("2026-03-12"), None, "征求其他机关意见")]),
            "自2026-03-02（当日不计入）起30日；因征求其他机关意见自2026-03-12起暂停计时，"
            "已计9日，剩余21日，恢复计时后确定到期日",
        ),
    ],
)
def test_the_reckoning_in_words(calendar, reckon, words):
    assert reckon(calendar).explanation == words


def test_the_reckoning_day_by_day(calendar):
    days = calendar.add_workdays(D("2026-02-12"), 3).explain()
    assert [(str(day.day)[5:], day.treatment, day.ordinal, day.reason) for day in days[:4]] == [
        ("02-13", Treatment.COUNTED, 1, ""),
        ("02-14", Treatment.MAKE_UP, 2, "调休上班"),
        ("02-15", Treatment.HOLIDAY, None, "春节"),
        ("02-16", Treatment.HOLIDAY, None, "春节"),
    ]
    assert (days[-1].day, days[-1].ordinal) == (D("2026-02-24"), 3)


def test_natural_days_show_the_move_off_the_rest(calendar):
    days = calendar.add_days(D("2026-03-12"), 2).explain()
    assert [(day.treatment, day.ordinal, day.reason) for day in days] == [
        (Treatment.COUNTED, 1, ""),
        (Treatment.COUNTED, 2, ""),
        (Treatment.ROLLED, None, "周末"),
        (Treatment.ROLLED, None, ""),
    ]


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_has_at_least_one_day(calendar, days):
    with pytest.raises(ValueError, match="期限天数应为正整数"):
        calendar.add_workdays(D("2026-03-02"), days)


def test_a_pause_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="早于开始日期"):
        Pause(D("2026-03-02"), D("2026-03-01"), "征求第三方意见")


def test_a_day_has_one_row():
    row = CalendarRow(D("2026-01-01"), False, "元旦", "")
    with pytest.raises(ValueError, match="出现了两次"):
        WorkCalendar((row, row), frozenset({2026}))
