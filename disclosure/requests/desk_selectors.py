"""Reads of the officer's desk: tabs, rows with their clocks, workload. Personal data is not even read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast

from foundation.duties.enums import DutyState
from foundation.duties.models import Duty, DutyQuerySet
from foundation.duties.selectors import Moment, standing

from .duties import ANSWER, CONFIRM, FIRST_REVIEW, INNER, SUPPLY
from .enums import OPEN_STATES, State
from .models import Case, CaseQuerySet

# What the applicant is owed by a day: these decide the tab. First review and inner target are shown beside it.
# Before an application counts as received, the word that it has arrived is owed (条例 31).
LIMITS = (ANSWER.key, SUPPLY.key, CONFIRM.key)
RECEIVED_STATES = tuple(state for state in OPEN_STATES if state != State.UNCONFIRMED)


class Tab(StrEnum):
    """The lists of the desk."""

    OPEN = "open"
    NORMAL = "normal"
    SOON = "soon"
    OVERDUE = "overdue"
    UNCONFIRMED = "unconfirmed"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Tab.OPEN: "全部在办",
    Tab.NORMAL: "正常",
    Tab.SOON: "将到期",
    Tab.OVERDUE: "已超期",
    Tab.UNCONFIRMED: "待确认",
    Tab.CLOSED: "已办结",
}


def with_limit(cases: CaseQuerySet) -> CaseQuerySet:
    """Each with ``limit``: the last day of what is open towards the applicant; None while it is paused."""
    open_limits = Duty.objects.open().filter(
        kind__in=LIMITS,
        content_type=ContentType.objects.get_for_model(Case),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return cases.annotate(limit=Subquery(open_limits.order_by("due_on").values("due_on")[:1]))


def condition(tab: Tab, moment: Moment) -> Q:
    """What a tab holds, over cases ``with_limit``. The three clock tabs leave nothing received out and nothing twice.

    An application that nobody confirmed in time is overdue too, and waits for its confirmation all the same.
    """
    received = Q(state__in=RECEIVED_STATES)
    match tab:
        case Tab.OPEN:
            return Q(state__in=OPEN_STATES)
        case Tab.NORMAL:
            return received & (Q(limit__gt=moment.soon) | Q(limit=None))
        case Tab.SOON:
            return received & Q(limit__gte=moment.today, limit__lte=moment.soon)
        case Tab.OVERDUE:
            return Q(state__in=OPEN_STATES) & Q(limit__lt=moment.today)
        case Tab.UNCONFIRMED:
            return Q(state=State.UNCONFIRMED)
    return Q(state=State.CLOSED)


@dataclass(slots=True)
class Figures:
    """Numbers of the tabs; of open cases by step, and by officer (name and number)."""

    tabs: dict[Tab, int] = field(default_factory=lambda: dict.fromkeys(Tab, 0))
    states: dict[str, int] = field(default_factory=dict)
    officers: dict[int, tuple[str, int]] = field(default_factory=dict)


_KEYS = ("state", "officer", "officer__last_name", "officer__first_name", "officer__username")


def figures(cases: CaseQuerySet, moment: Moment, state: str = "", officer: int | None = None) -> Figures:
    """What the desk counts. The tabs follow the chosen step and officer, the choices themselves do not. One query."""
    in_tabs = {
        f"in_{tab.value}": Count("pk", filter=condition(tab, moment)) for tab in Tab if tab != Tab.CLOSED
    }
    waiting = with_limit(cases.filter(state__in=OPEN_STATES)).order_by().values(*_KEYS)
    done = cases.filter(state=State.CLOSED).order_by().values(*_KEYS)
    rows = waiting.annotate(**in_tabs, in_closed=Value(0)).union(
        done.annotate(**dict.fromkeys(in_tabs, Value(0)), in_closed=Count("pk")), all=True
    )
    found = Figures()
    for row in rows:
        if row["in_open"]:
            found.states[row["state"]] = found.states.get(row["state"], 0) + row["in_open"]
        if row["officer"]:
            name = f"{row['officer__last_name']}{row['officer__first_name']}" or row["officer__username"]
            found.officers[row["officer"]] = (
                name,
                found.officers.get(row["officer"], ("", 0))[1] + row["in_open"],
            )
        if state in ("", row["state"]) and officer in (None, row["officer"]):
            for tab in Tab:
                found.tabs[tab] += row[f"in_{tab.value}"]
    found.states = {one.value: found.states[one] for one in OPEN_STATES if one in found.states}
    return found


def in_tab(cases: CaseQuerySet, tab: Tab, moment: Moment) -> CaseQuerySet:
    """Rows of one tab: open ones in order of receipt (R-166), closed ones the newest first."""
    if tab == Tab.CLOSED:
        # Said by the day, which the index of closed ones holds (``request_ends_whole``: only they have one).
        return cases.filter(closed_on__isnull=False).order_by("-closed_on", "-pk")
    return with_limit(cases).filter(condition(tab, moment)).in_order_of_receipt()


@dataclass(frozen=True, slots=True)
class Clocks:
    """The open clocks of one case: what the law gives, and the house's own target beside it."""

    legal: Duty | None = None
    inner: Duty | None = None
    first: Duty | None = None
    state: DutyState = DutyState.OTHER
    words: str = ""

    @property
    def is_paused(self) -> bool:
        return self.legal is not None and self.legal.due_on is None


def open_duties(cases: Iterable[Case], *kinds: str) -> DutyQuerySet:
    """The open duties of these kinds of all the cases."""
    return Duty.objects.open().filter(
        kind__in=kinds,
        content_type=ContentType.objects.get_for_model(Case),
        object_id__in=[str(case.pk) for case in cases],
    )


def clocks_of(cases: Iterable[Case], moment: Moment) -> dict[int, Clocks]:
    """By the number of the case. One query, whatever the number of cases."""
    by_case: dict[str, list[Duty]] = {}
    for duty in open_duties(cases, *LIMITS, INNER.key, FIRST_REVIEW.key):
        by_case.setdefault(duty.object_id, []).append(duty)
    return {int(key): clocks_among(found, moment) for key, found in by_case.items()}


def clocks_among(duties: Iterable[Duty], moment: Moment) -> Clocks:
    """The clocks among the open duties of one case."""
    found = {duty.kind: duty for duty in duties}
    legal = found.get(SUPPLY.key) or found.get(ANSWER.key) or found.get(CONFIRM.key)
    if legal is None:
        return Clocks(inner=found.get(INNER.key), first=found.get(FIRST_REVIEW.key))
    return Clocks(
        legal=legal,
        inner=found.get(INNER.key),
        first=found.get(FIRST_REVIEW.key),
        state=legal.state_on(moment.today, moment.now, moment.soon),
        words=standing(legal, moment),
    )


@dataclass(slots=True)
class Load:
    """Work of one person or unit: open cases, of these overdue and soon due, the oldest, and what was closed."""

    name: str
    key: int | None
    open: int = 0
    soon: int = 0
    overdue: int = 0
    oldest: dt.date | None = None
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Workload:
    """Both tables of the screen, the busiest first."""

    persons: list[Load] = field(default_factory=list)
    units: list[Load] = field(default_factory=list)


def workload(cases: CaseQuerySet, moment: Moment, since: dt.date) -> Workload:
    """Who has how much, and closed how much since a day. Four queries."""
    persons = _loads(cases, ("officer", "officer__last_name", "officer__first_name"), moment, since)
    units = _loads(cases, ("unit", "unit__body__name", "unit__name"), moment, since)
    return Workload(persons, units)


def _loads(cases: CaseQuerySet, keys: tuple[str, str, str], moment: Moment, since: dt.date) -> list[Load]:
    waiting = with_limit(cases.filter(state__in=OPEN_STATES)).order_by()
    found: dict[int | None, Load] = {}
    for row in waiting.values(*keys).annotate(
        n=Count("pk"),
        soon=Count("pk", filter=condition(Tab.SOON, moment)),
        overdue=Count("pk", filter=condition(Tab.OVERDUE, moment)),
        oldest=Min("received_on"),
    ):
        load = found.setdefault(row[keys[0]], Load(_name(row, keys), row[keys[0]]))
        load.open, load.soon, load.overdue, load.oldest = row["n"], row["soon"], row["overdue"], row["oldest"]
    done = cases.filter(state=State.CLOSED, closed_on__gte=since).order_by()
    for row in done.values(*keys).annotate(n=Count("pk")):
        found.setdefault(row[keys[0]], Load(_name(row, keys), row[keys[0]])).closed = row["n"]
    return sorted(found.values(), key=lambda load: (-load.open, -load.closed, load.name))


def _name(row: dict, keys: tuple[str, str, str]) -> str:
    return f"{row[keys[1]] or ''}{row[keys[2]] or ''}" or "未指定"
