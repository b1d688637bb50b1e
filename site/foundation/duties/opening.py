"""What a new duty is made of: its clock, its length and the version of the parameter it keeps."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from foundation.organisations.models import Body
from foundation.rules.parameters import in_force, value

from .enums import Clock
from .kinds import DutyKind

_CLOCK_OF_UNIT = {
    "工作日": Clock.WORKING_DAYS,
    "自然日": Clock.NATURAL_DAYS,
    "日": Clock.NATURAL_DAYS,
    "小时": Clock.HOURS,
    "分钟": Clock.MINUTES,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A length in the clock's unit, with the parameter and version that it was read from, if it was."""

    clock: Clock
    length: int
    parameter: str = ""
    version: str = ""


def figure_of(
    kind: DutyKind,
    body: Body,
    on: dt.date,
    *,
    days: int | None,
    hours: int | None,
    clock: str | None,
    fixed: bool,
) -> Figure:
    """The figure in force for this kind and body on that day. Raises ValueError when nobody says how long."""
    if fixed:
        return Figure(Clock.FIXED_DATE, 0)
    if hours is not None:
        return Figure(Clock.HOURS, hours)
    if days is not None:
        return Figure(Clock(clock or kind.clock or Clock.WORKING_DAYS), days)
    if not kind.parameter:
        raise ValueError(f"事项类别“{kind.key}”没有规则参数，须写明时限。")
    found = in_force(kind.parameter, body, on)
    length = value(kind.parameter, body, on)
    chosen = Clock(clock or kind.clock or _CLOCK_OF_UNIT[found.parameter.unit])
    return Figure(chosen, length, kind.parameter, found.words)


def base_problem(base_on: dt.date, base_at: dt.datetime | None, *, confirmed: bool) -> str:
    """Why time cannot run from this day, in Chinese; empty when it can."""
    today, now = timezone.localdate(), timezone.now()
    if base_on > today or (base_at and base_at > now):
        return f"起算日{base_on}在今天（{today}）之后，事件尚未发生，请核对后填写实际发生的日期。"
    years = value("duties.oldest_base_years")
    if not confirmed and (today - base_on).days > years * 365.25:
        return f"起算日{base_on}距今已超过{years}年，可能是年份录错；确属无误的，请确认后再提交。"
    return ""


def check_base(base_on: dt.date, base_at: dt.datetime | None, *, confirmed: bool) -> None:
    """Raises ValidationError."""
    if problem := base_problem(base_on, base_at, confirmed=confirmed):
        raise ValidationError(problem)
