"""“怎么算的”: the reckoning of one duty as a picture of the months it touches."""

import calendar as months
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from foundation.workdays.rules import Deadline, ExplainedDay, Treatment, WorkCalendar


class Mark(StrEnum):
    """What a day is in the picture; the value names its look, the label stands in the legend."""

    BASE = "base"
    COUNTED = "counted"
    MAKE_UP = "makeup"
    REST = "rest"
    PAUSED = "paused"
    ROLLED = "rolled"
    DUE = "due"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Mark.BASE: "起算日，当日不计入",
    Mark.COUNTED: "计入，数字为第几日",
    Mark.MAKE_UP: "调休上班，计入",
    Mark.REST: "休息日，不计入",
    Mark.PAUSED: "暂停计时，不计入",
    Mark.ROLLED: "逢休息日顺延",
    Mark.DUE: "到期日，当日办结不算超期",
    Mark.OUTSIDE: "期限之外",
}
_OF_TREATMENT = {
    Treatment.COUNTED: Mark.COUNTED,
    Treatment.MAKE_UP: Mark.MAKE_UP,
    Treatment.WEEKEND: Mark.REST,
    Treatment.HOLIDAY: Mark.REST,
    Treatment.PAUSED: Mark.PAUSED,
    Treatment.ROLLED: Mark.ROLLED,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: its number in the month, its mark, the short word below it, and the whole for those who cannot see."""

    day: dt.date
    mark: Mark
    word: str
    said: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday; None where the week belongs to another month."""

    label: str
    weeks: list[list[Cell | None]]


def months_of(deadline: Deadline, today: dt.date, met_on: dt.date | None = None) -> list[Month]:
    """Every month from the base to the due day, or to the day it was met if that came later."""
    explained = {day.day: day for day in deadline.explain()}
    last = max(deadline.reached, met_on or deadline.reached)
    found = []
    year, month = deadline.start.year, deadline.start.month
    while (year, month) <= (last.year, last.month):
        weeks = [
            [_cell(day, deadline, explained, today, met_on) if day.month == month else None for day in week]
            for week in months.Calendar().monthdatescalendar(year, month)
        ]
        found.append(Month(f"{year}年{month}月", weeks))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def month_of(day: dt.date, calendar: WorkCalendar, today: dt.date) -> list[Month]:
    """The month of a date that a rule names: only the date is marked."""
    weeks = [
        [
            Cell(
                one, Mark.DUE if one == day else Mark.OUTSIDE, "到期" if one == day else "", "", one == today
            )
            if one.month == day.month
            else None
            for one in week
        ]
        for week in months.Calendar().monthdatescalendar(day.year, day.month)
    ]
    return [Month(f"{day.year}年{day.month}月", weeks)]


def _cell(
    day: dt.date,
    deadline: Deadline,
    explained: dict[dt.date, ExplainedDay],
    today: dt.date,
    met_on: dt.date | None,
) -> Cell:
    mark, word, said = _in_words(day, deadline, explained.get(day))
    if day == met_on:
        word, said = f"{word} 办结".strip(), f"{said}，办结".strip("，")
    return Cell(day, mark, word, said, day == today)


def _in_words(day: dt.date, deadline: Deadline, explained: ExplainedDay | None) -> tuple[Mark, str, str]:
    if day == deadline.start:
        return Mark.BASE, "起算", "起算日，不计入"
    if explained is None:
        return Mark.OUTSIDE, "", ""
    if day == deadline.due:
        ordinal = f"第{explained.ordinal}日，" if explained.ordinal else "顺延至此，"
        return Mark.DUE, "到期", f"{ordinal}到期日"
    mark = _OF_TREATMENT[explained.treatment]
    if explained.ordinal:
        return (
            mark,
            f"第{explained.ordinal}",
            f"第{explained.ordinal}日" + ("，调休上班" if explained.reason else ""),
        )
    short = {Mark.REST: explained.reason[:2], Mark.PAUSED: "暂停", Mark.ROLLED: "顺延"}[mark]
    return mark, short, f"{explained.reason}，不计入"


def marks_in(pictured: list[Month]) -> list[Mark]:
    """The marks that the legend must tell, in their order."""
    used = {cell.mark for month in pictured for week in month.weeks for cell in week if cell}
    return [mark for mark in Mark if mark in used and mark is not Mark.OUTSIDE]
