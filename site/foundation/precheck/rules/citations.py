"""Citations of the regulation as it was before 2019, and dates that no calendar has."""

import calendar
import re
from collections.abc import Iterator

from .finding import Finding, Kind, Severity
from .wording import Wording

# 《政府信息公开条例》 of 2007 (国务院令第492号) article by article against the revision in force since 2019-05-15
# (国务院令第711号); row R-281. Articles without an entry have no counterpart.
NEW_ARTICLE = {
    9: "第十九条", 10: "第二十条", 11: "第二十一条", 12: "第二十一条", 13: "第二十七条", 14: "第十四条至第十七条",
    15: "第二十三条", 16: "第二十五条", 17: "第十条", 18: "第二十六条", 19: "第十二条", 20: "第二十九条",
    21: "第三十六条", 22: "第三十七条", 23: "第三十二条", 24: "第三十三条", 25: "第四十一条", 27: "第四十二条",
    28: "第四十三条", 31: "第四十九条", 32: "第五十条",
}  # fmt: skip
REGULATION_OF_2007 = "国务院令第492号"
_OLD = re.compile(r"(?:国务院令|国令|国务院)第?492号令?|第?492号(?:国务院)?令")
_ARTICLE = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})条")
_REVISED = re.compile(r"711")
_REACH = 30
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}

_DATE = re.compile(r"(?:(?<!\d)(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_LEAP_YEAR = 2024  # a day and month without a year may be the 29th of February


def find_old_law(text: str) -> Iterator[Finding]:
    """Citations of 国务院令第492号; one that names the revision beside it tells history and is left alone."""
    for match in _OLD.finditer(text):
        behind = text[match.end() : match.end() + _REACH]
        if _REVISED.search(behind):
            continue
        suggestion = "改引国务院令第711号（自2019年5月15日起施行）"
        if article := _ARTICLE.search(behind):
            new = NEW_ARTICLE.get(_article_number(article[1]))
            suggestion += f"，原{article[0]}对应现行{new}" if new else f"，原{article[0]}现行条例已无对应条文"
        yield Finding(
            Kind.LAW,
            Severity.CONFIRM,
            "引用了已修订的《政府信息公开条例》（国务院令第492号）",
            f"{suggestion}。",
            match.start(),
            match.end(),
            excerpt=match[0],
        )


def replaced_system(number: str, title: str, successor: str) -> Iterator[Wording]:
    """Expressions that cite a system which another one has replaced (制度库, R-281), in each kind of brackets."""
    suggestion = f"《{title}》已被{successor}替代，请核对是否应改引现行规定。"
    for opening, closing in ("〔〕", "[]", "()", "（）"):
        written = number.replace("〔", opening).replace("〕", closing)
        yield Wording(written, suggestion, kind=Kind.LAW)
        if written == number and "〔" not in number:
            return


def _article_number(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, units = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(units, 0)


def find_impossible_dates(text: str) -> Iterator[Finding]:
    """Dates such as 2月30日 or 13月1日."""
    for match in _DATE.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        year = int(match["year"] or _LEAP_YEAR)
        if year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            continue
        yield Finding(
            Kind.DATE,
            Severity.MUST_FIX,
            f"日期“{match[0]}”不存在",
            "请对照原文改正。",
            match.start(),
            match.end(),
            excerpt=match[0],
        )
