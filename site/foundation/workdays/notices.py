"""A holiday notice (放假安排通知) as it is typed in: its days, and what is wrong with it. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.workdays.festivals import statutory_days

MAKE_UP_NAME = "调休上班"
NAME_MAX_LENGTH = 40  # column width of the name, not a legal limit
SATURDAY = 5
WEEKDAYS = "一二三四五六日"
# 元旦 may begin, and its make-up day fall, in the last days of the year before:
# 国办发明电〔2018〕15号 lets people off from 2018-12-30 and makes 2018-12-29 a working day.
EARLIEST_DAY_BEFORE = (12, 25)

# (date, is working day, name) of every day a notice speaks of.
Days = list[tuple[date, bool, str]]


@dataclass(frozen=True)
class OffRange:
    """One holiday, `first` and `last` included, ordinary weekend days within it as well."""

    name: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def notice_days(off_ranges: Iterable[OffRange], work_days: Iterable[date]) -> Days:
    """(date, is working day, name) for every day the notice speaks of, in order of date."""
    off = [(day, False, holiday.name) for holiday in off_ranges for day in holiday.days()]
    return sorted(off + [(day, True, MAKE_UP_NAME) for day in work_days])


def ranges_of(days: Iterable[tuple[date, bool, str]]) -> tuple[list[OffRange], list[date]]:
    """The holidays and make-up days that stored days come from: what ``notice_days`` was given."""
    holidays: list[OffRange] = []
    work_days = []
    for day, is_workday, name in sorted(days):
        if is_workday:
            work_days.append(day)
        elif holidays and holidays[-1].name == name and (day - holidays[-1].last).days == 1:
            holidays[-1] = OffRange(name, holidays[-1].first, day)
        else:
            holidays.append(OffRange(name, day, day))
    return holidays, work_days


def notice_problems(
    year: int, issued_on: date, off_ranges: Sequence[OffRange], work_days: Sequence[date]
) -> list[str]:
    """All reasons why the notice cannot be right, each saying what to do; empty when it can."""
    problems = []
    if issued_on.year not in (year - 1, year):
        problems.append(f"{year}年通知的成文日期应在{year - 1}年或{year}年，现为{issued_on}，请核对。")
    if not off_ranges:
        problems.append("没有填写任何放假日期，请按通知逐个节日填写。")
    for holiday in off_ranges:
        problems += _range_problems(year, holiday)
    for day in work_days:
        problems += _work_day_problems(year, day)
    return problems + _repeated_days(off_ranges, work_days) + _left_out(year, off_ranges)


def _left_out(year: int, off_ranges: Sequence[OffRange]) -> list[str]:
    """Statutory holidays without their day off; asked only of a notice that names some holiday."""
    off = {day for holiday in off_ranges for day in holiday.days()}
    missing: dict[str, list[date]] = {}
    for name, day in statutory_days(year):
        if off and day not in off:
            missing.setdefault(name, []).append(day)
    return [
        f"{name}（{'、'.join(str(day) for day in days)}）没有列入放假，请核对通知是否漏填。"
        for name, days in missing.items()
    ]


def _range_problems(year: int, holiday: OffRange) -> list[str]:
    name = holiday.name.strip() or "放假"
    problems = []
    if not holiday.name.strip():
        problems.append(f"{holiday.first}起的假期没有节日名称，请填写，如“春节”。")
    if len(holiday.name) > NAME_MAX_LENGTH:
        problems.append(f"节日名称不超过{NAME_MAX_LENGTH}个字，“{name}”过长，请改短。")
    if holiday.last < holiday.first:
        problems.append(f"{name}的结束日期{holiday.last}早于开始日期{holiday.first}，请核对。")
    for day in sorted({holiday.first, holiday.last}):
        problems += _outside_year(year, name, day)
    return problems


def _work_day_problems(year: int, day: date) -> list[str]:
    problems = _outside_year(year, MAKE_UP_NAME, day)
    if day.weekday() < SATURDAY:
        problems.append(
            f"{day}（周{WEEKDAYS[day.weekday()]}）本来就是工作日，不是调休上班日，请删除或改为正确日期。"
        )
    return problems


def _outside_year(year: int, name: str, day: date) -> list[str]:
    if date(year - 1, *EARLIEST_DAY_BEFORE) <= day <= date(year, 12, 31):
        return []
    return [f"{name}日期{day}不在{year}年内（元旦假期最早可从上年12月25日起），请核对年份。"]


def _repeated_days(off_ranges: Sequence[OffRange], work_days: Sequence[date]) -> list[str]:
    off = Counter(day for holiday in off_ranges for day in holiday.days())
    work = Counter(work_days)
    problems = [f"{day}列入了两个假期，请只保留一处。" for day in sorted(off) if off[day] > 1]
    problems += [f"调休上班日{day}填写了两次，请只保留一次。" for day in sorted(work) if work[day] > 1]
    problems += [f"{day}既列为放假又列为调休上班，请核对。" for day in sorted(off.keys() & work.keys())]
    return problems
