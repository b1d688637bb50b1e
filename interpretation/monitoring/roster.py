"""The duty roster (值班表): who is on duty when, and where nobody is (R-135)."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import Body, User
from foundation.organisations.selectors import appointments_of
from foundation.rules.parameters import value

from .access import standing_of
from .models import Shift
from .parameters import ROSTER
from .rules import Span, gaps

ONE_DAY = dt.timedelta(days=1)
# More days at once are more likely a slip than a plan. A property of the form, not of law.
MOST_DAYS = 62


@dataclass(frozen=True, slots=True)
class RosterDay:
    """One day with its shifts, their hours within the day, and what of it nobody is on duty for."""

    day: dt.date
    shifts: tuple[tuple[Shift, str], ...]
    gaps: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """A day without any duty person is red."""
        return not self.shifts


def on_duty(body: Body, at: dt.datetime | None = None) -> list[Shift]:
    """Who is on duty at that moment (now by default). One query."""
    at = at or timezone.now()
    running = Shift.objects.filter(body=body, starts_at__lte=at, ends_at__gt=at)
    return list(running.select_related("person"))


def _day_span(day: dt.date) -> Span:
    begins = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    return Span(begins, timezone.make_aware(dt.datetime.combine(day + ONE_DAY, dt.time())))


def _clock(moment: dt.datetime, day: dt.date) -> str:
    local = timezone.localtime(moment)
    return "24:00" if local.date() > day else f"{local:%H:%M}"


def roster(body: Body, first: dt.date | None = None, days: int = 0) -> list[RosterDay]:
    """So many days from the first (today) on; as many as the parameter asks where none is said. Two queries."""
    first = first or timezone.localdate()
    days = days or value(ROSTER.key, body)
    spans = [_day_span(first + n * ONE_DAY) for n in range(days)]
    shifts = list(
        Shift.objects.filter(body=body, ends_at__gt=spans[0].since, starts_at__lt=spans[-1].until)
        .select_related("person")
        .order_by("starts_at", "pk")
    )
    found = []
    for number, span in enumerate(spans):
        day = first + number * ONE_DAY
        held = tuple(one for one in shifts if one.ends_at > span.since and one.starts_at < span.until)
        open_ = gaps(span, (Span(one.starts_at, one.ends_at) for one in held))
        words = tuple(f"{_clock(gap.since, day)}—{_clock(gap.until, day)}" for gap in open_)
        told = tuple(
            (
                one,
                f"{_clock(max(one.starts_at, span.since), day)}—{_clock(min(one.ends_at, span.until), day)}",
            )
            for one in held
        )
        found.append(RosterDay(day, told, words))
    return found


def gap_days(days: list[RosterDay]) -> list[RosterDay]:
    """Those with time that nobody covers."""
    return [one for one in days if one.gaps]


@transaction.atomic
def add_shifts(
    body: Body,
    user: User,
    *,
    person: User,
    first: dt.date,
    last: dt.date,
    begins: dt.time,
    ends: dt.time,
    note: str = "",
) -> list[Shift]:
    """The same shift on each day from first to last; an end not after the beginning means the next day."""
    _may_plan(body, user)
    if last < first:
        raise ValidationError({"last": "止日不能早于起日。"})
    if (last - first).days >= MOST_DAYS:
        raise ValidationError({"last": f"一次最多排{MOST_DAYS}天，请分次排班。"})
    if not any(held.post.body_id == body.pk for held in appointments_of(person, first)):
        raise ValidationError({"person": f"{person}在{first}不在本机关任职，请另选。"})
    made = []
    for number in range((last - first).days + 1):
        day = first + number * ONE_DAY
        since = timezone.make_aware(dt.datetime.combine(day, begins))
        until = timezone.make_aware(dt.datetime.combine(day + ONE_DAY * (ends <= begins), ends))
        own = Shift.objects.filter(body=body, person=person, starts_at__lt=until, ends_at__gt=since)
        if clash := own.exclude(starts_at=since, ends_at=until).first():
            raise ValidationError({"person": f"{person}在{day}已有重叠的排班（{clash}），请核对。"})
        shift, _ = Shift.objects.get_or_create(
            body=body, person=person, starts_at=since, ends_at=until, defaults={"note": note.strip()}
        )
        made.append(shift)
    return made


@transaction.atomic
def remove_shift(shift: Shift, user: User) -> None:
    """Only what has not begun: who was on duty stays on record."""
    _may_plan(shift.body, user)
    if shift.starts_at <= timezone.now():
        raise ValidationError("已经开始的值班不能删除。")
    shift.delete()


def _may_plan(body: Body, user: User) -> None:
    if body.pk not in standing_of(user).officer:
        raise PermissionDenied("值班表由本机关的值班员或者办公室排定。")
