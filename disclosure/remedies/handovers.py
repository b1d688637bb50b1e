"""交办的申请 (R-191): taken over with a signature, its result reported back before it is closed."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from disclosure.requests.enums import State
from disclosure.requests.models import Case
from foundation.duties import services as duties
from foundation.organisations.models import User

from .access import require_keeper
from .duties import HANDOVER
from .models import Handover
from .models.entries import note
from .words import coming, impersonal, needed, past

# Its outcome stands: the answer is signed, or it has ended otherwise.
DECIDED = (State.SIGNED, State.SUPPLYING, State.CLOSED)


@transaction.atomic
def take_over(
    case: Case,
    by: User,
    *,
    from_name: str,
    handed_on: dt.date,
    due_on: dt.date,
    signed_by: str,
    reference: str = "",
) -> Handover:
    """Who handed it over, on which day, and by when the result is wanted. Raises PermissionDenied, ValidationError."""
    case = Case.objects.select_for_update(of=("self",)).select_related("body").get(pk=case.pk)
    require_keeper(case.body_id, by)
    if Handover.objects.filter(case=case).exists():
        raise ValidationError({"case": "本申请已登记交办，不必重复登记。"})
    if not case.is_open:
        raise ValidationError({"case": "本申请已办结，不能再登记交办。"})
    past(handed_on, "handed_on", "交接日期")
    made = Handover.objects.create(
        case=case,
        from_name=needed(from_name, "from_name", "交办机关", 2),
        reference=impersonal(reference, "reference", "交办文号"),
        handed_on=handed_on,
        due_on=coming(due_on, "due_on", "报送结果期限", handed_on),
        signed_by=needed(signed_by, "signed_by", "签收人", 2),
        registered_by=by,
    )
    duties.open_duty(
        HANDOVER.key,
        subject=made,
        label=f"报送交办申请{case.number}的办理结果",
        body=case.body,
        unit=case.unit,
        base_on=handed_on,
        due_on=due_on,
        url=reverse("remedies:handover", args=[made.pk]),
        by=by,
    )
    note(made, "交接", f"{made.from_name}{handed_on}交办，{due_on}前报送结果", by)
    return made


@transaction.atomic
def report(handover: Handover, by: User, *, result: str, documents: str, on: dt.date) -> Handover:
    """报送办理结果 with the notices; then the case may be closed. Raises PermissionDenied, ValidationError."""
    found = Handover.objects.select_for_update(of=("self",)).select_related("case")
    handover = found.get(pk=handover.pk)
    require_keeper(handover.case.body_id, by)
    if handover.reported_on:
        raise ValidationError(f"已于{handover.reported_on}报送，不必重复报送。")
    if handover.case.state not in DECIDED:
        raise ValidationError("答复尚未签发，签发后再报送办理结果。")
    handover.result = needed(result, "result", "办理结果")
    handover.documents = needed(documents, "documents", "一并报送的告知书和信息", 2)
    handover.reported_on = past(on, "on", "报送日期", handover.handed_on, "交接日期")
    handover.reported_by = by
    handover.save(update_fields=["result", "documents", "reported_on", "reported_by"])
    duties.meet_for(HANDOVER.key, subject=handover, on=on, by=by)
    note(handover, "报送结果", f"{on}报送{handover.from_name}", by)
    return handover


def unreported(case: Case) -> str:
    """Why a case that was handed over may not be closed yet; nothing when it may."""
    waiting = Handover.objects.filter(case=case.pk, reported_on__isnull=True).first()
    if waiting is None:
        return ""
    return f"本申请由{waiting.from_name}交办，请先在“交办申请”中报送办理结果和告知书，再办结。"
