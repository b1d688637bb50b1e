"""Who must be told about a duty today. Pure, apart from who holds which post, which is given.

Before it is due, on its day, on each working day after it (R-270); from owner to unit head to 分管领导.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from foundation.organisations.enums import HoldingKind, PostKind
from foundation.organisations.models import Appointment
from foundation.workdays.rules import WorkCalendar

from .enums import MOMENT_CLOCKS, Occasion
from .models import Duty

People = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Numbers of working days: reminders before the due day, and escalation after it."""

    before: tuple[int, ...]
    head_after: int
    leader_after: int


@dataclass(frozen=True, slots=True)
class Stage:
    """What is said today of one duty; ``late`` counts working days after the due day."""

    occasion: Occasion
    key: str
    words: str
    late: int = 0


def stage_of(
    duty: Duty, schedule: Schedule, calendar: WorkCalendar, today: dt.date, now: dt.datetime
) -> Stage | None:
    """The latest stage that has begun: one that was missed is not made up for when a later one has."""
    if duty.due_on is None:
        return None
    if duty.clock in MOMENT_CLOCKS and duty.due_at:
        if now <= duty.due_at:
            return Stage(Occasion.DUE, "hours", f"须在{_at(duty.due_at, now)}前办结")
        late = max(1, calendar.count_workdays(duty.due_on, today))
        return Stage(Occasion.OVERDUE, f"overdue-{late}", f"已于{_at(duty.due_at, now)}超期", late)
    if today > duty.due_on:
        late = calendar.count_workdays(duty.due_on, today)
        # On rest days nobody is told; the first working day after is the first reminder.
        days = (today - duty.due_on).days
        return Stage(Occasion.OVERDUE, f"overdue-{late}", f"已超期{days}天", late) if late else None
    if today == duty.due_on:
        return Stage(Occasion.DUE, "due", "今日到期")
    left = calendar.workdays_left(today, duty.due_on)
    begun = [days for days in schedule.before if days and left <= days]
    if not begun:
        return None
    return Stage(Occasion.BEFORE, f"before-{min(begun)}", f"还有{left}个工作日，{duty.due_on}到期")


def _at(moment: dt.datetime, now: dt.datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%m月%d日%H:%M}"


@dataclass(slots=True)
class Holders:
    """Who holds which post today, and who stands in for whom."""

    of_unit: dict[str, People] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    of_body: dict[str, People] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    offices: People = field(default_factory=lambda: defaultdict(set))
    stand_ins: People = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def among(cls, held: Iterable[Appointment]) -> "Holders":
        found = cls()
        for one in held:
            if one.post.unit_id:
                found.of_unit[one.post.kind][one.post.unit_id].add(one.user_id)
                if one.post.unit and one.post.unit.is_disclosure_office:
                    found.offices[one.post.body_id].add(one.user_id)
            found.of_body[one.post.kind][one.post.body_id].add(one.user_id)
            if one.kind == HoldingKind.DELEGATE and one.on_behalf_of_id:
                found.stand_ins[one.on_behalf_of_id].add(one.user_id)
        return found

    def owners(self, duty: Duty) -> set[int]:
        """The person, and whoever stands in; else the unit's editors, its head, or the disclosure office."""
        if duty.person_id:
            return {duty.person_id} | self.stand_ins.get(duty.person_id, set())
        for kind in (PostKind.EDITOR, PostKind.UNIT_HEAD):
            if duty.unit_id and (people := self.of_unit[kind].get(duty.unit_id)):
                return people
        return self.offices.get(duty.body_id) or self.of_body[PostKind.OFFICE_REVIEWER].get(
            duty.body_id, set()
        )

    def heads(self, duty: Duty) -> set[int]:
        return self.of_unit[PostKind.UNIT_HEAD].get(duty.unit_id or 0, set())

    def leaders(self, duty: Duty) -> set[int]:
        """分管负责人, else who signs."""
        deputies = self.of_body[PostKind.DEPUTY_LEADER].get(duty.body_id)
        return deputies or self.of_body[PostKind.LEADER].get(duty.body_id, set())

    def told(self, duty: Duty, stage: Stage, schedule: Schedule) -> Iterator[tuple[int, Occasion]]:
        """Everybody who hears of this stage, each once."""
        owners = self.owners(duty)
        yield from ((person, stage.occasion) for person in sorted(owners))
        above: set[int] = set()
        # By the hour nobody waits for days.
        at_once = duty.clock in MOMENT_CLOCKS and stage.late > 0
        if stage.late and (at_once or stage.late >= schedule.head_after):
            above |= self.heads(duty)
        if stage.late and (at_once or stage.late >= schedule.leader_after):
            above |= self.leaders(duty)
        yield from ((person, Occasion.ESCALATED) for person in sorted(above - owners))
