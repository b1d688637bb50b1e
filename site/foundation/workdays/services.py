from collections.abc import Iterable
from datetime import date
from functools import partial

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.workdays.models import CalendarDay, HolidayNotice, ReplacedNotice
from foundation.workdays.notices import Days, OffRange, notice_days, notice_problems
from foundation.workdays.signals import calendar_changed


def enter_notice(
    year: int,
    notice_no: str,
    issued_on: date,
    off_ranges: Iterable[OffRange],
    work_days: Iterable[date],
    *,
    entered_by: AbstractUser | None = None,
    reason: str = "",
) -> HolidayNotice:
    """Enters the State Council's notice for `year`, replacing what that year held before, for a reason.

    The same notice entered twice changes nothing. What was replaced stays as history. Raises ValidationError
    with all that is wrong.
    """
    off_ranges, work_days = list(off_ranges), list(work_days)
    if problems := notice_problems(year, issued_on, off_ranges, work_days):
        raise ValidationError(problems)
    days = notice_days(off_ranges, work_days)
    with transaction.atomic():
        _refuse_days_of_other_years(year, days)
        notice = HolidayNotice.objects.select_for_update().filter(year=year).first()
        before = _days_of(notice)
        if notice and before == days and (notice.notice_no, notice.issued_on) == (notice_no, issued_on):
            return notice
        if notice:
            _keep_former(notice, before, reason, entered_by)
        notice = notice or HolidayNotice(year=year)
        notice.title = f"国务院办公厅关于{year}年部分节假日安排的通知"
        notice.notice_no, notice.issued_on = notice_no, issued_on
        notice.entered_by_id = entered_by.pk if entered_by else None
        notice.entered_at = timezone.now()
        notice.full_clean()
        notice.save()
        _replace_days(notice, days)
        since = min([date(year, 1, 1), *(day for day, _is_workday, _name in before + days)])
        # Robust: one feature that fails to recompute must not keep the others from it.
        transaction.on_commit(
            partial(calendar_changed.send_robust, sender=HolidayNotice, year=year, since=since)
        )
    return notice


def _days_of(notice: HolidayNotice | None) -> Days:
    return list(notice.days.values_list("date", "is_workday", "name")) if notice else []


def _keep_former(notice: HolidayNotice, days: Days, reason: str, replaced_by: AbstractUser | None) -> None:
    """Write down what another notice for the same year takes the place of. Raises ValidationError."""
    if not reason.strip():
        raise ValidationError(
            f"{notice.year}年的放假安排已经录入（{notice.notice_no or notice.title}），更换须写明理由。"
        )
    former = ReplacedNotice(
        notice=notice,
        notice_no=notice.notice_no,
        issued_on=notice.issued_on,
        days=[[day.isoformat(), is_workday, name] for day, is_workday, name in days],
        entered_by_name=_name_of(notice.entered_by),
        entered_at=notice.entered_at,
        reason=reason.strip(),
        replaced_by_name=_name_of(replaced_by),
    )
    former.full_clean()
    former.save()


def _name_of(user: AbstractUser | None) -> str:
    return str(user.get_full_name() or user.get_username()) if user else ""


def _replace_days(notice: HolidayNotice, days: Days) -> None:
    notice.days.all().delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day, is_workday=is_workday, name=name, notice=notice)
        for day, is_workday, name in days
    )


def _refuse_days_of_other_years(year: int, days: Days) -> None:
    """A day belongs to one notice; only the last days of December can be claimed by two."""
    taken = CalendarDay.objects.exclude(notice__year=year).filter(date__in=[day for day, *_rest in days])
    if problems := [
        f"{day.date}已由{day.notice.year}年的通知规定为“{day.name}”，请核对两份通知。"
        for day in taken.select_related("notice")
    ]:
        raise ValidationError(problems)
