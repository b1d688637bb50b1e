"""The one way a row of the ledger is read for writing, reckoned, and told about. Used by the services."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from foundation.organisations.models import User
from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from .enums import MOMENT_CLOCKS, Clock, EventKind
from .models import Duty, DutyEvent
from .rules import Reckoning, reckon, time_late, time_used


def locked(duty: Duty) -> Duty:
    """The row as it is now, held until the transaction ends."""
    return Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk)


def locked_open(duty: Duty) -> Duty:
    """The same for what only an open duty allows. Raises ValidationError."""
    fresh = locked(duty)
    if fresh.met_on:
        raise ValidationError(f"“{fresh.label}”已于{fresh.met_on}办结，请刷新页面。")
    if fresh.cancelled_at:
        raise ValidationError(f"“{fresh.label}”已经撤销（{fresh.cancel_reason}），请刷新页面。")
    return fresh


def reckoning_of(duty: Duty, calendar: WorkCalendar | None = None) -> Reckoning:
    """When the duty is due by the calendar of today. One query for its pauses, if it is saved."""
    pauses = list(duty.pauses.all()) if duty.pk else []
    return reckon(duty.terms(pauses), calendar or load_calendar(), timezone.get_current_timezone())


def settle(duty: Duty, calendar: WorkCalendar | None = None) -> Reckoning:
    """Write into the object, not yet the database, when it is due and, if met, how that went."""
    calendar = calendar or load_calendar()
    found = reckoning_of(duty, calendar)
    duty.due_on, duty.due_at, duty.provisional = found.due_on, found.due_at, found.provisional
    if duty.met_on and duty.met_at:
        terms = duty.terms(list(duty.pauses.all()))
        duty.days_used = time_used(terms, duty.met_on, duty.met_at, calendar)
        duty.late_days = time_late(duty.due_on, duty.due_at, duty.met_on, duty.met_at, duty.clock)
        duty.is_late = duty.late_days > 0
    return found


def note(duty: Duty, kind: EventKind, words: str, by: User | None, **data: Any) -> DutyEvent:
    """Append to the record; dates in ``data`` as ISO text."""
    plain = {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in data.items()}
    return DutyEvent.objects.create(duty=duty, kind=kind, words=words, by=by, data=plain)


def due_in_words(duty: Duty) -> str:
    """到期 2026-01-08（暂定）, or that the time stands still."""
    if duty.due_at:
        return f"到期{timezone.localtime(duty.due_at):%Y-%m-%d %H:%M}"
    if duty.due_on is None:
        return "暂停计时，恢复后确定到期日"
    return f"到期{duty.due_on}{'（暂定）' if duty.provisional else ''}"


def base_in_words(duty: Duty) -> str:
    """2026-01-05（文件公布）."""
    event = f"（{duty.base_event}）" if duty.base_event else ""
    if duty.clock in MOMENT_CLOCKS and duty.base_at:
        return f"{timezone.localtime(duty.base_at):%Y-%m-%d %H:%M}{event}"
    return f"{duty.base_on}{event}"


def length_in_words(duty: Duty) -> str:
    """3个工作日, 24小时, or the fixed date; with its extension."""
    clock = Clock(duty.clock)
    extension = f"，延长{duty.extension_days}{clock.extension_measure}" if duty.extension_days else ""
    if clock == Clock.FIXED_DATE:
        return f"固定日期{duty.fixed_on}{extension}"
    return f"{duty.length}{clock.measure}{extension}"
