"""延长答复期限 (条例 33): once, with the consent of the named head, told before the first limit is over."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.duties import services as ledger
from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.rules.parameters import value

from . import clocks, telling, writing
from .models import Case, Extension
from .parameters import EXTEND_DAYS
from .states import STEPS
from .steps import begin, check_handles, locked, note, reason_given


@transaction.atomic
def ask_extension(case: Case, *, by: User, days: int, reason: str) -> Extension:
    """提请延期. Refused after the limit, over the ceiling, and a second time. What was refused may be asked anew."""
    case = locked(case)
    check_handles(case, by)
    if case.state not in STEPS["extend"].sources:
        raise ValidationError(f"本申请目前为“{case.get_state_display()}”，不能提请延期。")
    reason = reason_given(reason, "延长答复期限的理由")
    ceiling = value(EXTEND_DAYS.key, case.body)
    if not 1 <= days <= ceiling:
        raise ValidationError({"days": f"延长答复的期限最长不超过{ceiling}个工作日（条例第三十三条）。"})
    _check_limit(case)
    before = Extension.objects.filter(case=case).first()
    if before and before.is_granted is None:
        raise ValidationError("已经提请延期，正在等待批准。")
    extension = before or Extension(case=case)
    extension.days, extension.reason = days, reason
    extension.asked_by, extension.asked_at = by, timezone.now()
    extension.decided_by = extension.decided_at = extension.is_granted = None
    extension.opinion = ""
    extension.save()
    note(case, "ask_extension", f"拟延长{days}个工作日：{reason}", by=by, days=days)
    telling.tell_head(case, "延长答复期限待批准", without=by)
    return extension


def _check_limit(case: Case) -> Duty:
    """The clock that may still be lengthened. Raises ValidationError."""
    clock = clocks.answer_clock(case)
    if clock is None:
        raise ValidationError("本申请没有正在计算的答复期限。")
    if clock.extension_days:
        raise ValidationError("答复期限只能延长一次，本申请已经延长或者延迟过。")
    if clock.due_on and clock.due_on < timezone.localdate():
        raise ValidationError(
            f"原答复期限已于{clock.due_on}届满，不能再延长；须在期限届满前批准并告知申请人。"
        )
    return clock


@transaction.atomic
def decide_extension(case: Case, *, by: User, granted: bool, opinion: str = "") -> Extension:
    """The head consents, and the applicant is told at once; or refuses with an opinion."""
    case = begin(case, "extend", by)
    extension = Extension.objects.filter(case=case, is_granted=None).select_related("asked_by").first()
    if extension is None:
        raise ValidationError("没有待批准的延期，请刷新页面。")
    extension.case = case
    extension.decided_by, extension.decided_at = by, timezone.now()
    extension.is_granted, extension.opinion = granted, opinion.strip()
    if not granted:
        extension.opinion = reason_given(opinion, "不同意的理由")
        extension.save()
        note(case, "refuse_extension", extension.opinion, by=by)
    else:
        _grant(case, extension, by)
    telling.tell_unit(case, "延期已批准" if granted else "延期未获同意", without=by)
    return extension


def _grant(case: Case, extension: Extension, by: User) -> None:
    clock = _check_limit(case)
    before = clock.due_on
    # The office's own promise moves with the limit: it cannot be kept any more.
    for duty in clocks.running(case):
        ledger.extend(duty, extension.days, by, extension.reason)
    clock.refresh_from_db()
    extension.letter = writing.extension(extension, by)
    extension.notified_on = timezone.localdate()
    extension.save()
    told = f"因{extension.reason.rstrip('。')}，答复期限延长{extension.days}个工作日" + _until(clock.due_on)
    words = f"延长{extension.days}个工作日：{extension.reason}"
    note(case, "extend", words, told=told, by=by, letter=extension.letter, before=before, due_on=clock.due_on)


def _until(due: dt.date | None) -> str:
    return f"，至{due}。" if due else "。"
