"""An application comes in and counts as received (条例 29, 31)."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import User
from foundation.rules.parameters import choice
from foundation.submissions.rules import essence
from foundation.submissions.tokens import keyed_digest

from . import clocks, writing
from .duties import CONFIRM
from .enums import Channel, State
from .models import Case, CaseItem
from .parameters import CLOCK_START
from .rules import how_received
from .steps import begin, check_office, day_between, locked, move, note, reason_given, write


@transaction.atomic
def open_case(case: Case, *, items: Sequence[str] = (), by: User | None = None) -> Case:
    """What ``foundation.submissions.intake`` has just kept becomes a case: items, day of receipt, clocks, first event.

    ``items`` are the matters asked for, the whole text by default. A second call changes nothing.
    Raises ValidationError.
    """
    case = locked(case)
    if case.events.exists():
        return case
    check_channel(case)
    start = _clock_start(case)
    received_on = case.reckon_receipt(start)
    if received_on is None and case.channel == Channel.POST_SIGNED:
        raise ValidationError("需签收的邮件请填写签收日期，以签收之日为收到申请之日（条例第三十一条）。")
    state = State.REGISTERED if received_on else State.UNCONFIRMED
    write(
        case, received_on=received_on, state=state, applicant_key=case.applicant_key or applicant_key_of(case)
    )
    matters = [text.strip() for text in items if text.strip()] or [case.text or case.subject]
    CaseItem.objects.bulk_create(
        CaseItem(case=case, order=order, text=text) for order, text in enumerate(matters, start=1)
    )
    told = f"您的申请已登记，编号{case.number}。{how_received(Channel(case.channel), start)}。"
    if received_on is None:
        told += "确认后开始计算答复期限。"
    if received_on:
        _begin_clocks(case, by)
    else:
        clocks.await_confirmation(case, by)
    letter = writing.receipt(case, by) if received_on else None
    words = f"{case.get_channel_display()}，{len(matters)}项"
    note(case, "open", words, told=told, by=by, letter=letter, channel=case.channel)
    return case


def check_channel(case: Case) -> None:
    """Oral applications say why and who wrote them down (条例 29; R-151, R-152). Raises ValidationError."""
    if case.channel not in Channel.values:
        raise ValidationError("电话等方式不能直接受理申请：请告知可用的申请渠道，或者登记为电话咨询。")
    if case.channel != Channel.ORAL:
        return
    if not case.oral_reason.strip():
        raise ValidationError({"oral_reason": "口头申请请写明采用书面形式确有困难的情况（条例第二十九条）。"})
    if case.filled_in_by_id is None or not case.read_back:
        raise ValidationError({"read_back": "口头申请由工作人员代为填写，并须向申请人宣读确认。"})


def applicant_key_of(case: Case) -> str:
    """The same for one applicant's applications; tells nothing about who it is."""
    known_by = case.proof_number or case.contact or case.email
    if not (case.name and known_by):
        return ""
    return keyed_digest("applicant", f"{essence(case.name)}|{essence(known_by)}")


@transaction.atomic
def confirm(case: Case, *, on: dt.date | None = None, by: User | None = None) -> Case:
    """双方确认 (条例 31): by the applicant (``by`` None) or an officer who reached them. The clocks begin."""
    case = begin(case, "confirm", by)
    confirmed = day_between(on, case.submitted_on, "确认日期")
    case.confirmed_on = confirmed
    received_on = case.reckon_receipt(_clock_start(case))
    move(case, "confirm", confirmed_on=confirmed, received_on=received_on)
    clocks.met(case, confirmed, by, CONFIRM.key)
    _begin_clocks(case, by)
    due = writing.due_of(case)
    told = f"已于{confirmed}与您确认收到申请，自次日起算，答复期限至{due}。"
    note(
        case,
        "confirm",
        f"收到申请之日{received_on}",
        told=told,
        on=confirmed,
        by=by,
        letter=writing.receipt(case, by),
        due_on=due,
    )
    return case


@transaction.atomic
def correct_receipt(
    case: Case,
    *,
    by: User,
    reason: str,
    submitted_on: dt.date | None = None,
    signed_for_on: dt.date | None = None,
    confirmed_on: dt.date | None = None,
) -> Case:
    """A date was wrong: the day of receipt is reckoned anew, and what runs from it. Raises ValidationError."""
    case = locked(case)
    check_office(case, by)
    reason = reason_given(reason, "更正收到日期的理由")
    given = {"submitted_on": submitted_on, "signed_for_on": signed_for_on, "confirmed_on": confirmed_on}
    changes = {name: day for name, day in given.items() if day}
    if not changes:
        raise ValidationError("请填写要更正的日期。")
    for name, day in changes.items():
        setattr(case, name, day_between(day, None, "收到日期"))
    if case.confirmed_on and case.confirmed_on < case.submitted_on:
        raise ValidationError(f"确认日期（{case.confirmed_on}）早于提交日期（{case.submitted_on}），请核对。")
    if case.signed_for_on and case.signed_for_on < case.submitted_on:
        raise ValidationError(
            f"签收日期（{case.signed_for_on}）早于提交日期（{case.submitted_on}），请核对。"
        )
    if case.state == State.UNCONFIRMED:
        raise ValidationError("本申请尚未确认收到，请用“确认收到”填写确认日期。")
    before, after = case.received_on, case.reckon_receipt(_clock_start(case))
    assert before and after  # an unconfirmed case was refused above
    write(case, received_on=after, **changes)
    clocks.rebase(case, before, after, reason, by)
    words = f"{reason}；由{before}更正为{after}"
    told = f"收到申请之日更正为{after}，答复期限相应重新计算。" if after != before else ""
    note(case, "correct_receipt", words, told=told, by=by, before=before, after=after)
    return case


@transaction.atomic
def check_identity(case: Case, *, by: User) -> Case:
    """The proof was looked at and is that of the applicant (条例 29; R-157, R-158)."""
    case = locked(case)
    check_office(case, by)
    write(case, identity_checked_on=timezone.localdate(), identity_checked_by=by)
    note(case, "check_identity", "身份证明与申请人相符", by=by)
    return case


def _clock_start(case: Case) -> str:
    return choice(CLOCK_START.key, case.body, case.submitted_on)


def _begin_clocks(case: Case, by: User | None) -> None:
    assert case.received_on is not None
    clocks.await_review(case, by)
    clocks.start(case, case.received_on, by)
