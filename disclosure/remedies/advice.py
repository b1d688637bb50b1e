"""电话咨询 (R-151): advice is logged; an application comes of it only in the oral way, with a reason."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.requests.enums import Channel
from disclosure.requests.models import Case
from foundation.organisations.models import Body, User

from .access import require_keeper
from .models import PhoneAdvice
from .models.entries import note
from .words import impersonal, needed


@transaction.atomic
def log_call(by: User, *, body: Body, topic: str, advice: str, at: dt.datetime | None = None) -> PhoneAdvice:
    """Raises PermissionDenied, ValidationError."""
    require_keeper(body.pk, by)
    at = at or timezone.now()
    if at > timezone.now():
        raise ValidationError({"at": "来电时间在现在之后，请填写实际时间。"})
    made = PhoneAdvice.objects.create(
        body=body,
        topic=needed(topic, "topic", "咨询事项", 2),
        advice=needed(advice, "advice", "答复要点"),
        at=at,
        by=by,
    )
    note(made, "登记", "电话咨询，已给予指引", by)
    return made


@transaction.atomic
def convert(advice: PhoneAdvice, by: User, *, case: Case | None, oral_reason: str) -> PhoneAdvice:
    """Link the oral application that was filled in for the caller. Raises PermissionDenied, ValidationError."""
    advice = PhoneAdvice.objects.select_for_update().get(pk=advice.pk)
    require_keeper(advice.body_id, by)
    if advice.case_id:
        raise ValidationError("这次咨询已经转为口头申请，不必重复办理。")
    if len(oral_reason.strip()) < 2:
        raise ValidationError(
            {"oral_reason": "电话不直接受理申请。请写明来电人书写确有困难、需要代为填写的情形。"}
        )
    if case is None or case.body_id != advice.body_id:
        raise ValidationError({"case": "请先按口头申请代为填写登记，再填写本机关的申请编号。"})
    if case.channel != Channel.ORAL:
        raise ValidationError({"case": f"{case.number}不是口头申请（代为填写），电话咨询不能转为这种申请。"})
    if PhoneAdvice.objects.filter(case=case).exists():
        raise ValidationError({"case": f"{case.number}已关联另一次电话咨询。"})
    advice.case, advice.oral_reason = case, impersonal(oral_reason, "oral_reason", "书写困难的情形")
    advice.save(update_fields=["case", "oral_reason"])
    note(advice, "转为口头申请", f"{case.number}：{advice.oral_reason}", by)
    return advice
