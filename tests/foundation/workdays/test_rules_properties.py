"""What must hold for any period whatever."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from foundation.workdays.rules import Pause, Treatment, WorkCalendar

# A little beyond the known notices on both sides.
DAYS = st.dates(date(2023, 6, 1), date(2027, 6, 30))
LENGTHS = st.integers(1, 400)


@st.composite
def closed_pauses(draw) -> list[Pause]:
    firsts = draw(st.lists(DAYS, max_size=3))
    return [
        Pause(first, first + timedelta(days=draw(st.integers(0, 60))), "征求第三方意见") for first in firsts
    ]


@given(start=DAYS, days=LENGTHS, pauses=closed_pauses())
def test_adding_then_counting_is_the_identity(calendar, start, days, pauses):
    due = calendar.add_workdays(start, days, pauses).due
    assert calendar.count_workdays(start, due, pauses) == days
    assert calendar.is_workday(due)


@given(start=DAYS, earlier=DAYS, days=LENGTHS, pauses=closed_pauses())
def test_order_is_kept(calendar, start, earlier, days, pauses):
    first, second = sorted((start, earlier))
    assert calendar.add_workdays(first, days, pauses).due <= calendar.add_workdays(second, days, pauses).due
    assert calendar.add_workdays(start, days, pauses).due < calendar.add_workdays(start, days + 1, pauses).due


@given(a=DAYS, b=DAYS, c=DAYS, pauses=closed_pauses())
def test_splitting_a_period_changes_nothing(calendar, a, b, c, pauses):
    whole = calendar.count_workdays(a, c, pauses)
    assert calendar.count_workdays(a, b, pauses) + calendar.count_workdays(b, c, pauses) == whole


@given(start=DAYS, days=LENGTHS, pauses=closed_pauses())
def test_the_explanation_accounts_for_every_day(calendar, start, days, pauses):
    deadline = calendar.add_workdays(start, days, pauses)
    explained = deadline.explain()
    assert deadline.days_counted == days
    assert [day.day for day in explained] == [
        start + timedelta(days=n + 1) for n in range((deadline.due - start).days)
    ]
    assert [day.ordinal for day in explained if day.ordinal] == list(range(1, days + 1))


@given(start=DAYS, days=LENGTHS)
def test_a_rest_day_at_the_start_costs_and_gains_nothing(calendar, start, days):
    """民法典 §201: from a rest day the count is that from the last working day before it."""
    before = start
    while not calendar.is_workday(before):
        before -= timedelta(days=1)
    assert calendar.add_workdays(start, days).due == calendar.add_workdays(before, days).due


@given(start=DAYS, days=LENGTHS, pause=closed_pauses())
def test_natural_days_end_on_a_working_day_no_later_than_the_rest(calendar, start, days, pause):
    plain = calendar.add_days(start, days, pause, roll_over=False).due
    moved = calendar.add_days(start, days, pause)
    assert calendar.is_workday(moved.due)
    assert calendar.count_workdays(plain, moved.due) == (plain != moved.due)
    assert moved.days_counted == days
    rolled = [day for day in moved.explain() if day.treatment is Treatment.ROLLED]
    assert len(rolled) == (moved.due - plain).days


def plainly(calendar, start: date, days: int) -> date:
    """Day by day, as a person counts on paper."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= calendar.is_workday(day)
    return day


@given(start=st.dates(date(2019, 1, 1), date(2033, 1, 1)), days=LENGTHS)
def test_looking_up_gives_what_walking_gives(calendar, start, days):
    due = plainly(calendar, start, days)
    assert calendar.add_workdays(start, days).due == due
    assert calendar.count_workdays(start, due) == days
    assert calendar.count_workdays(due, start) == -days


@given(start=DAYS, days=LENGTHS)
def test_a_calendar_without_notices_counts_the_ordinary_week(start, days):
    empty = WorkCalendar((), frozenset())
    assert empty.add_workdays(start, days).due == plainly(empty, start, days)
    assert empty.add_workdays(start, days).provisional
