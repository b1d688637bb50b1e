"""Arithmetic of 政务舆情: time left in words, gaps of the roster, numbers that name a person. Pure."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foundation.precheck.rules.identity import find_identity_numbers
from foundation.precheck.rules.numbers import find_bank_cards, find_mobile_numbers

MINUTE = dt.timedelta(minutes=1)
_ANY_EIGHTEEN = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[-－ ]?\d{7,8}(?!\d)")


def to_minute(moment: dt.datetime) -> dt.datetime:
    """The minute that has begun: reporting is judged in whole minutes (R-141)."""
    return moment.replace(second=0, microsecond=0)


def span_in_words(span: dt.timedelta) -> str:
    """42 分钟, 3 小时 5 分钟, 2 天 4 小时."""
    minutes = int(span / MINUTE)
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} 天 {hours} 小时" if hours else f"{days} 天"
    if hours:
        return f"{hours} 小时 {left} 分钟" if left else f"{hours} 小时"
    return f"{left} 分钟"


def left_in_words(due: dt.datetime, now: dt.datetime) -> str:
    """还剩 42 分钟, 不足 1 分钟, 已超 1 分钟."""
    if now <= due:
        return f"还剩 {span_in_words(due - now)}" if due - now >= MINUTE else "还剩不足 1 分钟"
    return f"已超 {span_in_words(max(to_minute(now) - due, MINUTE))}"


def late_minutes(due: dt.datetime, reported: dt.datetime) -> int:
    """Minutes after the due minute; 0 in time."""
    return max(0, int((to_minute(reported) - due) / MINUTE))


def late_in_words(minutes: int) -> str:
    """迟报1分钟; empty in time."""
    return f"迟报{minutes}分钟" if minutes else ""


def names_a_person(text: str, today: dt.date) -> str:
    """Which kind of number in the text points at one person; empty when none does (R-137)."""
    if next(find_identity_numbers(text, today), None) or _ANY_EIGHTEEN.search(text):
        return "身份证号码"
    if next(find_mobile_numbers(text), None) or _LANDLINE.search(text):
        return "电话号码"
    return "银行卡号" if next(find_bank_cards(text), None) else ""


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another."""

    since: dt.datetime
    until: dt.datetime


def gaps(day: Span, covered: Iterable[Span]) -> Iterator[Span]:
    """What of the day nobody is on duty for, in order."""
    at = day.since
    for span in sorted(covered, key=lambda one: one.since):
        if span.until <= at or span.since >= day.until:
            continue
        if span.since > at:
            yield Span(at, span.since)
        at = max(at, span.until)
        if at >= day.until:
            return
    if at < day.until:
        yield Span(at, day.until)


def week_of(begun: dt.date, day: dt.date, length: int) -> int:
    """The how manieth period of ``length`` days since ``begun`` the day lies in, from 1."""
    return max(0, (day - begun).days - 1) // length + 1
