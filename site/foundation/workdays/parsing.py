"""Reads the words of the State Council's notice (国务院办公厅关于…年部分节假日安排的通知). Pure.

Each holiday is one numbered item: “二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）上班。”
What is read is shown for confirmation: nothing is stored from here. Contradictions within the words (a day of the
week or a number of days that does not fit) are told as remarks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from foundation.workdays.notices import WEEKDAYS, OffRange

_TITLE = re.compile(r"关于(\d{4})年部分节假日安排")
_NUMBER = re.compile(r"国办\w{1,6}[〔\[（(]\d{4}[〕\]）)]\d+号")
_FULL_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ITEM = re.compile(r"[一二三四五六七八九十]+、\s*([^：:。\n]{2,20})[：:]([^\n]*)")
_DAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
    r"(?:[（(][^）)]*?(?:周|星期)(?P<weekday>[一二三四五六日天])[^）)]*[）)]|[（(][^）)]*[）)])?"
)
_TOTAL = re.compile(r"共(\d{1,2})天")
_TYPED = re.compile(r"\s*(?:(\d{4})\s*[年\-./])?\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?\s*\Z")


@dataclass
class ReadNotice:
    """A notice as far as it could be read; what could not is None or empty, and said in ``remarks``."""

    year: int | None = None
    notice_no: str = ""
    issued_on: date | None = None
    off_ranges: list[OffRange] = field(default_factory=list)
    work_days: list[date] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_day(text: str, year: int | None) -> date | None:
    """A day as people type it: 2027-02-05, 2027年2月5日, 2/5, 2月5日 (of ``year``); None when it is none."""
    found = _TYPED.match(text)
    if not found or not (found[1] or year):
        return None
    try:
        return date(int(found[1] or year or 0), int(found[2]), int(found[3]))
    except ValueError:
        return None


def read_notice_text(text: str) -> ReadNotice:
    """What the words of the notice say."""
    notice = ReadNotice()
    title = _TITLE.search(text)
    if not title:
        notice.remarks.append("没有找到标题中的年份（关于××××年部分节假日安排的通知），请连同标题一并粘贴。")
        return notice
    notice.year = int(title[1])
    number = _NUMBER.search(text)
    notice.notice_no = number[0] if number else ""
    notice.issued_on = _issued_on(text, notice.year)
    for name, words in _ITEM.findall(text):
        _read_item(notice, name.strip(), words)
    if not notice.off_ranges:
        notice.remarks.append("没有读出放假日期，请核对粘贴的内容，或在下面逐个节日填写。")
    return notice


def _issued_on(text: str, year: int) -> date | None:
    """The last full date below the text that can be the day of a notice for ``year``."""
    found = None
    for match in _FULL_DATE.finditer(text):
        day = read_day(match[0], None)
        if day and day.year in (year - 1, year) and not text[match.end() :].lstrip("（( ").startswith("至"):
            found = day
    return found if found and text.rstrip().rfind(str(found.day)) > text.rfind("上班") else None


def _read_item(notice: ReadNotice, name: str, words: str) -> None:
    for sentence in re.split(r"[。；;]", words):
        # “鼓励…安排职工在除夕（2月9日）休息” gives nobody a day off.
        if "鼓励" in sentence:
            continue
        days = list(_days_in(notice, name, sentence))
        if "放假" in sentence and days:
            notice.off_ranges.append(OffRange(name, days[0], days[-1]))
            total = _TOTAL.search(sentence)
            length = (days[-1] - days[0]).days + 1
            if total and int(total[1]) != length:
                notice.remarks.append(
                    f"{name}：通知写“共{total[1]}天”，而{days[0]}至{days[-1]}是{length}天，请核对。"
                )
        elif "上班" in sentence:
            notice.work_days += days


def _days_in(notice: ReadNotice, name: str, sentence: str) -> Iterator[date]:
    """The days a sentence speaks of; a day without month or year is in that of the day before it."""
    year, month = notice.year or 0, 0
    for found in _DAY.finditer(sentence):
        month = int(found["month"] or month)
        year = int(found["year"] or year)
        try:
            day = date(year, month, int(found["day"]))
        except ValueError:
            notice.remarks.append(f"{name}：没有“{found[0]}”这一天，请核对。")
            continue
        weekday = (found["weekday"] or "").replace("天", "日")
        if weekday and WEEKDAYS[day.weekday()] != weekday:
            notice.remarks.append(
                f"{name}：通知写“{found[0]}”，而{day}是周{WEEKDAYS[day.weekday()]}，请核对年份和日期。"
            )
        yield day
