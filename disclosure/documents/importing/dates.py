"""Dates as officials write them. Times are Beijing time and carry no zone."""

import re
from datetime import date, datetime

from .numerals import read_numeral
from .spelling import fold

_CN = "〇○零Oo一二三四五六七八九十"
_TIME = (
    r"(?:[\sT]*(?P<hour>\d{1,2})(?::|时|点)(?P<minute>\d{1,2})分?"
    r"(?::?(?P<second>\d{1,2})(?:\.\d+)?秒?)?)?"
)
_NUMERIC = re.compile(r"(?P<year>\d{4})\s*([-/.])\s*(?P<month>\d{1,2})\s*\2\s*(?P<day>\d{1,2})" + _TIME)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})" + _TIME)
_CHINESE = re.compile(
    rf"(?P<year>[\d{_CN}]{{4}})\s*年\s*(?P<month>[\d{_CN}]{{1,2}})\s*月\s*(?P<day>[\d{_CN}]{{1,3}})\s*[日号]"
    + _TIME
)
MOMENT_CHARS = 60  # a date in full with a time and blanks
EARLIEST_YEAR, LATEST_YEAR = 1900, 2099  # no document of a present-day body lies outside


class UnreadableDate(ValueError):
    """Text that is not a date, or names a day that does not exist; the message is Chinese."""


def parse_date(text: str) -> date | datetime:
    """The day, or the moment when a time of day is written, that `text` names.

    Raises `UnreadableDate`.
    """
    folded = fold(text).strip() if len(text) <= MOMENT_CHARS else ""
    for pattern in (_NUMERIC, _COMPACT, _CHINESE):
        match = pattern.fullmatch(folded)
        if match:
            return _moment(match, text)
    raise UnreadableDate(f"“{text.strip()[:40]}”不是日期，请按“2019-05-17”或“2019年5月17日”填写")


def only_date(value: date | datetime) -> date:
    """The day of a day or a moment."""
    return value.date() if isinstance(value, datetime) else value


def _moment(match: re.Match, text: str) -> date | datetime:
    numbers = {name: read_numeral(value) or 0 for name, value in match.groupdict().items() if value}
    year, month, day = (numbers[name] for name in ("year", "month", "day"))
    try:
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise ValueError
        if "hour" not in numbers:
            return date(year, month, day)
        return datetime(year, month, day, numbers["hour"], numbers["minute"], numbers.get("second", 0))
    except ValueError:
        raise UnreadableDate(f"“{text.strip()[:40]}”不是实际存在的日期，请核对年、月、日") from None
