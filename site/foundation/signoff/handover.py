"""转办: the holder of a step hands the item to another person who may decide it. It restricts nobody's right."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from wagtail.models import TaskState

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User

from .enums import Decision
from .models import PostTaskState, Seal
from .selectors import deciders, names_of, refusal
from .services import append_seal
from .standing import revision_digest
from .submissions import locked
from .takedown_selectors import superiors

LONGEST_NOTE = 300
# Sent in the transaction that hands over: state, seal.
handed_over = Signal()


def candidates(state: PostTaskState, page: Any, user: User) -> list[Appointment]:
    """To whom the user may hand the step: everybody else who may decide it today, delegates included."""
    others = {held.user_id: held for held in reversed(deciders(state.task.specific, page))}
    others.pop(user.pk, None)
    return sorted(others.values(), key=lambda held: held.pk)


def nobody_else(state: PostTaskState) -> str:
    """That there is no one to hand to, and who could appoint somebody."""
    post = state.get_post_kind_display()
    operators = Appointment.objects.on(timezone.localdate()).filter(
        post__kind=PostKind.OPERATOR, post__body_id__in=superiors(state.body_id), user__is_active=True
    )
    who = names_of(operators.select_related("user", "on_behalf_of"))
    appoints = f"平台运维人员（{who}）" if who else "平台运维人员"
    return f"“{post}”岗位目前没有其他可以办理本稿件的人员，不能转办。需要他人办理的，请{appoints}登记任职或者代理。"


@transaction.atomic
def hand_over(
    state: PostTaskState, user: User, receiver_id: int | None, note: str, address: str | None = None
) -> Seal:
    """Hand the step to another person, with a note. Raises PermissionDenied, ValidationError."""
    page = locked(state.page)
    # Read under the lock, as with a decision.
    state = PostTaskState.objects.get(pk=state.pk)
    if not state.status == state.workflow_state.status == TaskState.STATUS_IN_PROGRESS:
        raise PermissionDenied("本环节已经办理或已撤回，请刷新页面。")
    if why_not := refusal(state, page, user):
        raise PermissionDenied(why_not)
    others = candidates(state, page, user)
    if not others:
        raise ValidationError(nobody_else(state))
    receiver = next((held for held in others if held.user_id == receiver_id), None)
    if receiver is None:
        raise ValidationError("请选择转给谁；只能转给可以办理本环节的人员。")
    if len(note) > LONGEST_NOTE:
        raise ValidationError(f"转办说明最多 {LONGEST_NOTE} 字。")
    task = state.task.specific
    held = task.appointment_for(state, user)
    seal = append_seal(
        page,
        digest=revision_digest(state.revision),
        revision_id=state.revision_id,
        workflow_state_id=state.workflow_state_id,
        step=task.name,
        post_title=str(held.post),
        person=user,
        person_name=user.get_full_name(),
        on_behalf_of=held.on_behalf_of.get_full_name() if held.on_behalf_of else "",
        decision=Decision.HANDED_OVER,
        opinion=f"转给{receiver.user}办理。{note}",
        details={
            "state": state.pk,
            "from": user.pk,
            "to": receiver.user_id,
            "to_name": receiver.user.get_full_name(),
            "note": note,
        },
        address=address,
    )
    PostTaskState.objects.filter(pk=state.pk).update(handed_to=receiver.user, handed_by=user)
    handed_over.send(sender=PostTaskState, state=state, seal=seal, receiver=receiver)
    return seal


def latest_handover(state: PostTaskState) -> Seal | None:
    """The last time this step was handed to somebody."""
    seals = Seal.objects.filter(
        workflow_state_id=state.workflow_state_id,
        revision_id=state.revision_id,
        step=state.task.name,
        decision=Decision.HANDED_OVER,
    )
    return seals.order_by("-pk").first() if state.handed_to_id else None
