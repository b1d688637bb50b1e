"""What waits for whom (待我审签), ready to be shown: for the queue, the admin home and the review screen."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignObjectRel, Model
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_of
from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from .enums import Decision
from .models import PostTaskState, PostTaskStateQuerySet, Seal
from .rules import changed_fields


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One submission at one step, in words."""

    state: PostTaskState
    title: str
    kind: str
    waited: str
    change: str
    signatures: list[Seal]


def waiting_for(user: User) -> tuple[PostTaskStateQuerySet, int]:
    """Steps the user may decide, longest waiting first; and how many of the post's steps others must decide."""
    at_my_post = PostTaskState.objects.waiting().at_steps_of(appointments_of(user))
    return at_my_post.decidable_by(user).order_by("started_at", "pk"), at_my_post.barred_for(user).count()


def in_review_of(user: User) -> PostTaskStateQuerySet:
    """The user's submissions that wait at some step."""
    return PostTaskState.objects.waiting().newest_steps().submitted_by(user).order_by("started_at", "pk")


def returned_to(user: User) -> PostTaskStateQuerySet:
    """The user's submissions that were returned and not yet sent again."""
    return (
        PostTaskState.objects.newest_steps()
        .submitted_by(user)
        .filter(status=TaskState.STATUS_REJECTED, workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES)
        .order_by("-finished_at")
    )


def submissions_of(user: User) -> PostTaskStateQuerySet:
    """All the user's submissions at their newest step, newest first."""
    return (
        PostTaskState.objects.newest_steps().submitted_by(user).order_by("-workflow_state__created_at", "-pk")
    )


def decided_by(user: User):
    """The user's own decisions, newest first."""
    return Seal.objects.filter(person=user, decision__in=[Decision.APPROVED, Decision.RETURNED]).order_by(
        "-pk"
    )


def rows_of(waiting: PostTaskStateQuerySet) -> list[QueueRow]:
    """Rows of one page of states. The number of queries does not depend on the number of rows."""
    states = list(
        waiting.select_related(
            "page__live_revision",
            "revision",
            "unit__body",
            "task",
            "finished_by",
            "workflow_state__requested_by",
        )
    )
    if not states:
        return []
    signatures = _signatures(states)
    calendar, today = load_calendar(), timezone.localdate()
    return [
        QueueRow(
            state=state,
            title=state.revision.content["title"],
            kind=str(state.page.specific_class._meta.verbose_name),
            waited=waited_in_words(calendar, timezone.localdate(state.started_at), today),
            change=change_in_words(state),
            signatures=signatures[state.workflow_state_id, state.revision_id],
        )
        for state in states
    ]


def _signatures(states: list[PostTaskState]) -> dict[tuple[int | None, int | None], list[Seal]]:
    """Approvals so far, by submission and revision."""
    found: dict[tuple[int | None, int | None], list[Seal]] = defaultdict(list)
    seals = Seal.objects.filter(
        workflow_state_id__in={state.workflow_state_id for state in states}, decision=Decision.APPROVED
    )
    for seal in seals:
        found[seal.workflow_state_id, seal.revision_id].append(seal)
    return found


def waited_in_words(calendar: WorkCalendar, since: dt.date, today: dt.date) -> str:
    """How long a step waits, in working days after the day it arrived."""
    days = calendar.count_workdays(since, today)
    return f"已等待 {days} 个工作日" if days > 0 else "今日送达" if since == today else "节假日期间送达"


def change_in_words(state: PostTaskState) -> str:
    """One line on what the draft would change on the public site."""
    live: Revision | None = state.page.live_revision
    if live is None or not state.page.live:
        return "新稿"
    changed = set(changed_fields(live.content, state.revision.content))
    if not changed:
        return "与已公开版本相同"
    model = state.page.specific_class
    order = [field.name for field in model._meta.get_fields()]
    names = [name for name in order if name in changed] + sorted(changed.difference(order))
    return f"较已公开版本修改了 {'、'.join(_label(model, name) for name in names)}"


def _label(model: type[Model], name: str) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    named = field.related_model._meta if isinstance(field, ForeignObjectRel) else field
    return str(named.verbose_name)
