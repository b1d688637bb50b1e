"""What happens to a letter: check, transaction, record."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.letters.rules import chinese_date
from foundation.letters.services import issue
from foundation.organisations.models import Body, Unit, User
from foundation.submissions.intake import record
from foundation.submissions.registry import submission_kind

from . import access, duties
from .duties import KIND
from .enums import Channel, Nature, Outcome, Scope
from .gates import check_public
from .letters import NOTICE, TRANSFER
from .models import Letter, LetterEvent
from .states import advance

SHORTEST = 5
LOOKED = "发布前须由审核人员核对并勾选：已遮盖姓名、电话等个人信息。"


def note(letter: Letter, did: str, words: str = "", by: User | None = None) -> None:
    """Write the record."""
    LetterEvent.objects.create(
        letter=letter, did=did, words=words, by=by, person_name=by.get_full_name() if by else ""
    )


def arrived(letter: Letter) -> None:
    """It came by the website: clocks start, the record begins."""
    note(letter, "收到", letter.get_channel_display())
    duties.start(letter)


@transaction.atomic
def enter(user: User, body: Body, *, received_on: dt.date, **data: Any) -> Letter:
    """Type in what came by phone, mail or visit. Raises PermissionDenied, ValidationError."""
    if access.acting_for(user, body) is None:
        raise PermissionDenied("电话、邮件等来件由办公室登记，您目前不在该岗位上。")
    if received_on > timezone.localdate():
        raise ValidationError({"received_on": "收到日期不能晚于今天。"})
    if data.get("channel") == Channel.WEB:
        raise ValidationError({"channel": "网站留言由来件人自己提交，请选择其他渠道。"})
    at = timezone.make_aware(dt.datetime.combine(received_on, dt.time(9)))
    own = {name: data.pop(name) for name in ("channel", "nature", "topic")}
    letter: Letter = record(
        submission_kind(KIND), data, body=body, received_at=min(at, timezone.now()), entered_by=user, **own
    )
    note(letter, "登记", letter.get_channel_display(), user)
    duties.start(letter)
    return letter


@transaction.atomic
def accept(letter: Letter, user: User, *, unit: Unit, nature: str) -> Letter:
    """受理分办: the office says what it is and who answers. Again for another unit."""
    letter = _locked(letter)
    _office(letter, user)
    if unit.body_id != letter.body_id:
        raise ValidationError({"unit": "请选择本机关的科室。"})
    advance(letter, "受理分办")
    letter.unit, letter.nature = unit, Nature(nature)
    letter.save(update_fields=["state", "unit", "nature"])
    duties.give_to(letter, unit, user)
    note(letter, "受理分办", f"{unit.name}承办（{letter.get_nature_display()}）", user)
    return letter


@transaction.atomic
def refuse(letter: Letter, user: User, *, reason: str) -> Letter:
    """不予受理, with the reason that the sender reads."""
    letter = _locked(letter)
    _office(letter, user)
    advance(letter, "不予受理")
    letter.notice = _words(reason, "reason", "请写明不予受理的理由")
    letter.closed_at = timezone.now()
    letter.save(update_fields=["state", "notice", "closed_at"])
    duties.drop(letter, "不予受理", user)
    note(letter, "不予受理", letter.notice, user)
    return letter


@transaction.atomic
def draft(letter: Letter, user: User, **data: Any) -> Letter:
    """提交答复: the unit's draft with what is to become public of it. Raises PermissionDenied, ValidationError."""
    letter = _locked(letter)
    if access.as_writer(letter, user) is None:
        raise PermissionDenied("答复由承办科室拟写，您目前不在该岗位上。")
    advance(letter, "提交答复")
    _words(data["reply"], "reply", "请写明答复内容")
    for name in (
        "reply", "scope", "public_topic", "public_text", "public_reply", "outcome", "outcome_note", "rectification_url",
    ):  # fmt: skip
        setattr(letter, name, data.get(name, ""))
    _check_outcome(letter)
    if letter.scope == Scope.PUBLIC:
        check_public(letter)
    letter.drafted_by = user
    letter.save()
    note(letter, "提交答复", letter.get_scope_display(), user)
    return letter


@transaction.atomic
def confirm(letter: Letter, user: User) -> Letter:
    """科室确认: the head of the unit stands for the answer."""
    letter = _locked(letter)
    if access.as_head(letter, user) is None:
        raise PermissionDenied("答复由承办科室负责人确认，您目前不在该岗位上。")
    advance(letter, "科室确认")
    letter.confirmed_by = user
    letter.save(update_fields=["state", "confirmed_by"])
    note(letter, "科室确认", by=user)
    return letter


@transaction.atomic
def send_back(letter: Letter, user: User, *, reason: str) -> Letter:
    """退回修改, by whoever would confirm or approve."""
    letter = _locked(letter)
    if access.as_head(letter, user) is None and access.as_office(letter, user) is None:
        raise PermissionDenied("由承办科室负责人或者办公室退回，您目前不在这些岗位上。")
    advance(letter, "退回修改")
    words = _words(reason, "reason", "请写明退回的理由")
    letter.confirmed_by = None
    letter.save(update_fields=["state", "confirmed_by"])
    note(letter, "退回修改", words, user)
    return letter


@transaction.atomic
def approve(letter: Letter, user: User, *, is_anonymised: bool = False) -> Letter:
    """审核答复: the sender has the answer, and what may be public is. A complaint is closed in a step of its own."""
    letter = _locked(letter)
    _office(letter, user)
    advance(letter, "审核答复")
    if user.pk in (letter.drafted_by_id, letter.confirmed_by_id):
        raise PermissionDenied("拟稿、确认和审核不能是同一人，请由办公室其他审核人员办理。")
    now = timezone.now()
    if letter.scope == Scope.PUBLIC:
        check_public(letter)
        if not is_anonymised:
            raise ValidationError({"is_anonymised": LOOKED})
        letter.published_at = now
    letter.answered_at = now
    if not letter.is_complaint:
        advance(letter, "办结")
        letter.closed_at = now
    letter.save()
    duties.meet(letter, user)
    note(letter, "审核答复", "已核对个人信息，公开" if letter.is_public else letter.get_scope_display(), user)
    return letter


@transaction.atomic
def close(letter: Letter, user: User) -> Letter:
    """办结 of a complaint: answered, and with an outcome. Raises PermissionDenied, ValidationError."""
    letter = _locked(letter)
    _office(letter, user)
    if not letter.reply.strip():
        raise ValidationError("本件没有答复内容，不能办结。请先由承办科室答复来件人。")
    if letter.is_complaint and not letter.outcome:
        raise ValidationError("投诉没有处理结果，不能办结。")
    advance(letter, "办结")
    letter.closed_at = timezone.now()
    letter.save(update_fields=["state", "closed_at"])
    note(letter, "办结", letter.get_outcome_display(), user)
    return letter


@transaction.atomic
def transfer(letter: Letter, user: User, *, target: str, reason: str) -> Letter:
    """转办: a letter goes to the body that has the powers, and the sender is told."""
    letter = _locked(letter)
    _office(letter, user)
    advance(letter, "转办")
    target, reason = target.strip(), _words(reason, "reason", "请写明转办的理由")
    reason = reason if reason.endswith("。") else f"{reason}。"
    if not target:
        raise ValidationError({"target": "请填写转往的单位。"})
    letter.transferred_to, letter.transferred_at = target, timezone.now()
    letter.closed_at = letter.transferred_at
    letter.notice = NOTICE.format(day=chinese_date(timezone.localdate()), target=target, reason=reason)
    fields = {
        "addressee": target,
        "number": letter.number,
        "received_on": chinese_date(letter.received_on),
        "topic": letter.topic,
        "reason": reason,
        "text": letter.text,
    }
    letter.transfer_letter = issue(
        TRANSFER.key, letter.body, fields, letter, user, subject_text=letter.number
    )
    letter.save()
    duties.drop(letter, f"已转{target}办理", user)
    note(letter, "转办", f"{target}：{reason}", user)
    return letter


@transaction.atomic
def take_off(letter: Letter, user: User, *, reason: str) -> Letter:
    """撤下公示: question and answer are no longer public."""
    letter = _locked(letter)
    _office(letter, user)
    if not letter.is_public:
        raise ValidationError("本件没有公示，不必撤下。")
    words = _words(reason, "reason", "请写明撤下的理由")
    letter.taken_off_at = timezone.now()
    letter.save(update_fields=["taken_off_at"])
    note(letter, "撤下公示", words, user)
    return letter


def _check_outcome(letter: Letter) -> None:
    """A complaint says what became of the problem; what cannot be solved yet is explained."""
    if letter.is_complaint and not letter.outcome:
        raise ValidationError({"outcome": "投诉须写明处理结果。"})
    if letter.outcome == Outcome.NOT_NOW and len(letter.outcome_note.strip()) < SHORTEST:
        raise ValidationError({"outcome_note": f"暂无法解决的，请向来件人说明原因，不少于{SHORTEST}个字。"})


def _words(text: str, field: str, ask: str) -> str:
    text = text.strip()
    if len(text) < SHORTEST:
        raise ValidationError({field: f"{ask}，不少于{SHORTEST}个字。"})
    return text


def _office(letter: Letter, user: User) -> None:
    if access.as_office(letter, user) is None:
        raise PermissionDenied("本环节由办公室办理，您目前不在该岗位上。")


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update().get(pk=letter.pk)
