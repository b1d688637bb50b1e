"""审签环节明细: every step with who decided it, how long it took and whether that was in time; within one's reach."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import TaskState

from foundation.organisations.enums import REVIEWING_POSTS, PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_shown, bodies_below
from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from .enums import Decision
from .models import PostTaskState, PostTaskStateQuerySet, Seal, appointment_at

STATUS_LABELS = {
    TaskState.STATUS_IN_PROGRESS: "审签中",
    TaskState.STATUS_APPROVED: "同意",
    TaskState.STATUS_REJECTED: "退回",
    TaskState.STATUS_CANCELLED: "撤回",
    TaskState.STATUS_SKIPPED: "跳过",
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the report shows and exports it. Days are working days after the day it arrived."""

    state: PostTaskState
    title: str
    body: str
    unit: str
    step: str
    post: str
    person: str
    on_behalf_of: str
    status: str
    started_at: dt.datetime
    due_on: dt.date | None
    finished_at: dt.datetime | None
    days: int
    overdue: str
    returned: int
    requested_by: str
    may_open: bool


def steps_within_reach(user: User) -> PostTaskStateQuerySet:
    """Reviewers: their bodies; supervisors: their bodies and all below; everybody: the own submissions."""
    held = appointments_shown(user)
    reviewed = {one.post.body_id for one in held if one.post.kind in REVIEWING_POSTS}
    bodies = reviewed | _area(held)
    own = Q(workflow_state__requested_by=user) | Q(page__owner=user)
    return PostTaskState.objects.filter(Q(body_id__in=bodies) | own)


def _area(held: Iterable[Appointment]) -> set[int]:
    """Bodies a supervisor looks after: the own and every one below."""
    return bodies_below({one.post.body_id for one in held if one.post.kind == PostKind.SUPERVISOR})


def is_late(today: dt.date) -> Q:
    """Decided after its day, or still open after it."""
    return Q(finished_at__date__gt=F("due_on")) | Q(
        status=TaskState.STATUS_IN_PROGRESS, finished_at__isnull=True, due_on__lt=today
    )


def with_record(states: QuerySet[PostTaskState]) -> QuerySet[PostTaskState]:
    """For whom it was signed, and how often its submission was returned: everything a row needs in one query."""
    decided = Seal.objects.filter(
        workflow_state_id=OuterRef("workflow_state_id"),
        revision_id=OuterRef("revision_id"),
        step=OuterRef("task__name"),
        person_id=OuterRef("finished_by_id"),
        decision__in=[Decision.APPROVED, Decision.RETURNED],
    )
    returns = (
        TaskState.objects.filter(
            workflow_state_id=OuterRef("workflow_state_id"), status=TaskState.STATUS_REJECTED
        )
        .order_by()
        .values("workflow_state_id")
        .annotate(number=Count("pk"))
    )
    related = ("task", "body", "unit", "page", "finished_by", "handed_to", "workflow_state__requested_by")
    return (
        states.annotate(
            signed_for=Coalesce(
                Subquery(decided.values("on_behalf_of")[:1]), Value(""), output_field=CharField()
            ),
            times_returned=Coalesce(Subquery(returns.values("number")), Value(0)),
        )
        .select_related(*related)
        .order_by("-started_at", "-pk")
    )


def rows_of_steps(states: Iterable[PostTaskState], user: User) -> Iterator[StepRow]:
    """Rows in words, one after the other; no query for each."""
    held = appointments_shown(user)
    calendar, today = load_calendar(), timezone.localdate()
    supervises = any(one.post.kind == PostKind.SUPERVISOR for one in held)
    for state in states:
        own = {state.finished_by_id, state.workflow_state.requested_by_id, state.page.owner_id}
        may_open = supervises or user.pk in own or appointment_at(state, held) is not None
        yield _row(state, calendar, today, may_open=may_open)


def _row(state: PostTaskState, calendar: WorkCalendar, today: dt.date, *, may_open: bool) -> StepRow:
    arrived = timezone.localdate(state.started_at)
    is_open = state.status == TaskState.STATUS_IN_PROGRESS
    ended = timezone.localdate(state.finished_at) if state.finished_at else today
    late = bool(state.due_on and ended > state.due_on)
    waits_for = f"待 {state.handed_to} 办理" if state.handed_to else ""
    requested_by = state.workflow_state.requested_by
    return StepRow(
        state=state,
        title=state.page.draft_title,
        body=state.body.display_name,
        unit=state.unit.name,
        step=state.task.name,
        post=state.get_post_kind_display(),
        person=str(state.finished_by) if state.finished_by else waits_for,
        on_behalf_of=state.signed_for,
        status=STATUS_LABELS.get(state.status, state.get_status_display()),
        started_at=state.started_at,
        due_on=state.due_on,
        finished_at=state.finished_at,
        days=calendar.count_workdays(arrived, ended),
        overdue="" if not late else "已超期" if is_open else "超期办理",
        returned=state.times_returned,
        requested_by=str(requested_by) if requested_by else "系统",
        may_open=may_open,
    )
