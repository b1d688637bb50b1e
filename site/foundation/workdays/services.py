from collections.abc import Iterable
from datetime import date
from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.workdays.models import CalendarDay, HolidayNotice
from foundation.workdays.notices import OffRange, notice_days, notice_problems
from foundation.workdays.signals import calendar_changed

Days = list[tuple[date, bool, str]]


def enter_notice(
    year: int,
    notice_no: str,
    issued_on: date,
    off_ranges: Iterable[OffRange],
    work_days: Iterable[date],
    *,
    entered_by: AbstractBaseUser | None = None,
) -> HolidayNotice:
    """Enters the State Council's notice for `year`, replacing what that year held before.

    The same notice entered twice changes nothing. Raises ValidationError with all that is wrong.
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
