"""Handing over: a sheet is prepared, both sign it, the signed sheet ends the duties."""

import datetime as dt
from collections.abc import Iterable
from pathlib import PurePath
from typing import BinaryIO, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from foundation.duties.services import meet
from foundation.organisations.models import Body, User
from foundation.rules.parameters import choices, value
from foundation.signoff.file_rules import content_problem, name_problem

from .duties import running
from .enums import State
from .models import Handover, ReadingPlace
from .selectors import may_send, may_serve, waiting

SCANS = ("pdf", "jpg", "jpeg", "png")
_NOT_THE_OFFICER = "送交由本单位送交专人或者办公室办理。"


@transaction.atomic
def prepare(user: User, body: Body, place: ReadingPlace, chosen: Iterable[int], mode: str) -> Handover:
    """Put what was chosen on a numbered sheet. Raises PermissionDenied, ValidationError."""
    if not may_send(user, body):
        raise PermissionDenied(_NOT_THE_OFFICER)
    body = Body.objects.select_for_update(no_key=True).get(
        pk=body.pk
    )  # two sheets never take the same number
    deposits = list(waiting(body, place).filter(pk__in=list(chosen)))
    if not deposits:
        raise ValidationError("请至少勾选一项；已列入其他交接单的不能重复列入。")
    year = timezone.localdate().year
    last = Handover.objects.filter(body=body, year=year).aggregate(last=Max("sequence"))["last"] or 0
    sheet = Handover.objects.create(
        year=year, sequence=last + 1, place=place, body=body, mode=mode, prepared_by=user
    )
    for deposit in deposits:
        deposit.handover = sheet
        deposit.save(update_fields=["handover"])
    return sheet


@transaction.atomic
def discard(user: User, sheet: Handover) -> None:
    """What is on a sheet that nobody signed waits again. Raises PermissionDenied, ValidationError."""
    sheet = Handover.objects.select_for_update().get(pk=sheet.pk)
    if not may_send(user, sheet.body):
        raise PermissionDenied(_NOT_THE_OFFICER)
    if sheet.is_done:
        raise ValidationError("已经交接的交接单不能作废。")
    sheet.delete()


@transaction.atomic
def record_receipt(
    user: User,
    sheet: Handover,
    *,
    handed_on: dt.date,
    copies: int,
    giver: str,
    receiver: str,
    electronic: UploadedFile | None,
    scan: UploadedFile | None,
) -> Handover:
    """Both have signed: two originals and the electronic text lie at the place, and the duties are met.

    By the sending body or by the place. Raises PermissionDenied, ValidationError.
    """
    sheet = Handover.objects.select_for_update().select_related("place", "body").get(pk=sheet.pk)
    if not (may_send(user, sheet.body) or may_serve(user, sheet.place)):
        raise PermissionDenied("交接由送交单位的专人、办公室或者查阅场所的工作人员登记。")
    if sheet.is_done:
        return sheet
    _check(sheet, handed_on, copies, giver, receiver, electronic, scan)
    sheet.handed_on, sheet.copies = handed_on, copies
    sheet.giver, sheet.receiver = giver.strip(), receiver.strip()
    sheet.electronic, sheet.scan = electronic or "", scan or ""
    sheet.recorded_by, sheet.recorded_at = user, timezone.now()
    sheet.save()
    for deposit in sheet.deposits.select_for_update().filter(state=State.WAITING):
        duty = running(deposit)
        deposit.state = State.HANDED
        # A change of today may have come on a sheet that was signed before.
        deposit.is_late = bool(duty and meet(duty, on=max(handed_on, duty.base_on), by=user).is_late)
        deposit.save(update_fields=["state", "is_late"])
    return sheet


def _check(
    sheet: Handover,
    handed_on: dt.date,
    copies: int,
    giver: str,
    receiver: str,
    electronic: UploadedFile | None,
    scan: UploadedFile | None,
) -> None:
    wrong: dict[str, str] = {}
    needed = value("deposit.copies", sheet.body)
    if copies < needed:
        wrong["copies"] = f"纸质原件须一式{needed}份，现为{copies}份，不能办结；请补齐后登记。"
    if handed_on > timezone.localdate():
        wrong["handed_on"] = "交接日期在今天之后，请填写实际交接的日期。"
    if handed_on < timezone.localdate(sheet.prepared_at):
        wrong["handed_on"] = f"交接日期早于交接单的编制日期{timezone.localdate(sheet.prepared_at)}，请核对。"
    if not giver.strip():
        wrong["giver"] = "请填写送交人姓名。"
    if not receiver.strip():
        wrong["receiver"] = "请填写接收人姓名。"
    if problem := _file_problem(electronic, choices("deposit.formats", sheet.body), "电子文本"):
        wrong["electronic"] = problem
    if problem := _file_problem(scan, SCANS, "双方签字的交接单扫描件"):
        wrong["scan"] = problem
    if wrong:
        raise ValidationError(wrong)


def _file_problem(upload: UploadedFile | None, formats: Iterable[str], what: str) -> str:
    """Why this file cannot be taken, in words."""
    if not upload:
        return f"请上传{what}。"
    name = upload.name or ""
    if PurePath(name).suffix.lower().removeprefix(".") not in formats:
        return f"{what}的格式应为{'、'.join(formats)}，请转换后上传。"
    return name_problem(name) or content_problem(name, cast(BinaryIO, upload))
