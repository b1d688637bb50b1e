"""Number or frequency clearly beyond what is reasonable (条例 35; R-185): the applicant is asked for the reasons.

The law stops no clock for it: the time for the answer runs on until the office sets a later day.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.duties import services as ledger
from foundation.organisations.models import User
from foundation.workdays.selectors import load_calendar

from . import clocks, telling, writing
from .models import Case, ReasonRequest
from .parameters import REASON_DAYS
from .steps import begin, day_between, note, reason_given

# A day further away is a slip of the hand: the law knows no figure. Technical.
FURTHEST = dt.timedelta(days=366)


@transaction.atomic
def ask_reason(case: Case, *, by: User, ground: str, due_on: dt.date | None = None) -> ReasonRequest:
    """Ask in writing, saying what is excessive, until ``due_on`` (by default the body's usual period). Once."""
    case = begin(case, "ask_reason", by)
    if ReasonRequest.objects.filter(case=case).exists():
        raise ValidationError("已经要求申请人说明理由，不能重复要求。")
    ground = reason_given(ground, "申请数量、频次的情况")
    today = timezone.localdate()
    due_on = due_on or clocks.usual_end(case, REASON_DAYS)
    if due_on <= today:
        raise ValidationError({"due_on": f"说明理由的期限（{due_on}）应在今天之后。"})
    asked = ReasonRequest(case=case, ground=ground, notified_on=today, due_on=due_on)
    asked.letter = writing.reason(asked, by)
    asked.save()
    told = f"请在{due_on}前说明申请的理由：{ground.rstrip('。')}。答复期限照常计算。"
    note(case, "ask_reason", f"{due_on}前说明", told=told, by=by, letter=asked.letter, due_on=due_on)
    return asked


@transaction.atomic
def give_reason(case: Case, *, text: str, on: dt.date | None = None, by: User | None = None) -> ReasonRequest:
    """What the applicant (``by`` None) says, or said to an officer; also after the day, while nobody has judged."""
    case = begin(case, "give_reason", by)
    asked = _asked(case)
    if asked.replied_on:
        raise ValidationError(f"已于{asked.replied_on}收到理由说明。")
    if asked.judged_on:
        raise ValidationError(f"本机关已于{asked.judged_on}认定，有新的情况请与受理机构联系。")
    asked.reply = reason_given(text, "申请的理由")
    asked.replied_on = day_between(on, asked.notified_on, "收到说明的日期")
    asked.save(update_fields=["reply", "replied_on"])
    told = f"已于{asked.replied_on}收到您说明的理由。"
    note(case, "give_reason", told=told, on=asked.replied_on, by=by)
    telling.tell_office(case, "申请人已说明理由", without=by)
    return asked


@transaction.atomic
def judge_reason(case: Case, *, by: User, is_reasonable: bool, office_view: str) -> ReasonRequest:
    """What the office makes of it. Only after the answer, or after the time to answer.

    Reasonable: the case goes on, and the applicant is told. Otherwise the answer says so.
    """
    case = begin(case, "judge_reason", by)
    asked = _asked(case)
    if asked.judged_on:
        raise ValidationError(f"已于{asked.judged_on}认定。")
    if not asked.may_be_judged:
        raise ValidationError(f"申请人可以在{asked.due_on}前说明理由，收到说明或者期满后才能认定。")
    asked.office_view = reason_given(office_view, "认定的理由")
    asked.is_reasonable, asked.judged_on = is_reasonable, timezone.localdate()
    asked.save(update_fields=["office_view", "is_reasonable", "judged_on"])
    found = "理由合理" if is_reasonable else "理由不合理"
    told = "本机关认为您说明的理由合理，继续办理。" if is_reasonable else ""
    note(case, "judge_reason", f"{found}：{asked.office_view}", told=told, by=by, reasonable=is_reasonable)
    return asked


@transaction.atomic
def delay(case: Case, *, by: User, due_on: dt.date, reason: str) -> ReasonRequest:
    """延迟答复: reasonable, but not to be done in time. A later day, told before the limit ends. Once."""
    case = begin(case, "delay", by)
    asked = _asked(case)
    if not asked.is_reasonable:
        raise ValidationError("认定申请理由合理后，才能确定延迟答复的期限。")
    if asked.delayed_to:
        raise ValidationError(f"已确定延迟至{asked.delayed_to}答复，不能再次延迟。")
    reason = reason_given(reason, "不能按期答复的理由")
    clocks.check_not_over(case, "延迟答复")
    clock = clocks.answer_clock(case)
    if clock is None or clock.due_on is None:
        raise ValidationError("本申请没有正在计算的答复期限。")
    before = clock.due_on
    if due_on > timezone.localdate() + FURTHEST:
        raise ValidationError({"due_on": f"延迟答复的期限（{due_on}）在一年以后，请核对是否合理。"})
    days = load_calendar().count_workdays(before, due_on)
    if days < 1:
        raise ValidationError({"due_on": f"应晚于现在的答复期限（{before}），并至少多一个工作日。"})
    for duty in clocks.running(case):
        ledger.extend(duty, days, by, f"延迟答复（条例第三十五条）：{reason}")
    asked.delayed_to = writing.due_of(case)
    asked.save(update_fields=["delayed_to"])
    letter = writing.delay(case, reason, by)
    told = f"因{reason.rstrip('。')}，延迟至{asked.delayed_to}前答复。"
    note(
        case, "delay", f"延迟{days}个工作日：{reason}", told=told, by=by, letter=letter, before=before,
        due_on=asked.delayed_to,
    )  # fmt: skip
    telling.tell_unit(case, "已确定延迟答复的期限", without=by)
    return asked


def _asked(case: Case) -> ReasonRequest:
    """What was asked. Raises ValidationError."""
    asked = ReasonRequest.objects.filter(case=case).first()
    if asked is None:
        raise ValidationError("还没有要求申请人说明理由，请先发说明理由通知书。")
    asked.case = case
    return asked
