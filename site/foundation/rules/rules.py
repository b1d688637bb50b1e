"""What may be set, and which version holds on a day. Pure: no clock, no database."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .enums import Kind, Layer
from .registry import Parameter, Value

LONGEST_WORDING = 60
_LEAP_YEAR = 2024  # a day of every year may be the 29th of February
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_SHORTEST_BASIS = 5
_NAMES_A_SOURCE = re.compile(r"《.+》|〔\d{4}〕|第.+号")


@dataclass(frozen=True, slots=True)
class Stated:
    """One version: the value (None withdraws the scope's own), and from which day."""

    effective_from: dt.date
    number: int
    value: Any


def in_force(versions: Sequence[Stated], day: dt.date) -> Stated | None:
    """The version of one scope that holds on the day; None when there is none, or it was withdrawn.

    Of two versions for the same day the one that was written later counts.
    """
    begun = [one for one in versions if one.effective_from <= day]
    latest = max(begun, key=lambda one: (one.effective_from, one.number), default=None)
    return latest if latest is not None and latest.value is not None else None


def shown(one: Parameter, value: Any) -> str:
    """A value as people read it, with its unit."""
    if value is None:
        return "取消（恢复适用上级或默认规定）"
    if one.kind == Kind.FLAG:
        return "是" if value else "否"
    words = dict(one.options)
    if one.kind == Kind.CHOICES:
        return "、".join(words.get(item, item) for item in value) or "无"
    if one.kind == Kind.DATES:
        return "、".join(f"{int(item[:2])}月{int(item[3:])}日" for item in value) or "无"
    if one.kind == Kind.NUMBER:
        return f"{value}{one.measure}"
    return words.get(value, value)


def bounds_in_words(one: Parameter) -> str:
    """Between what a number must lie, and which way is stricter; empty without bounds."""
    parts = [f"不少于{one.floor}{one.measure}"] if one.floor is not None else []
    parts += [f"不超过{one.ceiling}{one.measure}"] if one.ceiling is not None else []
    return ",".join(parts)


def problems(one: Parameter, value: Any, basis: str) -> Iterator[str]:
    """Why this value may not be set, in words; each names the source that forbids it."""
    if one.layer == Layer.LOCKED:
        yield f"“{one.label}”由法律锁定，任何机构不得另行设定。依据：{one.basis}。"
        return
    if value is None:  # withdrawal: what holds then has passed these checks before
        return
    if wrong := _wrong_type(one, value):
        yield wrong
        return
    if one.kind == Kind.NUMBER:
        yield from _out_of_bounds(one, value)
    if one.layer == Layer.WARNED and value != one.default and not _is_source(basis):
        yield (
            f"“{one.label}”改为“{shown(one, value)}”与默认规定不同，属于允许但警示的事项，"
            "请在“依据”中写明文件名称或文号。"
        )


def warning_of(one: Parameter, value: Any) -> str:
    """What to say in red beside this value; empty when there is nothing to warn of."""
    return one.warning if one.layer == Layer.WARNED and value != one.default else ""


def _is_source(basis: str) -> bool:
    basis = basis.strip()
    return len(basis) >= _SHORTEST_BASIS and bool(_NAMES_A_SOURCE.search(basis))


def _out_of_bounds(one: Parameter, value: int) -> Iterator[str]:
    least = 1 if one.floor is None else one.floor
    if one.ceiling is not None and value > one.ceiling:
        yield (
            f"“{one.label}”不得超过{one.ceiling}{one.measure}，现填{value}{one.measure}。{one.bounded_by}规定了上限，"
            "地方和部门只能加严（缩短），不能放宽。"
            if one.layer == Layer.CEILING
            else f"“{one.label}”不得超过{one.ceiling}{one.measure}，现填{value}{one.measure}。依据：{one.bounded_by}。"
        )
    if value < least:
        yield (
            f"“{one.label}”不得少于{least}{one.measure}，现填{value}{one.measure}。"
            + (f"依据：{one.bounded_by}。" if one.floor is not None else "请改为正整数。")
        )


def _wrong_type(one: Parameter, value: Any) -> str:
    """Why the value is not of the parameter's kind."""
    known = {name for name, _ in one.options}
    match one.kind:
        case Kind.NUMBER:
            fits, wanted = isinstance(value, int) and not isinstance(value, bool), "一个整数"
        case Kind.FLAG:
            fits, wanted = isinstance(value, bool), "“是”或“否”"
        case Kind.CHOICE:
            fits, wanted = value in known, "所列选项之一"
        case Kind.CHOICES:
            fits, wanted = isinstance(value, list) and known.issuperset(value), "所列选项"
        case Kind.DATES:
            fits = isinstance(value, list) and all(is_month_day(item) for item in value)
            wanted = "“月-日”，如 03-31"
        case Kind.WORDING:
            fits = isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_WORDING
            fits, wanted = fits and (not known or value in known), "所列用语之一" if known else "用语"
    return "" if fits else f"“{one.label}”须填{wanted}。"


def is_month_day(text: Any) -> bool:
    """Whether this is a day of the year such as 03-31."""
    match = _MONTH_DAY.fullmatch(text) if isinstance(text, str) else None
    if match is None or not 1 <= int(match[1]) <= 12:
        return False
    return 1 <= int(match[2]) <= calendar.monthrange(_LEAP_YEAR, int(match[1]))[1]


def month_day(text: str) -> tuple[int, int]:
    """Month and day of 03-31."""
    return int(text[:2]), int(text[3:])


def plain_value(one: Parameter, value: Any) -> Value:
    """As stored and compared: lists without repetition, in the order of the options or of the year."""
    if one.kind == Kind.CHOICES:
        return [name for name, _ in one.options if name in value]
    if one.kind == Kind.DATES:
        return sorted(set(value))
    return value.strip() if isinstance(value, str) else value
