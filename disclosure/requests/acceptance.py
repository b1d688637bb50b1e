"""初审 passed: the case goes to the unit that handles it (条例 30; R-165, R-166)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import Unit, User

from . import clocks, telling, writing
from .duties import FIRST_REVIEW
from .enums import State
from .models import Case
from .steps import begin, check_office, locked, move, note, reason_given, write


@transaction.atomic
def accept(
    case: Case, *, by: User, unit: Unit, officer: User | None = None, out_of_order_reason: str = ""
) -> Case:
    """受理: to the unit, with the day by which the answer is due.

    Before an earlier application a reason is asked for and kept (R-166). Raises ValidationError, PermissionDenied.
    """
    case = begin(case, "accept", by)
    _check_unit(case, unit)
    reason, earlier = out_of_order_reason.strip(), waiting_before(case)
    if earlier and not reason:
        raise ValidationError(
            f"{earlier.number}（{earlier.received_on}收到）在前，应按收到的先后次序办理；确需先办本件的，请写明理由。"
        )
    move(case, "accept", unit=unit, officer=officer)
    clocks.met(case, timezone.localdate(), by, FIRST_REVIEW.key)
    clocks.hand_on(case, "受理", by)
    clock = clocks.answer_clock(case)
    due = clock.due_on if clock else None
    words = f"交{unit.name}办理" + (f"；先于{earlier.number}办理：{reason}" if earlier else "")
    told = f"您的申请已受理，将于{due}前答复。" if due else "您的申请已受理。"
    letter = writing.acceptance(case, by)
    note(case, "accept", words, told=told, by=by, letter=letter, due_on=due, out_of_order=bool(earlier))
    telling.tell_unit(case, "有新的政府信息公开申请交您办理", without=by)
    return case


def waiting_before(case: Case) -> Case | None:
    """The earliest application of the body that was received before this one and still waits for its first review."""
    if case.received_on is None:
        return None
    waiting = Case.objects.filter(body=case.body_id, state=State.REGISTERED, received_on__lt=case.received_on)
    return waiting.without_personal_data().in_order_of_receipt().first()


@transaction.atomic
def give_to(case: Case, *, by: User, unit: Unit, officer: User | None = None, reason: str) -> Case:
    """Another unit or officer handles it from now on."""
    case = locked(case)
    check_office(case, by)
    _check_unit(case, unit)
    if not case.is_open or case.state in (State.UNCONFIRMED, State.REGISTERED):
        raise ValidationError(f"本申请目前为“{case.get_state_display()}”，不需要改交科室。")
    reason = reason_given(reason)
    write(case, unit=unit, officer=officer)
    clocks.hand_on(case, reason, by)
    note(case, "give_to", f"改交{unit.name}：{reason}", by=by)
    telling.tell_unit(case, "有政府信息公开申请改交您办理", without=by)
    return case


def _check_unit(case: Case, unit: Unit) -> None:
    if unit.body_id != case.body_id:
        raise ValidationError({"unit": f"请选择{case.body.name}的科室。"})
