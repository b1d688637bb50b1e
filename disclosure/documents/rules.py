"""Validity on a day and the outline of a document's body. Pure: no Django, no clock."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .importing.markers import heading_marker
from .importing.numerals import NUMERAL_CHARS, read_numeral
from .importing.spelling import squeeze
from .importing.structure import Anchors

# A table of contents helps from the third entry on.
OUTLINE_FROM = 3

_ARTICLE = re.compile(rf"第([{NUMERAL_CHARS}\d]+)条(?:之([{NUMERAL_CHARS}\d]+))?")
# What an entry without a number is called at; several entries may share it.
_NAMELESS = ("tiao", "biaoti")
_LEVEL_ANCHORS = {"编": "bian", "章": "zhang", "节": "jie"}


def validity_on(stated: str, effective_on: dt.date | None, expires_on: dt.date | None, today: dt.date) -> str:
    """Validity (有效性) as readers must see it today.

    What the body stated about abolition or amendment stands; a document in force lapses by itself after its
    last day and is not yet in force before its first.
    """
    if stated not in ("in_force", "not_yet"):
        return stated
    if expires_on and today > expires_on:
        return "lapsed"
    if effective_on:
        return "not_yet" if today < effective_on else "in_force"
    return stated


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading or an article of the body, with the anchor it is reached at."""

    anchor: str
    label: str
    is_article: bool = False


def outline(parts: Iterable[tuple[str, str, bool]]) -> list[OutlineEntry]:
    """Entries for (stated anchor, label, whether an article), in order; no anchor occurs twice.

    An anchor that was left blank is made from the number, as the import makes it: 第三条 → tiao-3.
    """
    anchors = Anchors()
    return [
        OutlineEntry(anchors.take(stated or _anchor_of(label, is_article)), label, is_article)
        for stated, label, is_article in parts
    ]


def anchor_of_clause(clause: str, entries: Iterable[OutlineEntry]) -> str:
    """Where a clause named in words stands (第三条, 第3条, 二、 or a heading's own words); empty when nowhere."""
    wanted = squeeze(clause)
    if not wanted:
        return ""
    entries = list(entries)
    for entry in entries:
        if wanted in (entry.anchor, squeeze(entry.label)):
            return entry.anchor
    named = _anchor_of(wanted, _ARTICLE.match(wanted) is not None)
    if named in (*_NAMELESS, ""):
        return next((entry.anchor for entry in entries if squeeze(entry.label).startswith(wanted)), "")
    return next((entry.anchor for entry in entries if entry.anchor == named), "")


def _anchor_of(label: str, is_article: bool) -> str:
    if is_article:
        match = _ARTICLE.search(label)
        number = read_numeral(match[1]) if match else None
        if match is None or not number:
            return "tiao"
        suffix = read_numeral(match[2]) if match[2] else None
        return f"tiao-{number}-{suffix}" if suffix else f"tiao-{number}"
    marker = heading_marker(label)
    return f"{_LEVEL_ANCHORS[marker.level]}-{marker.number}" if marker else "biaoti"
