"""信息处理费: reckoned, asked, paid, remitted or not paid (条例 42; 国办函〔2020〕109号; R-188).

Charging is always the office's decision with its reason; nothing is charged by itself.
"""

import calendar
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from disclosure.requests import services as cases
from disclosure.requests.enums import Ending
from disclosure.requests.models import Case
from foundation.letters import services as letters
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.rules.parameters import choice, value
from foundation.secrecy import access as posts
from foundation.workdays.selectors import load_calendar

from .access import require_keeper
from .enums import FeeState, FeeWay
from .letters import FEE, fee_fields
from .models import FeeNotice
from .models.entries import note
from .parameters import FEE_DAYS, FEE_WAY, FEES
from .rules import fee, fee_of_next, in_words
from .words import impersonal, needed, past

UNDECIDED = (Ending.WITHDRAWN, Ending.MERGED)
OFF = "本机关没有启用信息处理费，提供政府信息不收取费用（条例第四十二条）。"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be charged for one application. ``number`` counts pieces of the month or pages."""

    way: FeeWay
    number: int
    amount: int
    words: str


def is_on(case: Case) -> bool:
    """Whether the body charges at all; without it no screen shows a fee."""
    return choice(FEES.key, case.body, case.received_on) == "processing_only"


def number_in_month(case: Case) -> int:
    """Which application of this applicant in the calendar month of receipt it is, from 1; 0 without a receipt.

    同一申请人一个自然月内累计, whatever is decided; an application that was withdrawn or merged into another is never
    decided and does not count. Found by the keyed digest of the applicant; no personal data is read.
    """
    if case.received_on is None or not case.applicant_key:
        return 0
    first = case.received_on.replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    month = Case.objects.filter(
        body=case.body_id, applicant_key=case.applicant_key, received_on__range=(first, last)
    ).exclude(ending__in=UNDECIDED)
    order = list(month.order_by("received_on", "pk").values_list("pk", flat=True))
    return order.index(case.pk) + 1 if case.pk in order else 0


def propose(case: Case, pages: int | None = None) -> Proposal:
    """What the parameters in force on the day of receipt allow. Raises ValidationError."""
    if not is_on(case):
        raise ValidationError(OFF)
    way = FeeWay(choice(FEE_WAY.key, case.body, case.received_on))
    if way == FeeWay.PAGES:
        if not pages or pages < 1:
            raise ValidationError({"pages": "按量计收，请填写拟提供的页数。"})
        return Proposal(way, pages, fee(way, pages), in_words(way, pages))
    number = number_in_month(case)
    amount = fee_of_next(number)
    return Proposal(
        way, number, amount, f"本自然月内第{number}件，本件{amount}元；累计{in_words(way, number)}"
    )


@transaction.atomic
def notify(case: Case, by: User, *, reason: str, pages: int | None = None) -> FeeNotice:
    """收费通知书; the clock of the answer stops until it is paid. Raises PermissionDenied, ValidationError."""
    case = Case.objects.select_for_update(of=("self",)).select_related("body").get(pk=case.pk)
    require_keeper(case.body_id, by)
    if FeeNotice.objects.filter(case=case).exists():
        raise ValidationError("本申请已发过收费通知，不得重复收费。")
    asked = propose(case, pages)
    if not asked.amount:
        raise ValidationError(f"{asked.words}。未超过合理范围，不得收费。")
    reason = needed(reason, "reason", "数量、频次明显超过合理范围的情形")
    on = timezone.localdate()
    due_on = _due(case, on, on)
    notice = FeeNotice.objects.create(
        case=case,
        way=asked.way,
        number=asked.number,
        amount=asked.amount,
        reckoning=asked.words,
        reason=reason,
        notified_on=on,
        due_on=due_on,
        made_by=by,
    )
    notice.letter = letters.issue(FEE.key, case.body, fee_fields(notice), notice, by, on=on)
    notice.save(update_fields=["letter"])
    cases.charge(case, by=by, amount=str(asked.amount), letter=notice.letter)
    note(notice, "收费通知", f"{asked.words}，{due_on}前缴纳", by)
    return notice


def _due(case: Case, since: dt.date, notified_on: dt.date) -> dt.date:
    """The last day to pay, by the rules of the day of the notice. Raises ValidationError."""
    days = value(FEE_DAYS.key, case.body, notified_on)
    due_on = load_calendar().add_workdays(since, days).due
    if due_on is None:
        raise ValidationError("缴费期限暂时无法计算，请先录入相关年度的节假日安排。")
    return due_on


@transaction.atomic
def serve(notice: FeeNotice, by: User, *, on: dt.date) -> FeeNotice:
    """送达: the time to pay counts from the day after this one. Raises PermissionDenied, ValidationError."""
    notice = _open(notice)
    require_keeper(notice.case.body_id, by)
    if notice.served_on == on:
        return notice
    notice.served_on = past(on, "on", "送达日期", notice.notified_on, "通知日期")
    notice.due_on = _due(notice.case, on, notice.notified_on)
    notice.save(update_fields=["served_on", "due_on"])
    words = f"收费通知于{on}送达，缴费期限至{notice.due_on}"
    cases.note(notice.case, "fee_served", words, told=f"{words}。", on=on, by=by, label="收费通知送达")
    note(notice, "登记送达", words, by)
    return notice


def _open(notice: FeeNotice) -> FeeNotice:
    found = FeeNotice.objects.select_for_update(of=("self",)).select_related("case__body")
    notice = found.get(pk=notice.pk)
    if notice.state != FeeState.ASKED:
        raise ValidationError(f"本笔费用{notice.get_state_display()}，不必再办。")
    return notice


def _end(notice: FeeNotice, state: FeeState, on: dt.date, **more: object) -> None:
    notice.state, notice.ended_on = state, on
    for name, given in more.items():
        setattr(notice, name, given)
    notice.save()


@transaction.atomic
def pay(notice: FeeNotice, by: User, *, on: dt.date, receipt: str = "") -> FeeNotice:
    """缴清: the clock begins anew on the day after. Raises PermissionDenied, ValidationError."""
    notice = _open(notice)
    require_keeper(notice.case.body_id, by)
    past(on, "on", "缴清日期", notice.notified_on, "通知日期")
    _end(notice, FeeState.PAID, on, receipt=impersonal(receipt, "receipt", "票据号码"))
    cases.paid(notice.case, by=by, on=on)
    note(notice, "缴清", f"{on}缴清{notice.amount}元", by)
    return notice


@transaction.atomic
def remit(notice: FeeNotice, by: User, *, reason: str, on: dt.date) -> FeeNotice:
    """减免: decided by the named head; the application goes on as if paid. Raises PermissionDenied, ValidationError."""
    notice = _open(notice)
    if posts.acting(by, {PostKind.REQUESTS_HEAD}, notice.case.body_id) is None:
        raise PermissionDenied("减免由政府信息公开工作机构负责人决定。")
    past(on, "on", "减免日期", notice.notified_on, "通知日期")
    reason = needed(reason, "reason", "减免理由")
    _end(notice, FeeState.REMITTED, on, remission=reason, decided_by=by)
    cases.paid(notice.case, by=by, on=on, is_remitted=True)
    note(notice, "减免", f"减免{notice.amount}元", by)
    return notice


@transaction.atomic
def lapse(notice: FeeNotice, by: User, *, on: dt.date) -> FeeNotice:
    """逾期未缴: the application is not dealt with any further. Raises PermissionDenied, ValidationError."""
    notice = _open(notice)
    require_keeper(notice.case.body_id, by)
    past(on, "on", "日期")
    if notice.served_on is None:
        raise ValidationError(
            {"on": "还没有登记收费通知的送达日期。缴费期限自申请人收到通知之日起计算，请先登记送达。"}
        )
    if on <= notice.due_on:
        raise ValidationError({"on": f"缴费期限至{notice.due_on}，期满前不能作逾期处理。"})
    _end(notice, FeeState.LAPSED, on)
    cases.unpaid(notice.case, by=by)
    note(notice, "逾期未缴", "不再处理该申请", by)
    return notice


def collected(bodies: Collection[int], first: dt.date, last: dt.date) -> list[tuple[str, int]]:
    """What was asked for and came in within these days, for part six of the annual report. One query.

    Empty where nothing was charged.
    """
    sent, ended = Q(notified_on__range=(first, last)), Q(ended_on__range=(first, last))
    paid = ended & Q(state=FeeState.PAID)
    found = FeeNotice.objects.filter(case__body__in=bodies).aggregate(
        notices=Count("pk", filter=sent),
        asked=Sum("amount", filter=sent),
        paid=Count("pk", filter=paid),
        received=Sum("amount", filter=paid),
        remitted=Count("pk", filter=ended & Q(state=FeeState.REMITTED)),
    )
    labels = ("发出收费通知（件）", "通知金额（元）", "缴清（件）", "实收金额（元）", "减免（件）")
    rows = list(zip(labels, (number or 0 for number in found.values()), strict=True))
    return rows if any(number for _label, number in rows) else []
