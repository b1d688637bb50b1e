"""When a duty is due, how much time it used and how late it was. Pure: no clock, no I/O.

民法典 §201: the day of the event does not count; where time runs by the hour, it runs from the event itself.
民法典 §203: a period in natural days that ends on a rest day ends on the first working day after it.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.workdays.rules import Deadline, Pause, WorkCalendar

from .enums import MOMENT_CLOCKS, Clock

HOUR = dt.timedelta(hours=1)
_TICKS = {Clock.HOURS: HOUR, Clock.MINUTES: dt.timedelta(minutes=1)}


@dataclass(frozen=True, slots=True)
class Stop:
    """Time of an hour clock that does not count; ``until=None`` while it is still going on."""

    since: dt.datetime
    until: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a due date follows from. ``length`` and ``extension`` are in the clock's unit.

    ``fixed_on`` belongs to the fixed date, ``base_at`` and ``stops`` to the hour clock, ``pauses`` to days.
    """

    clock: str
    base_on: dt.date
    length: int = 0
    extension: int = 0
    base_at: dt.datetime | None = None
    fixed_on: dt.date | None = None
    roll_over: bool = True
    pauses: Sequence[Pause] = ()
    stops: Sequence[Stop] = ()


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The last day, included, or the moment; both None while the time stands still. ``deadline`` explains it."""

    due_on: dt.date | None
    due_at: dt.datetime | None
    provisional: bool
    deadline: Deadline | None


def reckon(terms: Terms, calendar: WorkCalendar, zone: dt.tzinfo) -> Reckoning:
    """When it is due. Raises ValueError for a length below 1."""
    if terms.clock in MOMENT_CLOCKS:
        return _by_the_hour(terms, zone)
    if terms.clock == Clock.FIXED_DATE:
        return _on_a_date(terms, calendar)
    days = terms.length + terms.extension
    if terms.clock == Clock.WORKING_DAYS:
        deadline = calendar.add_workdays(terms.base_on, days, terms.pauses)
    else:
        deadline = calendar.add_days(terms.base_on, days, terms.pauses, roll_over=terms.roll_over)
    return Reckoning(deadline.due, None, deadline.provisional, deadline)


def _by_the_hour(terms: Terms, zone: dt.tzinfo) -> Reckoning:
    """24 hours a day, 7 days a week."""
    if terms.length < 1 or terms.base_at is None:
        raise ValueError("按小时或者分钟计算的事项须写明起算时刻和不少于1的时限。")
    due_at = terms.base_at + (terms.length + terms.extension) * _TICKS[Clock(terms.clock)]
    for stop in sorted(terms.stops, key=lambda one: one.since):
        if stop.since >= due_at:
            break
        if stop.until is None:
            return Reckoning(None, None, False, None)
        due_at += stop.until - stop.since
    return Reckoning(due_at.astimezone(zone).date(), due_at, False, None)


def _on_a_date(terms: Terms, calendar: WorkCalendar) -> Reckoning:
    """The date itself, rest day or not: the law names it. An extension runs in working days from there."""
    if terms.fixed_on is None:
        raise ValueError("固定日期的事项须写明到期日期。")
    if not terms.extension:
        return Reckoning(terms.fixed_on, None, False, None)
    deadline = calendar.add_workdays(terms.fixed_on, terms.extension)
    return Reckoning(deadline.due, None, deadline.provisional, deadline)


def time_used(terms: Terms, met_on: dt.date, met_at: dt.datetime, calendar: WorkCalendar) -> int | None:
    """Time that counted, in the clock's unit, begun hours or minutes in full; None for a fixed date."""
    if terms.clock == Clock.FIXED_DATE:
        return None
    if terms.clock in MOMENT_CLOCKS:
        base_at = terms.base_at or met_at
        held = sum(
            (max(dt.timedelta(), (stop.until or met_at) - stop.since) for stop in terms.stops), dt.timedelta()
        )
        return max(0, math.ceil((met_at - base_at - held) / _TICKS[Clock(terms.clock)]))
    if terms.clock == Clock.WORKING_DAYS:
        return max(0, calendar.count_workdays(terms.base_on, met_on, terms.pauses))
    passed = (terms.base_on + dt.timedelta(days=n) for n in range(1, (met_on - terms.base_on).days + 1))
    return sum(not any(day in pause for pause in terms.pauses) for day in passed)


def time_late(
    due_on: dt.date | None,
    due_at: dt.datetime | None,
    done_on: dt.date,
    done_at: dt.datetime,
    clock: str = Clock.HOURS,
) -> int:
    """Natural days after the last day, or begun hours (minutes) after the moment; 0 in time or standing still."""
    if due_at is not None:
        return max(0, math.ceil((done_at - due_at) / _TICKS.get(Clock(clock), HOUR)))
    return WorkCalendar.overdue_days(due_on, done_on) if due_on else 0
