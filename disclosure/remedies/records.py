"""更正与自身相关的政府信息 (条例 41; R-187): its own number, its own result."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from disclosure.requests.models import Case
from foundation.duties import services as duties
from foundation.organisations.models import Body, User
from foundation.submissions.intake import record
from foundation.submissions.registry import SubmissionKind

from .access import keeper, require_keeper
from .duties import RECORD
from .enums import RecordResult
from .models import OwnRecord
from .models.entries import note
from .words import impersonal, needed, past


def _state(own: Any) -> str:
    return own.get_result_display() or "办理中"


KIND = SubmissionKind(
    key="foi.record",
    label="更正申请",
    prefix="GZ",
    model=OwnRecord,
    state=_state,
    may_read=lambda own, user: keeper(own.body_id, user) is not None,
    may_reveal=lambda own, user: keeper(own.body_id, user) is not None,
    kept_days="foi.kept_days",
)


@transaction.atomic
def register(
    by: User,
    *,
    body: Body,
    subject: str,
    text: str,
    evidence: str,
    received_on: dt.date,
    name: str,
    contact: str = "",
    case: Case | None = None,
) -> OwnRecord:
    """Take it in and start the clock. Raises PermissionDenied, ValidationError."""
    require_keeper(body.pk, by)
    if not name.strip():
        raise ValidationError({"name": "请填写申请人姓名或者名称。"})
    if case and case.body_id != body.pk:
        raise ValidationError({"case": f"申请{case.number}不是{body.name}办理的，请核对编号。"})
    past(received_on, "received_on", "收到日期")
    if len(text.strip()) < 2:
        raise ValidationError({"text": "请写明哪里不准确、应当如何更正。"})
    own: OwnRecord = record(
        KIND,
        {"text": text.strip(), "name": name.strip(), "contact": contact.strip()},
        body=body,
        subject=needed(subject, "subject", "信息名称", 2),
        evidence=needed(evidence, "evidence", "证据材料", 2),
        received_on=received_on,
        case=case,
        registered_by=by,
    )
    duties.open_duty(
        RECORD.key,
        subject=own,
        label=f"办理更正申请：{own.number}",
        body=body,
        base_on=received_on,
        url=reverse("remedies:record", args=[own.pk]),
        by=by,
    )
    note(own, "登记", f"{received_on}收到", by)
    return own


@transaction.atomic
def close(
    own: OwnRecord, by: User, *, result: str, words: str, on: dt.date, forwarded_to: str = ""
) -> OwnRecord:
    """更正, 转送, 告知 or 不予更正. Raises PermissionDenied, ValidationError."""
    own = OwnRecord.objects.select_for_update().get(pk=own.pk)
    require_keeper(own.body_id, by)
    if own.result:
        raise ValidationError(f"已登记结果“{own.get_result_display()}”，不必重复登记。")
    if result not in RecordResult.values:
        raise ValidationError({"result": "请选择办理结果。"})
    named = impersonal(forwarded_to, "forwarded_to", "转送机关")
    if result in (RecordResult.FORWARDED, RecordResult.TOLD) and len(named) < 2:
        raise ValidationError({"forwarded_to": "请填写有权更正的机关。"})
    own.result, own.result_words = RecordResult(result), needed(words, "words", "办理情况")
    own.forwarded_to = named if result in (RecordResult.FORWARDED, RecordResult.TOLD) else ""
    own.closed_on = past(on, "on", "办结日期", own.received_on, "收到日期")
    own.closed_at = timezone.now()
    own.save(update_fields=["result", "result_words", "forwarded_to", "closed_on", "closed_at"])
    duties.meet_for(RECORD.key, subject=own, on=on, by=by)
    note(own, "办结", own.get_result_display(), by)
    return own
