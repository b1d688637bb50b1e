"""What waits for whom (待我审签), ready to be shown: for the queue, the admin home and the review screen."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Case, Count, Exists, F, ForeignObjectRel, Model, OuterRef, Q, TextChoices, When
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_shown
from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from .enums import ChangeKind, Decision, StepKind
from .models import PostTaskState, PostTaskStateQuerySet, ReviewOpening, Seal, appointment_at
from .rules import changed_fields, deadline_in_words


class Urgency(TextChoices):
    """The parts of the queue."""

    ALL = "all", "全部"
    OVERDUE = "overdue", "已超期"
    TODAY = "today", "今日到期"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One submission at one step, in words."""

    state: PostTaskState
    title: str
    kind: str
    waited: str
    deadline: str
    urgency: str
    change: str
    signatures: list[Seal]
    stands_in_for: str
    handed: str
    is_handed_away: bool
    batch: str


class Batch(TextChoices):
    """Whether a row may be chosen for batch approval."""

    NEVER = "", "须单独办理"
    UNOPENED = "unopened", "打开看过后可批量同意"
    READY = "ready", "可批量同意"


@dataclass(frozen=True, slots=True)
class Queue:
    """What a user may decide, in order, how much of it is urgent, and what of the post is left to others."""

    user: User
    held: list[Appointment]
    states: PostTaskStateQuerySet
    counts: dict[str, int]
    left_to_others: int

    def part(self, urgency: str) -> PostTaskStateQuerySet:
        """One part of the queue."""
        return self.states.filter(_urgent(urgency, timezone.localdate()))


def _urgent(urgency: str, today: dt.date) -> Q:
    due = {Urgency.OVERDUE: Q(due_on__lt=today), Urgency.TODAY: Q(due_on=today)}
    return due.get(Urgency(urgency), Q())


def queue_of(user: User) -> Queue:
    """The user's queue: handed to me, overdue, due today, others, what I handed on. Two queries."""
    held, today = appointments_shown(user), timezone.localdate()
    at_my_post = PostTaskState.objects.waiting().at_steps_of(held)
    mine = at_my_post.decidable_by(user)
    parts = {part.value: _urgent(part, today) for part in (Urgency.OVERDUE, Urgency.TODAY)} | {"all": Q()}
    counts = at_my_post.marked_for(user).aggregate(
        **{name: Count("pk", filter=part & Q(is_barred=False)) for name, part in parts.items()},
        left_to_others=Count("pk", filter=Q(is_barred=True)),
    )
    openings = ReviewOpening.objects.filter(
        state=OuterRef("pk"), user=user, revision_id=OuterRef("revision_id")
    )
    rank = Case(When(handed_to=user, then=0), When(handed_by=user, then=2), default=1)
    return Queue(
        user=user,
        held=held,
        # The earliest due day first is: overdue, due today, others.
        states=mine.annotate(was_opened=Exists(openings)).order_by(
            rank, F("due_on").asc(nulls_last=True), "started_at", "pk"
        ),
        left_to_others=counts.pop("left_to_others"),
        counts=counts,
    )


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
    own = [Decision.APPROVED, Decision.RETURNED, Decision.HANDED_OVER]
    return Seal.objects.filter(person=user, decision__in=own).order_by("-pk")


def rows_of(
    waiting: PostTaskStateQuerySet, reader: User | None = None, held: Sequence[Appointment] = ()
) -> list[QueueRow]:
    """Rows of one page of states. The number of queries does not depend on the number of rows.

    With a reader and the posts held, rows say for whom the reader would sign and who handed them on.
    """
    states = list(
        waiting.select_related(
            "page__live_revision",
            "revision",
            "unit__body",
            "task__posttask",
            "finished_by",
            "handed_to",
            "handed_by",
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
            deadline=_deadline(state, calendar, today),
            urgency=urgency_of(state, today),
            change=change_in_words(state),
            signatures=signatures[state.workflow_state_id, state.revision_id],
            stands_in_for=_stands_in_for(state, held),
            handed=_handed(state, reader),
            is_handed_away=bool(reader and state.handed_by_id == reader.pk),
            batch=_batch(state),
        )
        for state in states
    ]


def _batch(state: PostTaskState) -> Batch:
    """A first look; ``batch.batch_refusal`` asks everything again."""
    if state.findings or state.task.posttask.step_kind == StepKind.SECRECY:
        return Batch.NEVER
    # Only the queue itself asks the database whether its reader opened the draft.
    return Batch.READY if getattr(state, "was_opened", False) else Batch.UNOPENED


def _deadline(state: PostTaskState, calendar: WorkCalendar, today: dt.date) -> str:
    if state.due_on is None:
        return ""
    return deadline_in_words(calendar, state.due_on, today, provisional=state.due_is_provisional)


def urgency_of(state: PostTaskState, today: dt.date) -> str:
    """Which part of the queue an open step belongs to; empty when it is not urgent."""
    if state.due_on is None or state.due_on > today:
        return ""
    return Urgency.TODAY if state.due_on == today else Urgency.OVERDUE


def _stands_in_for(state: PostTaskState, held: Sequence[Appointment]) -> str:
    appointment = appointment_at(state, list(held))
    return str(appointment.on_behalf_of) if appointment and appointment.on_behalf_of else ""


def _handed(state: PostTaskState, reader: User | None) -> str:
    """That the step was handed on, as the reader sees it."""
    if not state.handed_to or not state.handed_by:
        return ""
    if reader and state.handed_to_id == reader.pk:
        return f"{state.handed_by} 转请您办理"
    who = "" if reader and state.handed_by_id == reader.pk else f"{state.handed_by} "
    return f"{who}已转 {state.handed_to}"


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
    kind = dict(ChangeKind.choices).get(state.revision.content.get("change_kind"))
    model = state.page.specific_class
    order = [field.name for field in model._meta.get_fields()]
    names = [name for name in order if name in changed] + sorted(changed.difference(order))
    line = f"较已公开版本修改了 {'、'.join(_label(model, name) for name in names)}"
    return f"{line}({kind})" if kind else line


def _label(model: type[Model], name: str) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    named = field.related_model._meta if isinstance(field, ForeignObjectRel) else field
    return str(named.verbose_name)
