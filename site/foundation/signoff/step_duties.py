"""Every open step is a duty of the ledger (审签环节): its own target, the punctuality of those who decide.

``settle`` follows the steps from outside, because a decision itself has to stay quick.
"""

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from foundation.duties import services as duties
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from foundation.rules.parameters import parameter

from .models import PostTask, PostTaskState

STEP = "review.step"
DECIDED = (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)
# One run does so many and leaves the rest to the next, a minute later.
MOST_AT_ONCE = 500


def register_kinds() -> None:
    """Called when the app is ready."""
    limit = parameter("review.step_days")
    register_kind(
        DutyKind(
            key=STEP,
            label="审签环节",
            basis=limit.basis,
            parameter=limit.key,
            base_event="送达本环节",
            ends_by="不再办理的，请由送审人撤回送审，或者在本环节退回。",
        )
    )


def settle() -> str:
    """Open what newly waits, meet what was decided, cancel what was withdrawn. Says how many of each."""
    known = Duty.objects.filter(kind=STEP, object_id=Cast(OuterRef("pk"), CharField()))
    waiting = PostTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exclude(Exists(known))
    opened = [_open(state) for state in waiting.select_related("body", "unit", "revision")[:MOST_AT_ONCE]]
    still = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    waits = Exists(still.annotate(key=Cast("pk", CharField())).filter(key=OuterRef("object_id")))
    ended = {
        int(duty.object_id): duty for duty in Duty.objects.open().filter(~waits, kind=STEP)[:MOST_AT_ONCE]
    }
    closed = [_close(ended[state.pk], state) for state in TaskState.objects.filter(pk__in=ended)]
    return f"审签环节：登记{len(opened)}项，办结或撤销{len(closed)}项" if opened or closed else ""


def _open(state: PostTaskState) -> Duty:
    """A head's step is the unit's, that of the body's posts the body's; where one person holds the post, theirs."""
    task: PostTask = state.task.specific
    holders = {held.user_id: held.user for held in task.approvers(state.draft)}
    return duties.open_duty(
        STEP,
        subject=state,
        label=f"{task.name}：《{state.draft.title}》",
        body=state.body,
        unit=state.unit if state.post_kind == PostKind.UNIT_HEAD else None,
        person=next(iter(holders.values())) if len(holders) == 1 else None,
        base_on=timezone.localdate(state.started_at),
        url=reverse("signoff:review", args=[state.pk]),
    )


def _close(duty: Duty, state: TaskState) -> Duty:
    if state.status in DECIDED and state.finished_at:
        return duties.meet(duty, on=timezone.localdate(state.finished_at), by=state.finished_by)
    return duties.cancel(duty, "送审已撤回", by=state.finished_by)
