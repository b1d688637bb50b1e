"""Whatever is done in whatever order: no case is lost, none answered unsigned, no day counted twice."""

import datetime as dt
from itertools import pairwise

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.requests import clocks
from disclosure.requests.duties import ANSWER
from disclosure.requests.enums import Ending, State
from disclosure.requests.models import Case
from foundation.duties.models import Duty
from foundation.workdays.selectors import load_calendar

from .course import Course

BEGUN = dt.date(2026, 3, 2)
# What somebody may think of in each state; anything is tried in any state from time to time.
LIKELY = {
    State.REGISTERED: ("accepted", "accepted", "supplement", "submitted", "extended 5", "withdrawn", "asked"),
    State.SUPPLEMENT: ("supplemented", "supplemented", "abandoned", "reasoned"),
    State.HANDLING: (
        "third", "joint", "unit", "extended 5", "suspended", "charged", "submitted", "submitted", "supplement head",
        "agrees unit", "asked", "reasoned", "delayed 60",
    ),
    State.CONSULTING: (
        "delivered third", "agrees third", "objects third", "silent third", "delivered joint", "silent joint", "joint",
    ),
    State.SUSPENDED: ("resumed",),
    State.FEE: ("paid", "paid", "unpaid"),
    State.SIGNING: ("signed", "signed", "signed", "returned", "withdrawn"),
    State.SIGNED: ("sent", "sent", "promised 2026-12-1", "withdrawn"),
    State.SUPPLYING: ("supplied", "ordered"),
    State.CLOSED: ("ordered", "supplemented", "judged third", "signed"),
}  # fmt: skip
ANYTHING = tuple(sorted({step for steps in LIKELY.values() for step in steps}))
# Which step, whether any at all, and how many days later.
PLANS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9), st.integers(0, 8)), min_size=4, max_size=16)


def check(case: Case, today: dt.date) -> None:
    duties = list(Duty.objects.of(case, ANSWER.key).prefetch_related("pauses"))
    open_ones = [duty for duty in duties if duty.is_open]
    events = list(case.events.values_list("step", flat=True))
    # Open and answerable, or closed with an ending, and nothing in between.
    waits = case.is_open and case.state != State.SUPPLYING
    assert len(open_ones) == (1 if waits else 0)
    assert bool(case.ending) == bool(case.closed_on) == (not case.is_open)
    if case.state in (State.SIGNED, State.SUPPLYING) or case.ending == Ending.ANSWERED:
        last = max(place for place, step in enumerate(events) if step == "sign")
        assert not {"return", "correct"} & set(events[last:])
    held = case.state in (State.SUPPLEMENT, State.CONSULTING, State.SUSPENDED, State.FEE)
    for duty in open_ones:
        pauses = list(duty.pauses.all())
        is_late = duty.due_on and duty.due_on <= today
        assert held or not any(pause.until is None for pause in pauses)
        assert is_late or not held or duty.due_on is None
        # Each day is either counted or left out.
        calendar = load_calendar()
        spans = [pause.as_days() for pause in pauses]
        ends = sorted((span.first, span.last or today) for span in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(ends))
        used = calendar.count_workdays(duty.base_on, today, spans)
        left_out = sum(
            calendar.is_workday(day) and any(day in span for span in spans)
            for day in (
                duty.base_on + dt.timedelta(days=n) for n in range(1, (today - duty.base_on).days + 1)
            )
        )
        assert used + left_out == calendar.count_workdays(duty.base_on, today)


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(plan=PLANS)
def test_no_order_of_steps_loses_a_case_or_a_day(office, plan):
    with transaction.atomic():
        course = Course(office)
        course.play(f"{BEGUN} counter", 2026)
        today = BEGUN
        for choice, whim, days in plan:
            today += dt.timedelta(days=days)
            state = State(Case.objects.get(pk=course.case.pk).state)
            steps = ANYTHING if whim == 0 else LIKELY[state]
            step = steps[choice % len(steps)]
            try:
                with transaction.atomic():
                    course.play(f"{today} {step}", 2026)
            except (ValidationError, PermissionDenied, KeyError):
                pass  # refused (or nobody of that name was asked): the case is as it was
            with time_machine.travel(dt.datetime.combine(today, dt.time(2), dt.UTC), tick=False):
                case = Case.objects.get(pk=course.case.pk)
                check(case, today)
                if case.is_open and case.state != State.SUPPLYING:
                    assert clocks.answer_clock(case)
        transaction.set_rollback(True)
