"""Reading the ledger for the screens. The number of queries is said beside each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from foundation.organisations.models import Unit, User
from foundation.rules.parameters import value
from foundation.workdays.rules import WorkCalendar

from .enums import MOMENT_CLOCKS, OPEN_STATES, Clock, DutyState, EventKind, Occasion
from .kinds import UnknownKind, kind_of
from .models import Duty, DutyEvent, DutyQuerySet, state_condition
from .reach import Reach
from .reminder_models import Reminder


class Scope(StrEnum):
    """How far a list looks."""

    MINE = "mine"
    UNIT = "unit"
    BODY = "body"

    @property
    def label(self) -> str:
        return {"mine": "我的事项", "unit": "本科室", "body": "全机构"}[self]


@dataclass(frozen=True, slots=True)
class Moment:
    """Today, as every count and row of one screen takes it. ``soon`` is the last day called 将到期."""

    today: dt.date
    now: dt.datetime
    soon: dt.date
    calendar: WorkCalendar

    @classmethod
    def by(cls, calendar: WorkCalendar) -> "Moment":
        today = timezone.localdate()
        ahead = calendar.add_workdays(today, value("duties.soon_days"))
        return cls(today, timezone.now(), ahead.reached, calendar)

    @property
    def monday(self) -> dt.date:
        return self.today - dt.timedelta(days=self.today.weekday())

    @property
    def sunday(self) -> dt.date:
        return self.monday + dt.timedelta(days=6)

    @property
    def year_ago(self) -> dt.date:
        """The first of the last twelve months' days."""
        return self.today - dt.timedelta(days=364)

    def condition(self, state: str) -> Q:
        return state_condition(state, self.today, self.now, self.soon)


def scopes_of(reach: Reach) -> list[Scope]:
    """The scopes this person has, the nearest first."""
    scopes = [Scope.MINE]
    scopes += [Scope.UNIT] if reach.units else []
    return scopes + ([Scope.BODY] if reach.bodies or reach.everything else [])


def in_scope(scope: Scope, reach: Reach) -> DutyQuerySet:
    """Mine: my own, and those of the units I draft for that no other person answers for."""
    duties = Duty.objects.all()
    if scope == Scope.BODY:
        return duties if reach.everything else duties.filter(body__in=reach.bodies)
    if scope == Scope.UNIT:
        return duties.filter(unit__in=reach.units)
    own = Q(person_id=reach.person)
    return duties.filter(own | Q(person__isnull=True, unit__in=reach.own_units) if reach.own_units else own)


@dataclass(slots=True)
class Tally:
    """Numbers of open duties by state, of those due this week, and of those met in the last twelve months."""

    overdue: int = 0
    today: int = 0
    soon: int = 0
    other: int = 0
    week: int = 0
    met: int = 0
    late: int = 0

    def add(self, row: Mapping[str, Any]) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + row.get(name, 0))

    @property
    def open(self) -> int:
        return self.overdue + self.today + self.soon + self.other

    @property
    def in_time(self) -> int:
        return self.met - self.late

    @property
    def share(self) -> int | None:
        """按时办结率 in whole percent, rounded down so that 100 means all; None when nothing was met."""
        return self.in_time * 100 // self.met if self.met else None


NONE = Value(0)


@dataclass(frozen=True, slots=True)
class Counts:
    """Every number of a screen, by kind and by unit (None: no unit named)."""

    total: Tally
    kinds: dict[str, Tally]
    units: dict[int | None, Tally]


def counts_of(duties: DutyQuerySet, moment: Moment) -> Counts:
    """One query, whatever the number of duties: both halves are answered from an index of their own."""
    total = Tally()
    kinds: dict[str, Tally] = defaultdict(Tally)
    units: dict[int | None, Tally] = defaultdict(Tally)
    of_state = {state.value: Count(Value(1), filter=moment.condition(state)) for state in OPEN_STATES}
    week = Count(Value(1), filter=Q(due_on__gte=moment.monday, due_on__lte=moment.sunday))
    still_open = duties.open().values("kind", "unit_id").annotate(**of_state, week=week, met=NONE, late=NONE)
    done = (
        duties.met()
        .filter(met_on__gte=moment.year_ago)
        .values("kind", "unit_id")
        .annotate(
            **dict.fromkeys((*of_state, "week"), NONE),
            met=Count("*"),
            late=Count(Value(1), filter=Q(is_late=True)),
        )
    )
    for row in still_open.order_by().union(done.order_by(), all=True):
        for tally in (total, kinds[row["kind"]], units[row["unit_id"]]):
            tally.add(row)
    return Counts(total, dict(kinds), dict(units))


def label_of(kind: str) -> str:
    """The kind in words; its key when no feature registers it any more."""
    try:
        return kind_of(kind).label
    except UnknownKind:
        return kind


def units_named(keys: Iterable[int | None]) -> dict[int | None, str]:
    """Names of units with their body. One query."""
    units = Unit.objects.filter(pk__in=[key for key in keys if key]).select_related("body")
    return {None: "未指定科室"} | {unit.pk: str(unit) for unit in units}


@dataclass(frozen=True, slots=True)
class Row:
    """One duty as a list shows it."""

    duty: Duty
    state: DutyState
    words: str
    urged: int
    may_urge: bool


def rows_of(duties: Iterable[Duty], moment: Moment, reach: Reach) -> list[Row]:
    """Rows of ``ordered`` duties in words. No query beside their own."""
    return [
        Row(
            duty=duty,
            state=duty.state_on(moment.today, moment.now, moment.soon),
            words=standing(duty, moment),
            urged=getattr(duty, "urged", 0),
            may_urge=duty.is_open and reach.may_urge(duty.body_id),
        )
        for duty in duties
    ]


def standing(duty: Duty, moment: Moment) -> str:
    """Where it stands in a few words: 超期3天, 今日到期, 还有2个工作日."""
    if duty.met_on:
        measure = Clock(duty.clock).measure if duty.clock in MOMENT_CLOCKS else "天"
        return f"超期{duty.late_days}{measure}办结" if duty.is_late else "按时办结"
    if duty.cancelled_at:
        return "已撤销"
    if duty.due_on is None:
        return "暂停计时"
    if duty.due_at and duty.clock == Clock.MINUTES:
        minutes = int((duty.due_at - moment.now).total_seconds() // 60)
        return f"超期{-minutes}分钟" if minutes < 0 else f"还有{minutes}分钟"
    if duty.due_at:
        hours = int((duty.due_at - moment.now).total_seconds() // 3600)
        return f"超期{-hours}小时" if hours < 0 else f"还有{hours}小时" if hours else "不足1小时"
    if duty.due_on < moment.today:
        return f"超期{(moment.today - duty.due_on).days}天"
    if duty.due_on == moment.today:
        return "今日到期"
    left = moment.calendar.workdays_left(moment.today, duty.due_on)
    return f"还有{left}个工作日" if left else f"{duty.due_on}到期"


def ordered(duties: DutyQuerySet, *, met: bool) -> DutyQuerySet:
    """With all that a row shows. Newest done first; else what is due first, and what stands still last."""
    urges = DutyEvent.objects.filter(duty=OuterRef("pk"), kind=EventKind.URGED).order_by()
    number = urges.values("duty").annotate(number=Count("*")).values("number")
    shown = duties.select_related("unit__body", "body", "person").annotate(
        urged=Coalesce(Subquery(number), 0)
    )
    return shown.order_by("-met_on", "-pk") if met else shown.order_by(F("due_on").asc(nulls_last=True), "pk")


def unread_of(user: User) -> QuerySet[Reminder]:
    """The newest unread word on each open duty, and every moved date. One query."""
    unread = Reminder.objects.filter(recipient=user, read_at__isnull=True)
    newer = unread.filter(duty=OuterRef("duty"), pk__gt=OuterRef("pk"))
    moved = Q(occasion=Occasion.MOVED)
    still = Q(duty__met_on__isnull=True, duty__cancelled_at__isnull=True)
    return unread.filter(moved | still).exclude(Exists(newer)).select_related("duty").order_by("-pk")


def why_unit_stays(record: Model) -> str:
    """What must be done before a unit can go. One query for a unit."""
    if not isinstance(record, Unit):
        return ""
    number = Duty.objects.open().filter(unit=record).count()
    if not number:
        return ""
    return f"本科室还有{number}项未办结的法定时限事项，请先在“法定时限—移交事项”中移交其他科室。"
