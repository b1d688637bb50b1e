"""How long information may take to become public."""

import datetime as dt

import pytest

from disclosure.catalogue.rules import (
    TimeRule,
    due,
    duties_in,
    last_duty,
    next_duty,
    shortest,
)

TWENTY = TimeRule("working_days", 20)
NORMATIVE = TimeRule("working_days", 7, base_event="printed")
PERMIT = TimeRule("working_days", 7, base_event="decided")
BUDGET = TimeRule("natural_days", 20, base_event="approved")


@pytest.mark.rows("R-018", "R-019")
@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        (TWENTY, dt.date(2024, 9, 27), dt.date(2024, 10, 30)),  # over National Day with its make-up days
        (TWENTY, dt.date(2026, 1, 23), dt.date(2026, 2, 27)),
        (TWENTY, dt.date(2026, 2, 21), dt.date(2026, 3, 20)),  # formed on a rest day
        (NORMATIVE, dt.date(2024, 9, 13), dt.date(2024, 9, 25)),
        (PERMIT, dt.date(2025, 3, 3), dt.date(2025, 3, 12)),  # decided on a Monday
        (BUDGET, dt.date(2026, 1, 20), dt.date(2026, 2, 9)),  # natural days, ends on a Monday
        (BUDGET, dt.date(2026, 1, 25), dt.date(2026, 2, 14)),  # a Saturday that is worked (调休)
        (
            BUDGET,
            dt.date(2026, 1, 26),
            dt.date(2026, 2, 24),
        ),  # last day inside Spring Festival moves after it
    ],
)
def test_days_are_counted_by_the_rule_of_the_item(calendar, rule, start, expected):
    assert due(rule, calendar, start).due == expected


@pytest.mark.rows("R-018")
@pytest.mark.parametrize(
    ("published", "late"),
    [(dt.date(2024, 10, 30), 0), (dt.date(2024, 10, 31), 1), (dt.date(2024, 9, 28), 0)],
)
def test_lateness_is_shown_in_days(calendar, published, late):
    found = shortest([TWENTY], calendar, {"formed": dt.date(2024, 9, 27)})
    assert found.days_late(published) == late


@pytest.mark.rows("R-019")
@pytest.mark.parametrize("kind", ["dynamic", "periodic", "dated"])
def test_items_without_a_day_count_have_no_deadline(calendar, kind):
    rule = TimeRule(kind)
    assert due(rule, calendar, dt.date(2024, 9, 27)) is None
    assert shortest([rule], calendar, {"formed": dt.date(2024, 9, 27)}) is None
    assert rule.words == ""


@pytest.mark.rows("R-020")
@pytest.mark.parametrize(
    ("dates", "expected", "words"),
    [
        # 7 days from printing end before 20 days from writing.
        (
            {"formed": dt.date(2024, 9, 12), "printed": dt.date(2024, 9, 13)},
            dt.date(2024, 9, 25),
            "自印发之日起7个工作日内",
        ),
        # Printed long after it was written: the general limit ends first.
        (
            {"formed": dt.date(2024, 9, 27), "printed": dt.date(2024, 11, 20)},
            dt.date(2024, 10, 30),
            "自形成或者变更之日起20个工作日内",
        ),
        # Without a printing date the day it was written stands in for it.
        ({"formed": dt.date(2024, 9, 13)}, dt.date(2024, 9, 25), "自印发之日起7个工作日内"),
    ],
)
def test_the_rule_that_ends_first_applies(calendar, dates, expected, words):
    found = shortest([TWENTY, NORMATIVE], calendar, dates)
    assert found.deadline.due == expected
    assert found.rule.words == words
    assert words in found.explanation


def test_information_without_a_date_has_no_deadline_yet(calendar):
    assert shortest([TWENTY, NORMATIVE], calendar, {}) is None


RULE_OF_LAW = (
    {"month": 7, "day": 1, "what": "本年度工作要点"},
    {"month": 4, "day": 1, "what": "上一年度年度报告"},
)
ANNUAL_REPORT = (
    {"month": 1, "day": 31, "what": "年报", "bodies": ["department", "township"]},
    {"month": 3, "day": 31, "what": "年报", "bodies": ["government"]},
)
MONTHLY = ({"every": "month", "what": "高龄津贴支出"},)


@pytest.mark.rows("R-021")
@pytest.mark.parametrize(
    ("today", "coming", "over"),
    [
        ((2026, 4, 1), (2026, 4, 1), (2025, 7, 1)),  # the day itself is still in time
        ((2026, 4, 2), (2026, 7, 1), (2026, 4, 1)),
        ((2026, 7, 2), (2027, 4, 1), (2026, 7, 1)),
    ],
)
def test_dated_duties_come_round_every_year(today, coming, over):
    today = dt.date(*today)
    assert next_duty(RULE_OF_LAW, today).due == dt.date(*coming)
    assert last_duty(RULE_OF_LAW, today).due == dt.date(*over)


@pytest.mark.parametrize(
    ("body_kind", "expected"),
    [("department", dt.date(2026, 1, 31)), ("government", dt.date(2026, 3, 31)), ("enterprise", None)],
)
def test_departments_report_by_january_governments_by_march(body_kind, expected):
    duties = duties_in(ANNUAL_REPORT, 2026, body_kind)
    assert [duty.due for duty in duties] == ([expected] if expected else [])


def test_a_monthly_duty_has_no_date_in_the_year():
    assert next_duty(MONTHLY, dt.date(2026, 4, 1)) is None
