"""The doors of the ledger: duties are opened, paused, extended, met and corrected here and nowhere else.

Each takes the row's lock first, so that a double click or a second person finds what the first did.
Refusals are ValidationErrors in Chinese.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from foundation.organisations.models import Body, Unit, User

from .enums import MOMENT_CLOCKS, Clock, EventKind, PauseCategory
from .kinds import kind_of
from .ledger import base_in_words, due_in_words, length_in_words, locked, locked_open, note, settle
from .models import Duty, DutyEvent, DutyExtension, DutyPause
from .opening import check_base, figure_of
from .reach import reach_of
from .signals import duty_urged
from .subjects import subject_of

# A second click within this time is the same act. A property of mice, not of law.
SAME_CLICK = dt.timedelta(minutes=1)


def open_duty(
    kind: str,
    *,
    subject: Model,
    label: str,
    body: Body,
    unit: Unit | None = None,
    person: User | None = None,
    base_on: dt.date | None = None,
    base_at: dt.datetime | None = None,
    base_event: str = "",
    days: int | None = None,
    hours: int | None = None,
    clock: str | None = None,
    due_on: dt.date | None = None,
    roll_over: bool = True,
    period: str = "",
    url: str = "",
    basis: str = "",
    by: User | None = None,
    confirmed: bool = False,
) -> Duty:
    """Open a duty, or give back the open one of this kind, subject and period.

    Its length is ``days``, ``hours`` or the fixed date ``due_on``, else the kind's parameter in force on the base
    day, whose version it keeps. Time runs from ``base_on`` (or ``base_at`` by the hour), today by default.
    ``confirmed`` says that a base years back is meant. Raises ValidationError, UnknownKind.
    """
    known = kind_of(kind)
    about = subject_of(subject)
    if duty := Duty.objects.open().filter(kind=kind, period=period, **about).first():
        return duty
    begun = timezone.localdate(base_at) if base_at else base_on or timezone.localdate()
    figure = figure_of(known, body, begun, days=days, hours=hours, clock=clock, fixed=due_on is not None)
    if figure.clock in MOMENT_CLOCKS:
        base_at = base_at or timezone.now()
        base_on = timezone.localdate(base_at)
    base_on = base_on or timezone.localdate()
    check_base(base_on, base_at, confirmed=confirmed)
    duty = Duty(
        kind=kind, label=label[:300], url=url, period=period, body=body, unit=unit, person=person,
        basis=basis or known.basis, parameter=figure.parameter, parameter_version=figure.version,
        base_event=base_event or known.base_event, base_on=base_on, base_at=base_at, clock=figure.clock,
        length=figure.length, fixed_on=due_on, roll_over=roll_over, **about,
    )  # fmt: skip
    try:
        settle(duty)
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from wrong
    return _insert(duty, by)


def _insert(duty: Duty, by: User | None) -> Duty:
    """Whoever comes second at the same instant gets the first one's row."""
    try:
        with transaction.atomic():
            duty.save(force_insert=True)
            words = f"起算{base_in_words(duty)}，{length_in_words(duty)}，{due_in_words(duty)}"
            note(duty, EventKind.OPENED, words, by, base_on=duty.base_on, due_on=duty.due_on)
    except IntegrityError:
        same = {"content_type": duty.content_type, "object_id": duty.object_id}
        found = Duty.objects.open().filter(kind=duty.kind, period=duty.period, **same).first()
        if found is None:
            raise
        return found
    return duty


@transaction.atomic
def meet(
    duty: Duty, *, on: dt.date | None = None, at: dt.datetime | None = None, by: User | None = None
) -> Duty:
    """Done on that day (today by default). A duty that is met already stays as it is."""
    duty = locked(duty)
    if duty.met_on:
        return duty
    if duty.cancelled_at:
        raise ValidationError(f"“{duty.label}”已经撤销，不能办结。")
    now = timezone.now()
    if at is None:
        at = now if on in (None, timezone.localdate()) else _end_of(on)
    on = on or timezone.localdate(at)
    if at > now and on > timezone.localdate():
        raise ValidationError(f"办结日{on}在今天之后，请填写实际办结的日期。")
    _end_pause(duty, on, at)
    duty.met_on, duty.met_at = on, at
    settle(duty)
    duty.save()
    used = "" if duty.days_used is None else f"，用时{duty.days_used}{Clock(duty.clock).measure}"
    late = f"，超期{duty.late_days}{_late_unit(duty)}" if duty.is_late else "，按时"
    note(duty, EventKind.MET, f"办结于{on}{used}{late}", by, met_on=on)
    return duty


def _end_of(day: dt.date | None) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day or timezone.localdate(), dt.time(23, 59, 59)))


def _late_unit(duty: Duty) -> str:
    return Clock(duty.clock).measure if duty.clock in MOMENT_CLOCKS else "天"


def _end_pause(duty: Duty, on: dt.date, at: dt.datetime) -> None:
    """What is done no longer waits."""
    for pause in duty.pauses.filter(until__isnull=True):
        pause.until, pause.until_at = max(on, pause.since), max(at, pause.since_at)
        pause.save(update_fields=["until", "until_at"])


def meet_for(
    kind: str,
    *,
    subject: Model,
    on: dt.date | None = None,
    at: dt.datetime | None = None,
    period: str = "",
    by: User | None = None,
) -> Duty | None:
    """Meet the open duty of this kind, subject and period; None when there is none."""
    duty = Duty.objects.open().of(subject, kind).filter(period=period).first()
    return meet(duty, on=on, at=at, by=by) if duty else None


@transaction.atomic
def reopen(duty: Duty, reason: str, by: User | None) -> Duty:
    """What met the duty came to nothing, e.g. was taken down: time goes on as if it had not been met."""
    duty, reason = locked(duty), _reason(reason)
    if duty.is_open:
        return duty
    duty.met_on = duty.met_at = duty.days_used = duty.cancelled_at = None
    duty.late_days, duty.is_late, duty.cancel_reason = 0, False, ""
    settle(duty)
    try:
        with transaction.atomic():
            duty.save()
    except IntegrityError:
        raise ValidationError("同一对象已另有同类未办结事项，不必恢复。") from None
    note(duty, EventKind.REOPENED, f"{reason}；{due_in_words(duty)}", by)
    return duty


@transaction.atomic
def pause(
    duty: Duty,
    category: str,
    reason: str,
    since: dt.date | dt.datetime | None = None,
    by: User | None = None,
) -> Duty:
    """Time stops; for days from ``since`` on, that day included; by the hour from that moment."""
    duty, reason = locked_open(duty), _reason(reason)
    category = PauseCategory(category)
    day, moment = _day_and_moment(since)
    if duty.clock == Clock.FIXED_DATE:
        raise ValidationError("到期日由规定直接确定的事项不能暂停计时；确需推迟的，请办理延长。")
    if duty.pauses.filter(until__isnull=True).exists():
        raise ValidationError("本事项已经暂停计时，请先恢复。")
    if day > timezone.localdate() or day < duty.base_on:
        raise ValidationError(f"暂停开始日{day}应在起算日{duty.base_on}与今天之间，请核对。")
    if (duty.due_at and moment >= duty.due_at) or (duty.due_on and day > duty.due_on):
        raise ValidationError(f"期限已于{duty.due_on}届满，不能再暂停计时。")
    # The last day of one pause may be the first of the next: it does not count either way.
    if duty.clock not in MOMENT_CLOCKS and duty.pauses.filter(until__gt=day).exists():
        raise ValidationError(f"{day}已在另一段暂停之内，请核对暂停开始日。")
    DutyPause.objects.create(duty=duty, category=category, reason=reason, since=day, since_at=moment)
    settle(duty)
    duty.save()
    note(duty, EventKind.PAUSED, f"因{category.label}自{day}起暂停计时：{reason}", by, since=day)
    return duty


@transaction.atomic
def resume(duty: Duty, until: dt.date | dt.datetime | None = None, by: User | None = None) -> Duty:
    """Time goes on; ``until`` is the last day (or the moment) that does not count, today by default."""
    duty = locked_open(duty)
    day, moment = _day_and_moment(until)
    held = duty.pauses.filter(until__isnull=True).first()
    if held is None:
        raise ValidationError("本事项没有暂停计时，不必恢复。")
    too_early = moment < held.since_at if duty.clock in MOMENT_CLOCKS else day < held.since
    if day > timezone.localdate() or too_early:
        raise ValidationError(f"恢复前最后一日{day}应在暂停开始日{held.since}与今天之间，请核对。")
    held.until, held.until_at = day, max(moment, held.since_at)
    held.save(update_fields=["until", "until_at"])
    settle(duty)
    duty.save()
    words = f"{held.get_category_display()}自{held.since}至{day}不计入期限；{due_in_words(duty)}"
    note(duty, EventKind.RESUMED, words, by, until=day, due_on=duty.due_on)
    return duty


def _day_and_moment(when: dt.date | dt.datetime | None) -> tuple[dt.date, dt.datetime]:
    now = timezone.now()
    if when is None:
        return timezone.localdate(now), now
    if isinstance(when, dt.datetime):
        return timezone.localdate(when), when
    if when == timezone.localdate(now):
        return when, now
    return when, timezone.make_aware(dt.datetime.combine(when, dt.time()))


def _reason(words: str) -> str:
    if not words.strip():
        raise ValidationError("请写明理由。")
    return words.strip()[:300]


@transaction.atomic
def extend(duty: Duty, days: int, approver: User, reason: str) -> Duty:
    """Lengthen by so many units of the clock (working days after a fixed date)."""
    duty, reason = locked_open(duty), _reason(reason)
    if days < 1:
        raise ValidationError("延长的时限应为正整数。")
    before = duty.due_on
    DutyExtension.objects.create(duty=duty, days=days, approver=approver, reason=reason)
    duty.extension_days += days
    settle(duty)
    duty.save()
    measure = Clock(duty.clock).extension_measure
    words = f"经{approver.get_full_name()}批准延长{days}{measure}：{reason}；{due_in_words(duty)}"
    note(duty, EventKind.EXTENDED, words, approver, before=before, due_on=duty.due_on)
    return duty


@transaction.atomic
def correct_base(
    duty: Duty,
    base_on: dt.date,
    reason: str,
    by: User | None,
    *,
    base_at: dt.datetime | None = None,
    confirmed: bool = False,
) -> Duty:
    """The event was on another day: reckon anew, also for what is met already."""
    duty, reason = locked(duty), _reason(reason)
    if duty.cancelled_at:
        raise ValidationError(f"“{duty.label}”已经撤销，不必更正。")
    if duty.clock == Clock.FIXED_DATE:
        raise ValidationError("到期日由规定直接确定，没有起算日可以更正。")
    if duty.clock in MOMENT_CLOCKS:
        base_at = base_at or timezone.make_aware(dt.datetime.combine(base_on, dt.time()))
    check_base(base_on, base_at, confirmed=confirmed)
    if (duty.base_on, duty.base_at) == (base_on, base_at):
        return duty
    before, was_due = duty.base_on, duty.due_on
    duty.base_on, duty.base_at = base_on, base_at
    settle(duty)
    duty.save()
    words = f"起算日由{before}更正为{base_on}：{reason}；{due_in_words(duty)}"
    note(duty, EventKind.BASE_CORRECTED, words, by, before=before, base_on=base_on, was_due=was_due)
    return duty


@transaction.atomic
def cancel(duty: Duty, reason: str, by: User | None) -> Duty:
    """It need not be done after all. Once cancelled it stays as it is."""
    duty, reason = locked(duty), _reason(reason)
    if duty.cancelled_at:
        return duty
    if duty.met_on:
        raise ValidationError(f"“{duty.label}”已于{duty.met_on}办结，不能撤销。")
    duty.cancelled_at, duty.cancel_reason = timezone.now(), reason
    duty.save(update_fields=["cancelled_at", "cancel_reason"])
    note(duty, EventKind.CANCELLED, reason, by)
    return duty


@transaction.atomic
def reassign(
    duty: Duty, *, unit: Unit | None = None, person: User | None = None, reason: str, by: User | None
) -> Duty:
    """Give it to another unit, another person, or both; what is not named stays, but a person goes with the unit."""
    duty, reason = locked_open(duty), _reason(reason)
    _give(duty, unit, person)
    duty.save(update_fields=["unit", "body", "person"])
    note(duty, EventKind.REASSIGNED, f"改由{_whose(duty)}负责：{reason}", by)
    return duty


def _give(duty: Duty, unit: Unit | None, person: User | None) -> None:
    if unit and unit.pk != duty.unit_id:
        duty.unit, duty.body, duty.person = unit, unit.body, None
    if person:
        duty.person = person


def _whose(duty: Duty) -> str:
    return " ".join(str(part) for part in (duty.unit or duty.body, duty.person) if part)


@transaction.atomic
def hand_over(unit: Unit, to_unit: Unit, reason: str, by: User | None) -> int:
    """Before a unit is dissolved: all its open duties go to another one. Returns how many did."""
    reason = _reason(reason)
    if unit.pk == to_unit.pk:
        raise ValidationError("接收科室不能是移交科室自己，请另选。")
    moving = list(Duty.objects.open().filter(unit=unit).select_for_update(of=("self",)).order_by("pk"))
    for duty in moving:
        _give(duty, to_unit, None)
    Duty.objects.bulk_update(moving, ["unit", "body", "person"], batch_size=500)
    words = f"由{unit}移交{to_unit}：{reason}"
    DutyEvent.objects.bulk_create(
        (DutyEvent(duty=duty, kind=EventKind.REASSIGNED, words=words, by=by) for duty in moving),
        batch_size=1000,
    )
    return len(moving)


@transaction.atomic
def urge(duty: Duty, words: str, by: User) -> DutyEvent:
    """催办: recorded, and told to whom it concerns. The same person twice within a minute is one act."""
    duty = locked_open(duty)
    if not reach_of(by).may_urge(duty.body_id):
        raise PermissionDenied("催办由政府信息公开工作机构、分管和签发领导或者监督员办理。")
    recent: dict[str, Any] = {"kind": EventKind.URGED, "by": by, "at__gt": timezone.now() - SAME_CLICK}
    if event := duty.events.filter(**recent).first():
        return event
    event = note(duty, EventKind.URGED, words.strip()[:300] or f"请尽快办理，{due_in_words(duty)}", by)
    transaction.on_commit(lambda: duty_urged.send_robust(Duty, duty=duty, event=event))
    return event
