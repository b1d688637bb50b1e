"""征求意见单 and 工作联系单 go out with a number and come back with a reply (R-193)."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from disclosure.requests.models import Case
from foundation.duties import services as duties
from foundation.letters import services as letters
from foundation.organisations.models import Body, Unit, User
from foundation.secrecy import access as posts

from .access import NOT_KEEPER, SENDERS, sheet_answerer, sheet_sender
from .duties import SHEET
from .enums import Quality, SheetKind
from .letters import SHEETS, sheet_fields
from .models import Sheet
from .models.entries import note
from .words import coming, needed, past


@transaction.atomic
def send(
    by: User,
    *,
    kind: str,
    body: Body,
    to_body: Body,
    question: str,
    sent_on: dt.date,
    due_on: dt.date,
    to_unit: Unit | None = None,
    case: Case | None = None,
) -> Sheet:
    """Number it and give the receiver the duty. Raises PermissionDenied, ValidationError."""
    if posts.acting(by, SENDERS, body.pk) is None:
        raise PermissionDenied(NOT_KEEPER)
    if kind not in SheetKind.values:
        raise ValidationError({"kind": "请选择单据。"})
    if to_unit and to_unit.body_id != to_body.pk:
        raise ValidationError({"to_unit": f"{to_unit.name}不是{to_body.name}的科室，请核对。"})
    if to_unit is None and to_body.pk == body.pk:
        raise ValidationError({"to_unit": "发给本机关的，请选择收单科室。"})
    if case and case.body_id != body.pk:
        raise ValidationError({"case": f"申请{case.number}不是{body.name}办理的，请核对编号。"})
    past(sent_on, "sent_on", "发出日期")
    sheet = Sheet.objects.create(
        kind=kind,
        body=body,
        to_body=to_body,
        to_unit=to_unit,
        case=case,
        question=needed(question, "question", "事项"),
        sent_on=sent_on,
        due_on=coming(due_on, "due_on", "答复期限", sent_on),
        sent_by=by,
    )
    sheet.letter = letters.issue(
        SHEETS[SheetKind(kind)].key, body, sheet_fields(sheet), sheet, by, on=sent_on,
        subject_text=sheet.get_kind_display(),
    )  # fmt: skip
    sheet.save(update_fields=["letter"])
    duties.open_duty(
        SHEET.key,
        subject=sheet,
        label=f"答复{sheet}",
        body=to_body,
        unit=to_unit,
        base_on=sent_on,
        due_on=due_on,
        roll_over=False,
        url=reverse("remedies:sheet", args=[sheet.pk]),
        by=by,
    )
    note(sheet, "发单", f"发{to_unit or to_body}，{due_on}前答复", by)
    return sheet


@transaction.atomic
def reply(sheet: Sheet, by: User, *, words: str, on: dt.date) -> Sheet:
    """The receiver answers; once. Raises PermissionDenied, ValidationError."""
    sheet = _locked(sheet)
    if sheet_answerer(sheet, by) is None:
        raise PermissionDenied(f"由{sheet.to_unit or sheet.to_body}答复，您目前不在其岗位上。")
    if sheet.replied_on:
        raise ValidationError(f"已于{sheet.replied_on}答复，不必重复答复；需补充的请联系发单机关。")
    sheet.reply = needed(words, "words", "答复")
    sheet.replied_on = past(on, "on", "答复日期", sheet.sent_on, "发出日期")
    sheet.replied_by = by
    sheet.save(update_fields=["reply", "replied_on", "replied_by"])
    duties.meet_for(SHEET.key, subject=sheet, on=on, by=by)
    late = f"，超期{(on - sheet.due_on).days}天" if on > sheet.due_on else ""
    note(sheet, "答复", f"{on}答复{late}", by)
    return sheet


@transaction.atomic
def judge(sheet: Sheet, by: User, *, quality: str, words: str = "", caused_loss: bool = False) -> Sheet:
    """What the sender makes of the reply; feeds the appraisal. Raises PermissionDenied, ValidationError."""
    sheet = _locked(sheet)
    if sheet_sender(sheet, by) is None:
        raise PermissionDenied(NOT_KEEPER)
    if not sheet.replied_on:
        raise ValidationError("尚未收到答复，不能评价答复质量。")
    if quality not in Quality.values:
        raise ValidationError({"quality": "请选择答复质量。"})
    if quality != Quality.GOOD:
        words = needed(words, "words", "不完整、推诿或者不实的情况")
    sheet.quality, sheet.quality_words = Quality(quality), words.strip()
    sheet.caused_loss = caused_loss and quality != Quality.GOOD
    sheet.save(update_fields=["quality", "quality_words", "caused_loss"])
    note(
        sheet, "评价", f"{sheet.get_quality_display()}{'，造成损失或者影响' if sheet.caused_loss else ''}", by
    )
    return sheet


def _locked(sheet: Sheet) -> Sheet:
    found = Sheet.objects.select_for_update(of=("self",)).select_related("body", "to_body", "to_unit")
    return found.get(pk=sheet.pk)
