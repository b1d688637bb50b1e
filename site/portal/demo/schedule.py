"""When each document of 示范县 was issued, under which number, and what became of it. Writes nothing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from disclosure.documents.enums import Validity
from foundation.workdays.rules import WorkCalendar

from .people import BODIES
from .text import NORMATIVE, Text, Topic, fill

_NAMES = {code: name for code, name, *_ in BODIES}
_PREFIXES = {code: prefix for code, _, _, prefix, *_ in BODIES}
# Years between the two editions of a topic's first, second and third text: together five years.
_YEARS_APART = (4, 2, 3)
# Later editions issued these days ago; the others in the month their file names.
_ISSUED_DAYS_AGO = {
    ("就业创业", 0): 25,
    ("食品安全", 0): 40,
    ("农业农村", 0): 60,
    ("学校招生", 0): 4,
    ("防汛抗旱", 2): 3,
    ("营商环境", 2): 6,
    ("养老服务", 2): 24,
}
# Published on this site itself, on the day the county is built; all others came from the former site.
PUBLISHED_HERE = {("学校招生", 0), ("防汛抗旱", 2), ("营商环境", 2)}
_LAPSED, _AMENDED = "农房建设", "预算公开"
_IN_FORCE_AFTER = dt.timedelta(days=30)  # as the texts say
_YEARS_VALID = 5  # as the texts say
_PUBLISHED_AT = dt.time(9, 30)
_SETTLED = dt.timedelta(days=45)


@dataclass
class Plan:
    """One document of the county."""

    topic: Topic
    text: Text
    edition: int
    position: int
    written_on: dt.date
    printed_on: dt.date
    number: str = ""
    published_on: dt.date | None = None
    validity: str = Validity.IN_FORCE
    effective_on: dt.date | None = None
    expires_on: dt.date | None = None
    abolished_on: dt.date | None = None
    abolished_by: str = ""
    earlier: "Plan | None" = field(default=None, repr=False)

    @property
    def is_normative(self) -> bool:
        return self.text.kind == NORMATIVE

    @property
    def name(self) -> str:
        """What the text calls itself."""
        return fill(self.text.title, self.written_on.year, self.edition)

    @property
    def title(self) -> str:
        issuer = _NAMES[self.topic.body]
        return f"{issuer}关于印发《{self.name}》的通知" if self.is_normative else f"{issuer}{self.name}"


def published_at(day: dt.date) -> dt.datetime:
    """Half past nine of a day, when offices publish."""
    return timezone.make_aware(dt.datetime.combine(day, _PUBLISHED_AT))


def plans(topics: list[Topic], today: dt.date, calendar: WorkCalendar) -> list[Plan]:
    """All documents, oldest first, numbered and with their validity as of today."""
    found = [plan for topic in topics for plan in _plans_of(topic, today, calendar)]
    found.sort(key=lambda plan: (plan.written_on, plan.topic.name, plan.position))
    _number(found)
    for plan in found:
        if plan.earlier:
            _settle(plan.earlier, plan, today)
    return found


def _plans_of(topic: Topic, today: dt.date, calendar: WorkCalendar) -> Iterator[Plan]:
    for position, text in enumerate(topic.texts):
        later_on = _later_edition(topic, position, text.month, today)
        earlier_on = later_on.replace(year=later_on.year - _YEARS_APART[position], day=min(later_on.day, 28))
        earlier = _plan(topic, position, 0, earlier_on, today, calendar)
        later = _plan(topic, position, 1, later_on, today, calendar)
        later.earlier = earlier
        if (topic.name, position) in PUBLISHED_HERE:
            later.published_on = None
        yield from (earlier, later)


def _later_edition(topic: Topic, position: int, month: int, today: dt.date) -> dt.date:
    if days := _ISSUED_DAYS_AGO.get((topic.name, position)):
        return today - dt.timedelta(days=days)
    return last_time(month, 6 + 5 * position, today - _SETTLED)


def last_time(month: int, day_of_month: int, today: dt.date) -> dt.date:
    """The last time it was this day of the year."""
    day = dt.date(today.year, month, day_of_month)
    return day if day <= today else day.replace(year=day.year - 1)


def _plan(
    topic: Topic, position: int, edition: int, day: dt.date, today: dt.date, calendar: WorkCalendar
) -> Plan:
    while day.weekday() > 4:
        day -= dt.timedelta(days=1)
    printed_on = _workday_after(day, 1, today, calendar)
    plan = Plan(topic, topic.texts[position], edition, position, day, printed_on)
    plan.published_on = _workday_after(printed_on, 1 + (position + edition) % 3, today, calendar)
    if plan.is_normative:
        plan.effective_on = effective_on = printed_on + _IN_FORCE_AFTER
        plan.expires_on = effective_on.replace(year=effective_on.year + _YEARS_VALID, day=28)
    return plan


def _workday_after(day: dt.date, days: int, today: dt.date, calendar: WorkCalendar) -> dt.date:
    """So many working days later; today when a long holiday would push that into the future."""
    return min(calendar.add_workdays(day, days).due or today, today)


def _number(found: list[Plan]) -> None:
    """文号: each body counts anew every year, in the order of issue, beside documents not shown here."""
    last: dict[tuple[str, int], int] = defaultdict(int)
    for plan in found:
        prefix, year = _PREFIXES[plan.topic.body], plan.written_on.year
        last[prefix, year] = max(last[prefix, year] + 1, plan.written_on.timetuple().tm_yday // 8 + 1)
        plan.number = f"{prefix}〔{year}〕{last[prefix, year]}号"


def _settle(earlier: Plan, later: Plan, today: dt.date) -> None:
    """What the later edition means for the earlier one."""
    if not earlier.is_normative:
        earlier.expires_on = dt.date(earlier.written_on.year + 1, 12, 31)
        if earlier.expires_on < today:
            earlier.validity = Validity.LAPSED
        return
    in_force_on = later.effective_on or today
    if in_force_on > today:
        later.validity = Validity.NOT_YET
    elif earlier.topic.name == _LAPSED:
        earlier.expires_on = in_force_on - dt.timedelta(days=60)
        earlier.validity = Validity.LAPSED
    elif earlier.topic.name == _AMENDED:
        earlier.validity = Validity.AMENDED
    else:
        earlier.validity = Validity.ABOLISHED
        earlier.abolished_on = in_force_on
        earlier.abolished_by = later.number
