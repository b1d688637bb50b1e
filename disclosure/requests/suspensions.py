"""Time that stands still, or starts afresh, for other reasons: 中止 (R-181) and 信息处理费 (国办函〔2020〕109号)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.duties.enums import PauseCategory
from foundation.letters.models import Letter
from foundation.organisations.models import User

from . import clocks, telling, writing
from .closing import close_unanswered
from .enums import Ending
from .models import Case
from .steps import begin, day_between, move, note, reason_given

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def suspend(case: Case, *, by: User, ground: str, since: dt.date | None = None) -> Case:
    """中止: by the named head, with the article it rests on (条例 itself knows none). Told to the applicant."""
    case = begin(case, "suspend", by)
    ground = reason_given(ground, "中止的事由和法律依据")
    day = day_between(since, case.received_on, "中止日期")
    if not clocks.hold(case, PauseCategory.OTHER, ground, day, by):
        raise ValidationError("答复期限已经届满，不能中止。")
    letter = writing.suspension(case, ground, day, by)
    move(case, "suspend")
    told = f"因{ground.rstrip('。')}，自{day}起中止计算办理期限，恢复时另行告知。"
    note(case, "suspend", ground, told=told, on=day, by=by, letter=letter)
    telling.tell_office(case, "期限已中止", without=by)
    return case


@transaction.atomic
def go_on(case: Case, *, by: User, until: dt.date | None = None) -> Case:
    """The obstacle is gone: ``until`` is the last day that does not count, yesterday by default."""
    case = begin(case, "go_on", by)
    begun = case.events.filter(step="suspend").latest("pk").on
    last = day_between(until or max(begun, timezone.localdate() - ONE_DAY), begun, "中止的最后一日")
    clocks.go_on(case, last, by)
    letter = writing.resumption(case, last + ONE_DAY, by)
    move(case, "go_on")
    due = writing.due_of(case)
    told = f"中止的事由已经消除，自{last + ONE_DAY}起继续计算办理期限，至{due}。"
    note(case, "go_on", f"至{last}不计入期限", told=told, by=by, letter=letter, due_on=due)
    return case


@transaction.atomic
def charge(case: Case, *, by: User, amount: int | str, letter: Letter | None = None) -> Case:
    """收费通知 went out, within the limit (第七条): nothing is due until it is paid. ``amount`` in yuan."""
    case = begin(case, "charge", by)
    clocks.check_not_over(case, "发收费通知")
    clocks.hold(case, PauseCategory.OTHER, "已发收费通知", timezone.localdate(), by)
    move(case, "charge")
    told = f"请按收费通知缴纳信息处理费{amount}元；缴清后重新计算答复期限。"
    note(case, "charge", f"信息处理费{amount}元", told=told, by=by, letter=letter, amount=str(amount))
    return case


@transaction.atomic
def paid(case: Case, *, by: User, on: dt.date | None = None, is_remitted: bool = False) -> Case:
    """Paid in full, or remitted (减免): the period counts afresh from the next day."""
    case = begin(case, "paid", by)
    day = day_between(on, case.events.filter(step="charge").latest("pk").on, "缴清、减免日期")
    move(case, "paid")
    clocks.restart(case, day, "减免信息处理费" if is_remitted else "缴清信息处理费", by)
    due = writing.due_of(case)
    happened = f"信息处理费已于{day}减免" if is_remitted else f"已于{day}收到信息处理费"
    told = f"{happened}，答复期限自次日起重新计算，至{due}。"
    words, label = (f"减免于{day}", "已减免费用") if is_remitted else (f"缴清于{day}", "")
    note(case, "paid", words, told=told, on=day, by=by, due_on=due, label=label)
    return case


@transaction.atomic
def unpaid(case: Case, *, by: User) -> Case:
    """Not paid in time: the application is not processed any further."""
    case = begin(case, "unpaid", by)
    notified_on = case.events.filter(step="charge").latest("pk").on
    letter = writing.unpaid(case, notified_on, by)
    close_unanswered(case, "unpaid", Ending.UNPAID, timezone.localdate(), by)
    told = "未在期限内缴纳信息处理费，本机关不再处理该申请。告知书写明了不服的救济途径。"
    note(case, "unpaid", "逾期未缴费", told=told, by=by, letter=letter)
    return case
