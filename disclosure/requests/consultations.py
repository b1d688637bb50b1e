"""征求意见 (条例 32–34): who is asked, that it reached them, what they say, and what the office makes of it.

Time spent on others' opinions does not count (条例 33). Their silence is not consent, but for a body that made the
information together with this one (条例 34).
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from foundation.duties import services as ledger
from foundation.duties.models import Duty
from foundation.organisations.models import Unit, User
from foundation.rules.parameters import choice

from . import clocks, telling, writing
from .duties import JOINT_MAKER, THIRD_PARTY, UNIT
from .enums import ConsultedKind, Opinion, State
from .kept_files import keep_file
from .models import Case, CaseFile, CaseItem, Consultation
from .parameters import THIRD_SILENCE
from .places import address_of
from .steps import begin, check_handles, day_between, locked, move, note, reason_given

_DUTIES = {
    ConsultedKind.THIRD_PARTY: THIRD_PARTY,
    ConsultedKind.JOINT_MAKER: JOINT_MAKER,
    ConsultedKind.UNIT: UNIT,
}
JOINT_SILENCE = "逾期未答复，视为同意公开（条例第三十四条）"
_SILENCE = {
    "deemed_consent": (False, "逾期未答复，按本机关参数视为同意公开"),
    "deemed_refusal": (True, "逾期未答复，按本机关参数视为不同意公开"),
}


@transaction.atomic
def consult(
    case: Case,
    *,
    by: User,
    kind: str,
    question: str,
    name: str = "",
    contact: str = "",
    unit: Unit | None = None,
    item: CaseItem | None = None,
    sent_on: dt.date | None = None,
) -> Consultation:
    """Ask somebody in writing. Outside the office the clock stands still from the day the letter is sent.

    A unit (协办) is asked while the clock runs on, and the state stays. Raises ValidationError, PermissionDenied.
    """
    case = begin(case, "consult", by)
    asked = ConsultedKind(kind)
    if asked == ConsultedKind.UNIT:
        if unit is None or unit.body_id != case.body_id:
            raise ValidationError({"unit": "请选择本机关的协办科室。"})
        name = name or unit.name
    elif not name.strip():
        raise ValidationError({"name": "请填写被征求意见人的名称。"})
    consultation = Consultation(
        case=case, item=item, kind=asked, name=name.strip(), contact=contact.strip(), unit=unit,
        question=reason_given(question, "征求意见的内容"),
        sent_on=day_between(sent_on, case.received_on, "发出日期"),
    )  # fmt: skip
    consultation.save()
    if asked == ConsultedKind.UNIT:
        _await(consultation, consultation.sent_on, by)
    consultation.letter = writing.consultation(consultation, by)
    consultation.save(update_fields=["letter"])
    words = f"征求{consultation.get_kind_display()}意见"
    if asked == ConsultedKind.UNIT:
        note(case, "consult", words, on=consultation.sent_on, by=by, item=item, letter=consultation.letter)
        return consultation
    _hold(case, consultation, words, by)
    return consultation


def _hold(case: Case, consultation: Consultation, words: str, by: User) -> None:
    """Time stands still. What the applicant is told is an event of its own: the letter to others is not for them."""
    was_held = case.state == State.CONSULTING
    clocks.settle_consultations(case, by)
    clock = clocks.answer_clock(case)
    words += "；答复期限已经届满，不再暂停" if clock and clock.due_on else "；答复期限暂停计算"
    move(case, "consult")
    note(
        case, "consult", words, on=consultation.sent_on, by=by, item=consultation.item, letter=consultation.letter,
        consultation=consultation.pk,
    )  # fmt: skip
    if was_held:
        return
    whom = consultation.get_kind_display()
    told = f"申请公开的信息涉及{whom}，正在书面征求意见，所需时间不计入答复期限。"
    letter = writing.consulting(consultation, by)
    note(case, "tell_consulting", "告知申请人正在征求意见", told=told, by=by, letter=letter)


def _await(consultation: Consultation, base_on: dt.date, by: User | None) -> None:
    """Their own period, from the day the letter reached them."""
    case, kind = consultation.case, _DUTIES.get(ConsultedKind(consultation.kind))
    if kind is None:
        return
    duty = ledger.open_duty(
        kind.key, subject=consultation, label=f"{kind.label}（{case.number}）", body=case.body,
        unit=consultation.unit or case.unit, person=None if consultation.unit else case.officer, base_on=base_on,
        url=address_of(case), by=by, confirmed=True,
    )  # fmt: skip
    consultation.due_on = duty.due_on
    consultation.save(update_fields=["due_on"])


@transaction.atomic
def delivered(
    consultation: Consultation, *, on: dt.date | None = None, proof: CaseFile | None = None, by: User
) -> Consultation:
    """The letter reached them: fifteen working days from the next day on."""
    case, consultation = locked_with_case(consultation, by)
    if consultation.delivered_on:
        raise ValidationError(f"已于{consultation.delivered_on}登记送达。")
    _check_waits(consultation)
    consultation.delivered_on = day_between(on, consultation.sent_on, "送达日期")
    consultation.proof = proof
    consultation.save(update_fields=["delivered_on", "proof"])
    _await(consultation, consultation.delivered_on, by)
    words = f"{consultation.get_kind_display()}于{consultation.delivered_on}收到征求意见书"
    until = f"，{consultation.due_on}前答复" if consultation.due_on else ""
    note(
        case,
        "receive_consultation",
        words + until,
        on=consultation.delivered_on,
        by=by,
        consultation=consultation.pk,
    )
    return consultation


@transaction.atomic
def replied(
    consultation: Consultation,
    *,
    opinion: str,
    reasons: str = "",
    on: dt.date | None = None,
    file: UploadedFile | None = None,
    by: User,
) -> Consultation:
    """They answered. What comes after the period is kept and weighed too, but does not stop the clock again."""
    case, consultation = locked_with_case(consultation, by)
    if consultation.opinion and consultation.opinion != Opinion.SILENT:
        raise ValidationError(f"已于{consultation.replied_on}登记意见，不能重复登记。")
    said = Opinion(opinion)
    if said == Opinion.SILENT:
        raise ValidationError({"opinion": "请选择对方的意见；没有答复的，期满后由系统登记。"})
    day = day_between(on, consultation.delivered_on or consultation.sent_on, "收到意见的日期")
    consultation.opinion, consultation.reasons, consultation.replied_on = said, reasons.strip(), day
    consultation.is_reasonable, consultation.office_view = None, ""
    if file:
        consultation.reply_file = keep_file(case, "书面意见", file, by)
    is_late = consultation.closed_on is not None
    consultation.closed_on = consultation.closed_on or day
    consultation.save()
    words = f"{consultation.get_kind_display()}{said.label}" + ("（期满后收到）" if is_late else "")
    note(
        case, "reply_consultation", words, on=day, by=by, item=consultation.item, consultation=consultation.pk
    )
    for duty in Duty.objects.open().of(consultation):
        ledger.meet(duty, on=day, by=by)
    _ended(case, by)
    return consultation


@transaction.atomic
def lapse(consultation: Consultation, *, by: User | None = None) -> Consultation:
    """The period is over and nothing came: the office decides (条例 32); a joint maker agrees by law (条例 34).

    Other bodies have no period in law: an officer ends the waiting today. Raises ValidationError before the end.
    """
    case, consultation = locked_with_case(consultation, by)
    _check_waits(consultation)
    today = timezone.localdate()
    if consultation.kind in (ConsultedKind.THIRD_PARTY, ConsultedKind.JOINT_MAKER):
        if consultation.due_on is None or today <= consultation.due_on:
            until = f"至{consultation.due_on}" if consultation.due_on else "自登记送达之日起计算"
            raise ValidationError(f"答复期限{until}，期满后才能按逾期未答复处理。")
        consultation.closed_on = consultation.due_on
    elif by is None:
        raise ValidationError("对其他机关和科室不自动按逾期处理，请经办人核实。")
    else:
        consultation.closed_on = today
    consultation.opinion = Opinion.SILENT
    consultation.is_reasonable, consultation.office_view = _standing_of_silence(case, consultation)
    consultation.save()
    words = f"{consultation.get_kind_display()}期满未答复" + (
        f"；{consultation.office_view}" if consultation.office_view else "；由本机关决定是否公开"
    )
    note(
        case, "lapse_consultation", words, on=consultation.closed_on, by=by, item=consultation.item,
        consultation=consultation.pk,
    )  # fmt: skip
    for duty in Duty.objects.open().of(consultation):
        ledger.cancel(duty, "期满未答复", by)
    _ended(case, by)
    telling.tell_office(case, "征求意见期满未答复", without=by)
    return consultation


def _standing_of_silence(case: Case, consultation: Consultation) -> tuple[bool | None, str]:
    if consultation.kind == ConsultedKind.JOINT_MAKER:
        return False, JOINT_SILENCE
    if consultation.kind != ConsultedKind.THIRD_PARTY:
        return False, "未答复，由本机关依法决定"
    return _SILENCE.get(choice(THIRD_SILENCE.key, case.body), (None, ""))


@transaction.atomic
def judge(consultation: Consultation, *, is_reasonable: bool, office_view: str, by: User) -> Consultation:
    """What the office makes of an objection or of silence, with its reasons (条例 32; R-170)."""
    case, consultation = locked_with_case(consultation, by)
    if not consultation.opinion or consultation.opinion == Opinion.AGREES:
        raise ValidationError("没有需要认定的意见：对方尚未答复，或者同意公开。")
    consultation.office_view = reason_given(office_view, "认定的理由")
    consultation.is_reasonable = is_reasonable
    consultation.save(update_fields=["office_view", "is_reasonable"])
    words = ("理由合理，不予公开：" if is_reasonable else "可以公开：") + consultation.office_view
    note(case, "judge", words, by=by, item=consultation.item, consultation=consultation.pk)
    return consultation


def locked_with_case(consultation: Consultation, by: User | None) -> tuple[Case, Consultation]:
    """Case first, as everywhere. Raises PermissionDenied, ValidationError."""
    case = locked(consultation.case)
    if by is not None:
        check_handles(case, by)
    if not case.is_open:
        raise ValidationError(f"本申请已于{case.closed_on}办结，不能再登记意见。")
    fresh = Consultation.objects.select_related("unit", "item").get(pk=consultation.pk)
    fresh.case = case
    return case, fresh


def _check_waits(consultation: Consultation) -> None:
    if consultation.closed_on:
        raise ValidationError(f"本次征求意见已于{consultation.closed_on}结束。")


def _ended(case: Case, by: User | None) -> None:
    """The last one outside the office ended: the clock goes on from the next day."""
    waiting = case.consultations.filter(closed_on=None).exclude(kind=ConsultedKind.UNIT)
    clocks.settle_consultations(case, by)
    if case.state != State.CONSULTING or waiting.exists():
        return
    move(case, "consulted")
    due = writing.due_of(case)
    told = f"征求意见结束，答复期限继续计算，至{due}。" if due else ""
    note(case, "consulted", told, told=told, by=by, due_on=due)
