"""Pure rules of organisations: the index number (索引号) template. No Django.

There is no national form of the index number: codes of 9 or 18 characters, year or month, 5 to 7 digits, with or
without segments for kind and unit. What never changes within a body (地区代码, 网站标识码, 分组) is written into its
template as it stands; only what changes from document to document is a field.
"""

import datetime as dt
import string
from dataclasses import dataclass

ALLOWED = {"code", "year", "yyyymm", "month", "seq", "kind", "unit", "date"}


@dataclass(frozen=True, slots=True)
class IndexParts:
    """What a template may use. ``code`` is the body's code, ``unit`` the unit's, ``seq`` counts within the period."""

    code: str
    day: dt.date
    seq: int
    kind: str = ""
    unit: str = ""


def fields_of(pattern: str) -> set[str]:
    """Names of the fields a template uses. Raises ValueError when the braces do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def index_pattern_error(pattern: str) -> str:
    """Why this template cannot be used, in Chinese; empty when it can."""
    try:
        fields = fields_of(pattern)
        if unknown := fields - ALLOWED:
            return f"模板中有不认识的字段：{'、'.join(sorted(unknown))}。可用：{'、'.join(sorted(ALLOWED))}。"
        if "seq" not in fields:
            return "模板必须含流水号 {seq}，如 {seq:05d}。"
        if not fields & {"year", "yyyymm", "date"}:
            return "模板必须含年份 {year}、年月 {yyyymm} 或日期 {date}，否则流水号会重复。"
        render_index(pattern, IndexParts("0", dt.date(2026, 1, 1), 1))
    except (ValueError, IndexError, KeyError):
        return "模板格式有误，请检查花括号与格式，例如 {code}/{year}-{seq:05d}。"
    return ""


def index_period(pattern: str, day: dt.date) -> str:
    """The period within which the sequence runs: month or day when the template shows it, else the year."""
    fields = fields_of(pattern)
    if "date" in fields:
        return f"{day:%Y%m%d}"
    if fields & {"yyyymm", "month"}:
        return f"{day:%Y%m}"
    return f"{day:%Y}"


def render_index(pattern: str, parts: IndexParts) -> str:
    """The index number, e.g. 00312641-8/202011-00002."""
    return pattern.format(
        code=parts.code,
        year=f"{parts.day:%Y}",
        yyyymm=f"{parts.day:%Y%m}",
        month=f"{parts.day:%m}",
        date=f"{parts.day:%Y%m%d}",
        seq=parts.seq,
        kind=parts.kind,
        unit=parts.unit,
    )
