"""How days are counted. Pure: no Django, no clock, no I/O.

民法典 (Civil Code) §201: the day a period begins is not counted, so day 0 is the event and day 1
the next day that counts, whether or not the event fell on a working day.
民法典 §203: a period whose last day is a statutory rest day (法定休假日) ends on the day after the rest.
《政府信息公开条例》(国令711号) §33: time spent asking third parties and other bodies is not counted.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import count

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# Years beyond the known ones that are counted from a table; farther off day by day.
YEARS_AROUND = 3


class Unit(StrEnum):
    WORKDAY = "工作日"
    NATURAL_DAY = "自然日"


class Treatment(StrEnum):
    """What a period does with one day."""

    COUNTED = "计入"
    MAKE_UP = "调休上班"
    WEEKEND = "周末"
    HOLIDAY = "节假日"
    PAUSED = "暂停"
    ROLLED = "顺延"

    @property
    def counts(self) -> bool:
        return self in (Treatment.COUNTED, Treatment.MAKE_UP)


@dataclass(frozen=True)
class CalendarRow:
    """One day on which the State Council's notice departs from the ordinary week."""

    day: date
    is_workday: bool
    name: str
    notice: str


@dataclass(frozen=True)
class Pause:
    """Days that do not count, `first` and `last` included; `last=None` while it is still going on."""

    first: date
    last: date | None
    category: str
    reason: str = ""

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"暂停的结束日期{self.last}早于开始日期{self.first}，请核对后重新填写。")

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class ExplainedDay:
    """One day of a period: its ordinal if it counted, otherwise the reason why not."""

    day: date
    treatment: Treatment
    ordinal: int | None
    reason: str


@dataclass(frozen=True)
class Deadline:
    """The end of a period.

    `due` is None while an open pause holds the clock: nothing can be overdue then.
    `reached` is the last day reckoned: `due`, or the day before the open pause.
    `unknown_years` are the years the answer rests on whose notice has not been entered.
    """

    start: date
    days: int
    unit: Unit
    due: date | None
    reached: date
    unknown_years: tuple[int, ...]
    pauses: tuple[Pause, ...]
    calendar: "WorkCalendar" = field(repr=False, compare=False)

    @property
    def provisional(self) -> bool:
        """暂定: the date may move when the missing notice is entered."""
        return bool(self.unknown_years)

    @property
    def suspended_on(self) -> date | None:
        """First day of the open pause that holds the clock; None while it runs."""
        return None if self.due else first_open_pause(self.pauses)

    def explain(self) -> tuple[ExplainedDay, ...]:
        """Every day after `start` up to `reached`, in order."""
        days = []
        ordinal = 0
        for day, treatment, reason in self.calendar.walk(self.start, self.unit, self.pauses):
            if day > self.reached:
                break
            if ordinal == self.days:
                treatment, reason = Treatment.ROLLED, self.calendar.rest_name(day)
            ordinal += treatment.counts
            days.append(ExplainedDay(day, treatment, ordinal if treatment.counts else None, reason))
        return tuple(days)

    @property
    def days_counted(self) -> int:
        """Days that count, up to `reached`."""
        return sum(day.treatment.counts for day in self.explain())

    @property
    def explanation(self) -> str:
        """The reckoning in one Chinese sentence, for the case file and the queue."""
        return explain_in_words(self)


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked: the ordinary week, corrected by the notices of the known years."""

    rows: tuple[CalendarRow, ...]
    known_years: frozenset[int]

    def __post_init__(self) -> None:
        if len(self._by_day) != len(self.rows):
            raise ValueError("同一日期在工作日历中出现了两次，请核对放假安排。")

    @cached_property
    def _by_day(self) -> dict[date, CalendarRow]:
        return {row.day: row for row in self.rows}

    @cached_property
    def _workdays(self) -> "array[int]":
        """Proleptic ordinals of all working days around the known years, in order; empty without any year."""
        if not self.known_years:
            return array("l")
        first = date(min(self.known_years) - YEARS_AROUND, 1, 1).toordinal()
        last = date(max(self.known_years) + YEARS_AROUND, 12, 31).toordinal()
        days = (date.fromordinal(number) for number in range(first, last + 1))
        return array("l", (day.toordinal() for day in days if self.is_workday(day)))

    def _nth_workday(self, start: date, days: int) -> date | None:
        """The ``days``-th working day after ``start`` where the table reaches; else None."""
        table, ordinal = self._workdays, start.toordinal()
        place = bisect_right(table, ordinal) + days - 1
        if not table or ordinal < table[0] - 1 or place >= len(table):
            return None
        return date.fromordinal(table[place])

    def is_workday(self, day: date) -> bool:
        row = self._by_day.get(day)
        return row.is_workday if row else day.weekday() < SATURDAY

    def is_named(self, day: date) -> bool:
        """Whether a notice speaks of this day."""
        return day in self._by_day

    def rest_name(self, day: date) -> str:
        """Why `day` is a rest day, e.g. 春节 or 周末; empty for a working day."""
        if self.is_workday(day):
            return ""
        row = self._by_day.get(day)
        return row.name if row else Treatment.WEEKEND.value

    def add_workdays(self, start: date, days: int, pauses: Sequence[Pause] = ()) -> Deadline:
        """The `days`-th working day after `start` (民法典 §201)."""
        return self._deadline(start, days, Unit.WORKDAY, pauses, roll_over=False)

    def add_days(
        self, start: date, days: int, pauses: Sequence[Pause] = (), *, roll_over: bool = True
    ) -> Deadline:
        """The `days`-th natural day (自然日) after `start`.

        A last day that is a rest day moves to the first working day after it (民法典 §203).
        `roll_over=False` is for the rare period whose own law says otherwise (民法典 §204).
        """
        return self._deadline(start, days, Unit.NATURAL_DAY, pauses, roll_over=roll_over)

    def count_workdays(self, start: date, end: date, pauses: Sequence[Pause] = ()) -> int:
        """Working days in (start, end]; negative when `end` lies before `start`."""
        if end < start:
            return -self.count_workdays(end, start, pauses)
        table = self._workdays
        if not pauses and table and table[0] <= start.toordinal() and end.toordinal() <= table[-1]:
            return bisect_right(table, end.toordinal()) - bisect_right(table, start.toordinal())
        return sum(
            self.is_workday(day) and not any(day in pause for pause in pauses)
            for day in (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        )

    def workdays_left(self, today: date, due: date, pauses: Sequence[Pause] = ()) -> int:
        """Working days after `today` up to `due`; 0 on the due day and ever after."""
        return max(0, self.count_workdays(today, due, pauses))

    @staticmethod
    def overdue_days(due: date, done: date) -> int:
        """Natural days after `due`, so that a Saturday after a Friday due is late; 0 on the due day."""
        return max(0, (done - due).days)

    def walk(self, start: date, unit: Unit, pauses: Sequence[Pause]) -> Iterator[tuple[date, Treatment, str]]:
        """Every day after `start`, without end, with its treatment and the reason for it."""
        for offset in count(1):
            day = start + timedelta(days=offset)
            yield day, *self._treat(day, unit, pauses)

    def _treat(self, day: date, unit: Unit, pauses: Sequence[Pause]) -> tuple[Treatment, str]:
        for pause in pauses:
            if day in pause:
                return Treatment.PAUSED, pause.category
        if unit is Unit.NATURAL_DAY:
            return Treatment.COUNTED, ""
        row = self._by_day.get(day)
        if self.is_workday(day):
            return (Treatment.MAKE_UP, row.name) if row else (Treatment.COUNTED, "")
        return (Treatment.HOLIDAY if row else Treatment.WEEKEND), self.rest_name(day)

    def _deadline(
        self, start: date, days: int, unit: Unit, pauses: Sequence[Pause], *, roll_over: bool
    ) -> Deadline:
        if days < 1:
            raise ValueError(f"期限天数应为正整数，现为{days}。")
        last, finished = self._run(start, days, unit, pauses)
        due = last
        while roll_over and finished and not self.is_workday(due):
            due += ONE_DAY
        # Natural days count alike in any year: only the move off a rest day asks the calendar.
        asked_from = start + ONE_DAY if unit is Unit.WORKDAY else last
        asks = unit is Unit.WORKDAY or (roll_over and finished)
        years = range(asked_from.year, due.year + 1) if asks else ()
        return Deadline(
            start=start,
            days=days,
            unit=unit,
            due=due if finished else None,
            reached=due,
            unknown_years=tuple(year for year in years if year not in self.known_years),
            pauses=tuple(pauses),
            calendar=self,
        )

    def _run(self, start: date, days: int, unit: Unit, pauses: Sequence[Pause]) -> tuple[date, bool]:
        """The last day walked, and whether it is the last of all `days` or an open pause follows it."""
        if unit is Unit.WORKDAY and not pauses and (nth := self._nth_workday(start, days)):
            return nth, True
        held = first_open_pause(pauses)
        remaining = days
        for day, treatment, _reason in self.walk(start, unit, pauses):
            if held and day >= held:
                break
            remaining -= treatment.counts
            if not remaining:
                return day, True
        return day - ONE_DAY, False


def first_open_pause(pauses: Iterable[Pause]) -> date | None:
    return min((pause.first for pause in pauses if pause.last is None), default=None)


def explain_in_words(deadline: Deadline) -> str:
    """Says what was counted and what was skipped, naming each reason with its number of days."""
    days = deadline.explain()
    if deadline.due is None:
        return _words_while_suspended(deadline)
    counted_to = next(day.day for day in days if day.ordinal == deadline.days)
    ordinal = f"第{deadline.days}个工作日" if deadline.unit is Unit.WORKDAY else f"第{deadline.days}日"
    words = f"自{deadline.start}（当日不计入）起{ordinal}：{counted_to}"
    if notes := _words_on_days(days):
        words += f"；其间{'，'.join(notes)}"
    if counted_to != deadline.due:
        rest = deadline.calendar.rest_name(counted_to)
        words += f"；最后一日逢{rest}，顺延至{deadline.due}"
    if deadline.provisional:
        years = "、".join(f"{year}年" for year in deadline.unknown_years)
        words += f"（暂定：{years}放假安排尚未录入）"
    return words


def _words_on_days(days: Iterable[ExplainedDay]) -> list[str]:
    skipped: Counter[str] = Counter()
    paused: Counter[str] = Counter()
    made_up = 0
    for day in days:
        skipped[day.reason] += day.treatment in (Treatment.WEEKEND, Treatment.HOLIDAY)
        paused[day.reason] += day.treatment is Treatment.PAUSED
        made_up += day.treatment is Treatment.MAKE_UP
    notes = ["跳过" + "、".join(f"{name}{n}天" for name, n in skipped.items() if n)] if +skipped else []
    notes += [f"{category}暂停{n}天不计" for category, n in paused.items() if n]
    return notes + ([f"调休上班{made_up}天计入"] if made_up else [])


def _words_while_suspended(deadline: Deadline) -> str:
    pause = next(p for p in deadline.pauses if p.last is None and p.first == deadline.suspended_on)
    counted = deadline.days_counted
    unit = "个工作日" if deadline.unit is Unit.WORKDAY else "日"
    return (
        f"自{deadline.start}（当日不计入）起{deadline.days}{unit}；因{pause.category}自{pause.first}起暂停计时，"
        f"已计{counted}{unit}，剩余{deadline.days - counted}{unit}，恢复计时后确定到期日"
    )
