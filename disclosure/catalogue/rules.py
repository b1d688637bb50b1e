"""How long an item of the catalogue may take to become public (R-018–R-021). Pure: no Django, no clock.

条例 26 (国务院令第711号): within 20 working days of 形成或者变更; other laws may set another period.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.workdays.rules import Deadline, WorkCalendar

WORKING_DAYS, NATURAL_DAYS = "working_days", "natural_days"
FORMED, PRINTED = "formed", "printed"
EVENT_WORDS = {
    FORMED: "形成或者变更之日",
    PRINTED: "印发之日",
    "decided": "作出决定之日",
    "approved": "批准之日",
}
UNIT_WORDS = {WORKING_DAYS: "个工作日", NATURAL_DAYS: "日"}


@dataclass(frozen=True, slots=True)
class TimeRule:
    """The time rule of an item. ``days`` is set for the kinds counted in days only.

    ``schedule`` holds the recurring duties beside or instead of the day count, as rows of
    ``{"month": 4, "day": 1, "what": …, "bodies": [kind, …]}`` or ``{"every": "month" | "plan", "what": …}``.
    """

    kind: str
    days: int | None = None
    base_event: str = FORMED
    interpretation_days: int | None = None
    basis: str = ""
    schedule: tuple[Mapping[str, Any], ...] = ()

    @property
    def counts_days(self) -> bool:
        return self.kind in UNIT_WORDS

    @property
    def words(self) -> str:
        """The rule as officials write it, e.g. 自印发之日起7个工作日内; empty when no days are counted."""
        if not self.counts_days:
            return ""
        return f"自{EVENT_WORDS[self.base_event]}起{self.days}{UNIT_WORDS[self.kind]}内"


@dataclass(frozen=True, slots=True)
class PublicationDue:
    """By when a piece of information must be public, under which rule and from which event."""

    deadline: Deadline
    rule: TimeRule

    @property
    def base_event(self) -> str:
        return EVENT_WORDS[self.rule.base_event]

    @property
    def basis(self) -> str:
        return self.rule.basis

    @property
    def explanation(self) -> str:
        """One sentence for the editor: the rule, its basis and how the days were counted."""
        return f"{self.rule.words}公开（{self.rule.basis}）；{self.deadline.explanation}"

    def days_late(self, published_on: dt.date) -> int:
        """超期天数: natural days after the due day; 0 when in time."""
        return WorkCalendar.overdue_days(self.deadline.reached, published_on)


@dataclass(frozen=True, slots=True)
class DatedDuty:
    """A duty with a date in every year (固定日期)."""

    due: dt.date
    what: str


def due(rule: TimeRule, calendar: WorkCalendar, base_date: dt.date) -> Deadline | None:
    """The deadline from a base date; None for 动态更新, 按期公开 and 固定日期, which count no days (R-019)."""
    if rule.days is None:
        return None
    if rule.kind == WORKING_DAYS:
        return calendar.add_workdays(base_date, rule.days)
    if rule.kind == NATURAL_DAYS:
        return calendar.add_days(base_date, rule.days)
    return None


def shortest(
    rules: Iterable[TimeRule], calendar: WorkCalendar, dates: Mapping[str, dt.date | None]
) -> PublicationDue | None:
    """The rule that ends first wins (R-020). ``dates`` gives the day of each base event, where known.

    An event without a day of its own is taken to be the day the information was formed: it cannot lie earlier.
    None when no rule counts days or the information has no date yet.
    """
    found = []
    for rule in rules:
        base_date = dates.get(rule.base_event) or dates.get(FORMED)
        if base_date and (deadline := due(rule, calendar, base_date)):
            found.append(PublicationDue(deadline, rule))
    return min(found, key=lambda one: one.deadline.reached, default=None)


def duties_in(schedule: Sequence[Mapping[str, Any]], year: int, body_kind: str = "") -> list[DatedDuty]:
    """The dated duties of a year, earliest first. Rows for other kinds of body are left out.

    A date such as 每年4月1日前 is a day of the calendar, not a period: it does not move off a rest day.
    """
    rows = (
        row
        for row in schedule
        if "month" in row and (not row.get("bodies") or not body_kind or body_kind in row["bodies"])
    )
    return sorted(
        (DatedDuty(dt.date(year, row["month"], row["day"]), row["what"]) for row in rows),
        key=lambda duty: duty.due,
    )


def next_duty(schedule: Sequence[Mapping[str, Any]], today: dt.date, body_kind: str = "") -> DatedDuty | None:
    """The first dated duty that is due today or later."""
    return next((duty for duty in _duties_around(schedule, today, body_kind) if duty.due >= today), None)


def last_duty(schedule: Sequence[Mapping[str, Any]], today: dt.date, body_kind: str = "") -> DatedDuty | None:
    """The latest dated duty whose day is over: what must be public by now (R-021)."""
    past = [duty for duty in _duties_around(schedule, today, body_kind) if duty.due < today]
    return past[-1] if past else None


def _duties_around(
    schedule: Sequence[Mapping[str, Any]], today: dt.date, body_kind: str
) -> Iterator[DatedDuty]:
    for year in range(today.year - 1, today.year + 2):
        yield from duties_in(schedule, year, body_kind)


def services_in(text: str) -> list[tuple[str, str]]:
    """Code and name of the 政务服务事项 in a text of one to a line; the name is empty where none was written."""
    parts = (line.split(maxsplit=1) for line in text.splitlines() if line.strip())
    return [(part[0], part[1].strip() if len(part) > 1 else "") for part in parts]


def is_service_code(code: str) -> bool:
    """Letters, digits and hyphens, as the government service system writes its codes."""
    return code.isascii() and code.replace("-", "").isalnum()
