"""转办: a case goes from body to body with its formalities, and its result is reported back (R-191)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import Body, User

from . import access, clocks, telling, writing
from .duties import REPORT
from .enums import State
from .models import Case, Transfer
from .steps import begin, check_office, day_between, locked, move, note, reason_given


@transaction.atomic
def transfer(
    case: Case,
    *,
    by: User,
    to_body: Body,
    reason: str,
    deadline: dt.date | None = None,
    wants_report: bool = True,
) -> Transfer:
    """转办: another body handles it, from the same day of receipt, and reports the result back (R-191)."""
    case = begin(case, "transfer", by)
    reason = reason_given(reason, "转办的理由")
    if to_body.pk == case.body_id:
        raise ValidationError({"to_body": "请选择本机关以外的机关。"})
    if case.consultations.filter(closed_on=None).exists():
        raise ValidationError("协办或者征求意见尚未结束，请先登记结果，再转办。")
    if not access.open_to_applications().filter(pk=to_body.pk).exists():
        raise ValidationError({"to_body": f"{to_body.name}没有设置受理机构，不能接收申请。"})
    handed = Transfer(
        case=case, from_body=case.body, from_name=case.body.name, to_body=to_body, reason=reason, deadline=deadline,
        wants_report=wants_report, handed_by=by,
    )  # fmt: skip
    handed.letter = writing.transfer(case, to_body.name, reason, deadline, by)
    handed.save()
    told = f"您的申请已移交{to_body.name}办理，收到申请之日不变。"
    move(case, "transfer", body=to_body, unit=None, officer=None)
    clocks.move(case, by)
    _await_report(handed, by)
    note(case, "transfer", f"移交{to_body.name}：{reason}", told=told, by=by, letter=handed.letter)
    telling.tell_office(case, "有转办的政府信息公开申请", without=by)
    return handed


@transaction.atomic
def transferred_in(
    case: Case,
    *,
    by: User,
    from_name: str,
    on: dt.date | None = None,
    deadline: dt.date | None = None,
    reason: str = "",
) -> Transfer:
    """A body that is not on the platform handed it to us on that day; taken over at once."""
    case = locked(case)
    check_office(case, by)
    if not case.is_open:
        raise ValidationError("本申请已经办结，不能再登记转办。")
    day = day_between(on, None, "移交日期")
    handed = Transfer.objects.create(
        case=case, from_name=reason_given(from_name, "移交机关"), to_body=case.body, reason=reason.strip(), on=day,
        deadline=deadline, taken_by=by, taken_on=timezone.localdate(),
    )  # fmt: skip
    _await_report(handed, by)
    note(case, "transferred_in", f"由{handed.from_name}转来", on=day, by=by)
    return handed


@transaction.atomic
def take_over(handed: Transfer, *, by: User) -> Transfer:
    """The receiving office signs for the papers (办理交接手续)."""
    case = locked(handed.case)
    check_office(case, by)
    handed = Transfer.objects.get(pk=handed.pk)
    if handed.taken_on:
        raise ValidationError(f"已于{handed.taken_on}办理交接。")
    handed.taken_by, handed.taken_on = by, timezone.localdate()
    handed.save(update_fields=["taken_by", "taken_on"])
    note(case, "transferred_in", f"接收{handed.from_name}移交的申请和材料", by=by)
    return handed


@transaction.atomic
def report(handed: Transfer, *, by: User, words: str, on: dt.date | None = None) -> Transfer:
    """报送办理结果 to whoever handed it over, once the answer is signed."""
    case = locked(handed.case)
    check_office(case, by)
    if case.is_open and case.state not in (State.SIGNED, State.SUPPLYING):
        raise ValidationError("答复签发后才能报送办理结果。")
    handed = Transfer.objects.get(pk=handed.pk)
    if handed.reported_on:
        raise ValidationError(f"已于{handed.reported_on}报送。")
    handed.report = reason_given(words, "办理结果")
    handed.reported_on, handed.reported_by = day_between(on, handed.on, "报送日期"), by
    handed.save(update_fields=["report", "reported_on", "reported_by"])
    clocks.met(case, handed.reported_on, by, REPORT.key)
    note(case, "report", f"向{handed.from_name}报送：{handed.report}", on=handed.reported_on, by=by)
    return handed


def _await_report(handed: Transfer, by: User) -> None:
    if handed.wants_report and handed.deadline:
        clocks.await_report(handed.case, handed.deadline, by)
