"""栏目体检: how every column stands and what went public in it week by week. Ten queries, however many columns."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone
from wagtail.models import Page

from disclosure.catalogue.coverage import RegisteredColumn, register_of_columns
from disclosure.catalogue.enums import Absence
from disclosure.catalogue.models import BodyPage, ColumnEntry, ColumnPage
from foundation.organisations.models import Unit
from foundation.precheck.models import CheckedAddress
from foundation.rules.parameters import value
from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from .enums import Health
from .frequency import frequency_of
from .models import Acknowledgement, ColumnCare
from .owed import LOOK_BACK, Answer, Owed, answered_on, owed_in, owes_periods
from .rules import Frequency, Standing, level, standing, week_starts
from .tasks import task_digest, task_in_words


@dataclass(frozen=True, slots=True)
class Week:
    """One cell of the heat map."""

    first: dt.date
    count: int

    @property
    def last(self) -> dt.date:
        return self.first + dt.timedelta(days=6)

    @property
    def level(self) -> int:
        return level(self.count)


@dataclass(slots=True)
class ColumnHealth:
    """One row of the heat map."""

    column: ColumnPage
    unit: Unit | None
    updated_on: dt.date | None
    care: ColumnCare | None
    frequency: Frequency | None
    health: Health
    note: str
    weeks: list[Week] = field(default_factory=list)
    standing: Standing | None = None
    is_acknowledged: bool = False
    owed: list[Owed] = field(default_factory=list)
    answered: dict[str, dt.date] = field(default_factory=dict)
    today: dt.date = dt.date.max

    @property
    def unanswered(self) -> list[Owed]:
        """Periods whose information is not public yet, late or not, earliest first."""
        return [one for one in self.owed if one.key not in self.answered]

    @property
    def missing(self) -> list[Owed]:
        """缺期: those whose day is over."""
        return [one for one in self.unanswered if one.due < self.today]

    @property
    def missing_words(self) -> str:
        return "、".join(one.words for one in self.missing)

    @property
    def body_name(self) -> str:
        return self.column.body.display_name if self.column.body else ""

    @property
    def unit_name(self) -> str:
        return str(self.unit or "未分配")

    @property
    def person_name(self) -> str:
        return str(self.care.person) if self.care and self.care.person else ""

    @property
    def frequency_words(self) -> str:
        return self.frequency.words if self.frequency else ""

    @property
    def acknowledged(self) -> str:
        return "已确认" if self.is_acknowledged else "未确认"

    @property
    def task(self) -> str:
        """The task as its unit confirms it."""
        return task_in_words(self.column, self.unit, self.care)

    @property
    def path(self) -> str:
        """The level above in the catalogue, for columns of the same name."""
        item = self.column.item
        return item.level2 if item and item.level2 and item.level2 != self.column.title else ""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the queries found, by column."""

    today: dt.date
    weeks: dict[int, Counter[dt.date]]
    answers: dict[int, list[Answer]]
    calendar: WorkCalendar | None
    cares: dict[int, ColumnCare]
    links: dict[str, CheckedAddress]
    with_body_pages: set[int]
    confirmed: dict[int, str]


def health_of_columns(
    columns: QuerySet[ColumnPage] | None = None, today: dt.date | None = None, *, keep_headings: bool = False
) -> list[ColumnHealth]:
    """Every live column that holds information itself (headings are left out), in the order of the tree."""
    registered = register_of_columns(columns)
    rows = [row for row in registered if keep_headings or row.updated_on or not row.is_heading]
    facts = _facts([row.column for row in rows], today or timezone.localdate())
    return [_judge(row, facts) for row in rows]


def _facts(columns: list[ColumnPage], today: dt.date) -> _Facts:
    starts = week_starts(today)
    keys = [column.pk for column in columns]
    entries = ColumnEntry.objects.filter(column_id__in=keys)
    weeks: dict[int, Counter[dt.date]] = defaultdict(Counter)
    weekly = entries.filter(public_date__gte=starts[0]).annotate(week=TruncWeek("public_date"))
    for column, week, count in weekly.values_list("column_id", "week").annotate(n=Count("pk")).order_by():
        weeks[column][week] += count
    scheduled = [column.pk for column in columns if column.item and owes_periods(column.item.schedule)]
    answers: dict[int, list[Answer]] = defaultdict(list)
    for column, period, day in _answering(scheduled, today):
        answers[column].append(Answer(period, day))
    digests = [digest_of(column.external_url) for column in columns if column.external_url]
    bodies = BodyPage.objects.live().values_list("path", flat=True)
    parents = {path[: -Page.steplen] for path in bodies}
    # In order of time, so that the last one of each column stays.
    confirmed = Acknowledgement.objects.filter(column_id__in=keys).order_by("pk")
    return _Facts(
        today,
        weeks,
        answers,
        load_calendar() if scheduled else None,
        ColumnCare.objects.select_related("person").in_bulk(keys),
        CheckedAddress.objects.in_bulk(digests),
        {column.pk for column in columns if column.path in parents},
        dict(confirmed.values_list("column_id", "digest")),
    )


def _answering(columns: list[int], today: dt.date) -> Iterable[tuple[int, str, dt.date]]:
    """What went public in columns that owe periods, within what is looked at."""
    if not columns:
        return ()
    recent = ColumnEntry.objects.filter(column_id__in=columns, public_date__gte=today - 2 * LOOK_BACK)
    return recent.order_by().values_list("column_id", "period", "public_date")


def digest_of(url: str) -> str:
    """The key of an address among those the nightly run has asked for."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


def _judge(row: RegisteredColumn, facts: _Facts) -> ColumnHealth:
    column, care = row.column, facts.cares.get(row.column.pk)
    counts = facts.weeks.get(column.pk, Counter())
    found = ColumnHealth(
        column=column,
        unit=row.unit,
        updated_on=row.updated_on,
        care=care,
        frequency=frequency_of(column, care),
        health=Health.STANDING,
        note="",
        today=facts.today,
        weeks=[Week(first, counts[first]) for first in week_starts(facts.today)],
    )
    found.is_acknowledged = facts.confirmed.get(column.pk) == task_digest(found.task)
    if column.external_url or (column.item and column.item.linked_site and not column.absence):
        found.health, found.note = _of_link(column, facts)
    elif column.absence and (absent := _of_absence(found, facts)):
        found.health, found.note = absent
    else:
        _of_content(found, facts)
    return found


def _of_link(column: ColumnPage, facts: _Facts) -> tuple[Health, str]:
    if not column.external_url:
        return Health.EMPTY, f"未填写跳转地址（{column.item.linked_site if column.item else ''}）"
    asked = facts.links.get(digest_of(column.external_url))
    if asked is None:
        return Health.LINK, "尚未检查能否打开"
    day = f"{timezone.localdate(asked.checked_at)}检查"
    return (Health.BROKEN, f"{day}：{asked.problem}") if asked.problem else (Health.LINK, f"{day}可以打开")


def _of_absence(found: ColumnHealth, facts: _Facts) -> tuple[Health, str] | None:
    """A statement stands in for content until its date (R-036)."""
    column = found.column
    if column.absence == Absence.NO_FUNCTION:
        return Health.PLACEHOLDER, "无此职能"
    if column.absence_until and column.absence_until >= facts.today:
        return Health.PLACEHOLDER, f"预计{column.absence_until}产生"
    if found.updated_on is None:
        return Health.EMPTY, f"未产生信息说明已于{column.absence_until}到期"
    return None


def _of_content(found: ColumnHealth, facts: _Facts) -> None:
    column, today = found.column, facts.today
    own_text = bool(column.introduction.strip()) or column.pk in facts.with_body_pages
    is_empty = found.updated_on is None and not own_text
    if (schedule := _schedule_of(found)) and facts.calendar:
        answers = facts.answers.get(column.pk, [])
        found.owed = owed_in(
            schedule,
            today,
            _begun(column, answers, today),
            body_kind=column.body.kind if column.body else "",
            days=value("pub.days.default", column.body),
            calendar=facts.calendar,
        )
        found.answered = answered_on(found.owed, answers)
        left = found.unanswered
        found.standing = standing(left[0].begun, left[0].due, today) if left else None
        found.health, found.note = Health.FRESH, "各期应公开的信息均已公开"
    elif found.frequency and found.updated_on:
        due = found.frequency.lapses_on(found.updated_on)
        found.standing = standing(found.updated_on, due, today)
    else:
        found.note = "无更新频率要求"
    if found.standing:
        found.health, found.note = _of_standing(found.standing)
    # A date that has passed says more than that the column is empty.
    if is_empty and found.health != Health.OVERDUE:
        found.health, found.note = Health.EMPTY, "没有公开过信息"


def _schedule_of(found: ColumnHealth) -> list[dict[str, Any]]:
    """The dates and periods that rule (固定日期, 按期公开), unless the column has a frequency of its own."""
    item = found.column.item
    if item is None or (found.care and found.care.number) or not owes_periods(item.schedule):
        return []
    return item.schedule


def _begun(column: ColumnPage, answers: list[Answer], today: dt.date) -> dt.date:
    """Since when the column has been there: it was published, or holds what was public elsewhere before."""
    published = timezone.localdate(column.first_published_at) if column.first_published_at else today
    return min([published, *(one.on for one in answers)])


def _of_standing(stands: Standing) -> tuple[Health, str]:
    if stands.late:
        return Health.OVERDUE, f"应于{stands.due}前更新，已超{stands.late}天"
    words = f"应于{stands.due}前更新，还有{stands.left}天"
    if stands.used >= value("column.urgent_percent"):
        return Health.URGENT, words
    if stands.used >= value("column.warn_percent"):
        return Health.WARNING, words
    return Health.FRESH, words


def counted(rows: Iterable[ColumnHealth]) -> list[tuple[Health, int]]:
    """How many columns stand how, worst first."""
    found = Counter(row.health for row in rows)
    return [(health, found[health]) for health in Health]
