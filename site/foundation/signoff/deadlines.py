"""By when a step should be decided: an internal target in working days from the day it arrived."""

import datetime as dt

from django.utils import timezone
from wagtail.models import TaskState

from foundation.rules.parameters import value
from foundation.workdays.rules import Deadline
from foundation.workdays.selectors import load_calendar

from .models import PostTaskState


def step_deadline(arrived: dt.date, body_id: int | None) -> Deadline:
    """The last day of a step that arrived at the body on this day; it is not late on that day."""
    return load_calendar().add_workdays(arrived, value("review.step_days", body_id, arrived))


def recompute(since: dt.date) -> int:
    """After a notice was entered: open steps whose day may have moved. Returns how many did."""
    moved = 0
    waiting = PostTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, due_on__isnull=False)
    for state in waiting.filter(due_on__gte=since) | waiting.filter(due_is_provisional=True):
        deadline = step_deadline(timezone.localdate(state.started_at), state.body_id)
        if (deadline.due, deadline.provisional) != (state.due_on, state.due_is_provisional):
            PostTaskState.objects.filter(pk=state.pk).update(
                due_on=deadline.due, due_is_provisional=deadline.provisional
            )
            moved += 1
    return moved
