"""Months, quarters, halves and years that recurring duties go by (R-021)."""

from datetime import date

import pytest

from foundation.workdays.periods import Every, Period, periods_between

D = date.fromisoformat


@pytest.mark.parametrize(
    ("day", "every", "name", "words", "first", "last"),
    [
        ("2026-03-31", Every.MONTH, "2026-03", "2026年3月", "2026-03-01", "2026-03-31"),
        ("2024-02-29", Every.MONTH, "2024-02", "2024年2月", "2024-02-01", "2024-02-29"),
        ("2026-12-31", Every.QUARTER, "2026-Q4", "2026年第4季度", "2026-10-01", "2026-12-31"),
        ("2026-07-01", Every.HALF_YEAR, "2026-H2", "2026年下半年", "2026-07-01", "2026-12-31"),
        ("2026-06-30", Every.HALF_YEAR, "2026-H1", "2026年上半年", "2026-01-01", "2026-06-30"),
        ("2026-01-01", Every.YEAR, "2026", "2026年", "2026-01-01", "2026-12-31"),
    ],
)
def test_the_period_of_a_day(day, every, name, words, first, last):
    period = Period.of(D(day), every)
    assert (period.name, period.words) == (name, words)
    assert (period.first, period.last) == (D(first), D(last))
    assert Period.named(name) == period
    assert D(day) in period
    assert period.next.previous == period
    assert period.last < period.next.first


@pytest.mark.parametrize("name", ["2026-13", "2026-Q5", "2026-H3", "2026-3", "", "二〇二六"])
def test_a_wrong_name_is_refused(name):
    with pytest.raises(ValueError, match=r"请核对|周期名称"):
        Period.named(name)


@pytest.mark.rows("R-021")
@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("2026-01", "2026-03-05"),  # 高龄津贴 of January: 20 working days after 01-31, across 春节
        ("2026-09", "2026-11-03"),
        ("2026-H1", "2026-07-28"),
    ],
)
def test_information_of_a_period_is_due_after_its_last_day(calendar, name, due):
    """条例26: within 20 working days of the day it was formed."""
    assert Period.named(name).due_workdays(calendar, 20).due == D(due)


@pytest.mark.rows("R-021")
@pytest.mark.parametrize(
    ("name", "month", "day", "due"),
    [
        ("2025", 4, 1, "2026-04-01"),  # 法治政府年度报告
        ("2025", 1, 31, "2026-01-31"),  # 条例49: a Saturday, and it stays one
        ("2026-H1", 7, 31, "2026-07-31"),
        ("2026", 2, 29, "2027-02-28"),
    ],
)
def test_a_fixed_date_after_the_period(name, month, day, due):
    assert Period.named(name).due_on(month, day) == D(due)


def test_the_periods_of_a_stretch():
    months = periods_between(D("2025-11-15"), D("2026-02-27"), Every.MONTH)
    assert [period.name for period in months] == ["2025-11", "2025-12", "2026-01"]
