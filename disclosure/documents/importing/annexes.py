"""Splitting the annexes (附件) off the main text."""

import re
from dataclasses import dataclass, field

from .blocks import Annex
from .markers import (
    TITLE_LINE_CHARS,
    annex_list_first,
    annex_number,
    ends_with_genre,
    is_institution,
    is_title_line,
    item_marker,
    title_length,
    titled_annex,
)
from .raw import RawItem
from .spelling import squeeze
from .structure import Anchors, Notify, build_blocks

HEADING_LINES = 4  # body, its second name in brackets, and a title of two lines
# A table saved as one cell per line shows its serial numbers 1, 2, 3 … on lines of their own.
SAVED_TABLE_ROWS = 10
_FILE_NAME = re.compile(r"\.[a-z]{2,4}$", re.IGNORECASE)  # the link to a file, not the annex itself


@dataclass(slots=True)
class AnnexText:
    """An annex before its structure is understood."""

    number: int
    label: str
    place: int
    heading: list[str] = field(default_factory=list)
    items: list[RawItem] = field(default_factory=list)


def split_annexes(items: list[RawItem], notice: Notify) -> tuple[list[RawItem], list[AnnexText]]:
    """The main text, and the annexes in order with their items, headings not yet taken."""
    listed = _listed_titles(items)
    outline = _Outline(items, {squeeze(title): number for number, title in listed.items()})
    main: list[RawItem] = []
    starts: list[AnnexText] = []
    for index, item in enumerate(items):
        start = outline.start_at(index, starts[-1].number if starts else 0, notice)
        if start:
            starts.append(start)
        elif starts:
            starts[-1].items.append(item)
        else:
            main.append(item)
    for start in starts:
        _take_heading(start, listed)
    return main, starts


def build_annexes(
    starts: list[AnnexText], anchors: Anchors, prefix: str, notice: Notify
) -> tuple[Annex, ...]:
    """The annexes with their blocks; anchors are `fujian-1` and, inside, `fujian-1-tiao-3`."""
    annexes = []
    for start in starts:
        anchor = anchors.take(f"{prefix}fujian-{start.number}")
        blocks = build_blocks(start.items, anchors, f"{anchor}-", notice)
        _warn_of_saved_table(start, notice)
        title = _title(start.heading)
        annexes.append(
            Annex(start.label, start.number, title, tuple(start.heading), blocks, anchor, start.place)
        )
    return tuple(annexes)


def _listed_titles(items: list[RawItem]) -> dict[int, str]:
    """Number and title of the annexes named after 附件: in the main text."""
    titles: dict[int, str] = {}
    in_list = False
    for item in items:
        text = item.text
        first = annex_list_first(text)
        in_list = in_list or first is not None
        marker = item_marker(first or text) if in_list else None
        if marker and marker.level == "3":
            titles.setdefault(marker.number, marker.text.strip())
        elif first:
            titles.setdefault(1, first)
        elif in_list:
            break
    return titles


class _Outline:
    """Where annexes begin: at 附件N, at 附件N:标题, or at a title of the list of annexes."""

    def __init__(self, items: list[RawItem], numbers: dict[str, int]):
        self._items = items
        self._numbers = numbers
        self._last_mark: dict[int, int] = {}  # number -> last line that says 附件N
        for index, item in enumerate(items):
            number = annex_number(item.text) if item.text else None
            if number:
                self._last_mark[number] = index

    def start_at(self, index: int, last: int, notice: Notify) -> AnnexText | None:
        """The annex that begins with this item after annex `last`, if one does."""
        item = self._items[index]
        if not item.text:
            return None
        number = annex_number(item.text)
        if number is not None:
            return AnnexText(number or last + 1, item.text, item.place)
        titled = titled_annex(item.text)
        if titled and self._is_alone(index, titled[1]):
            return AnnexText(titled[1], titled[0], item.place, [titled[2]])
        number = self._numbers.get(squeeze(item.text), 0) if len(item.text) <= TITLE_LINE_CHARS else 0
        if number > last and self._last_mark.get(number, -1) < index:
            notice(f"此处未见“附件{number}”字样，按附件清单中的标题识别为附件 {number}，请核对", item.place)
            return AnnexText(number, "", item.place, [item.text])
        return None

    def _is_alone(self, index: int, number: int) -> bool:
        """Whether a line 附件1:标题 begins an annex, rather than being one of a list of annexes."""
        if index + 1 == len(self._items) or _FILE_NAME.search(self._items[index].text):
            return False
        neighbours = self._items[max(0, index - 1) : index] + self._items[index + 1 : index + 2]
        if any(titled_annex(neighbour.text) for neighbour in neighbours):
            return False
        return self._last_mark.get(number, -1) < index


def _take_heading(start: AnnexText, listed: dict[int, str]) -> None:
    """Move the title lines of an annex from its items to its heading."""
    if start.heading:
        return
    lines = [item.text for item in start.items[:HEADING_LINES]]
    lines = lines[: lines.index("")] if "" in lines else lines
    bodies = 0
    while bodies < len(lines) and is_institution(lines[bodies]) and not ends_with_genre(lines[bodies]):
        bodies += 1
    rest = lines[bodies:]
    wanted = squeeze(listed.get(start.number, ""))
    count = next((n for n in range(1, len(rest) + 1) if squeeze("".join(rest[:n])) == wanted), 0)
    count = count or title_length(rest)
    if not count and bodies and is_title_line(lines[0]):
        bodies, count = 0, 1
    taken = bodies + count if count else 0
    start.heading = lines[:taken]
    start.items = start.items[taken:]


def _title(heading: list[str]) -> str:
    """The heading without the names of bodies printed over it."""
    lines = list(heading)
    while len(lines) > 1 and is_institution(lines[0]) and not ends_with_genre(lines[0]):
        lines.pop(0)
    return "".join(lines)


def _warn_of_saved_table(start: AnnexText, notice: Notify) -> None:
    expected = 1
    for item in start.items:
        if item.text == str(expected):
            expected += 1
    if expected > SAVED_TABLE_ROWS:
        notice(
            f"附件 {start.number} 疑似由表格逐格另存而来（共 {expected - 1} 个序号），已按原次序保留为段落，"
            "请在草稿中重新插入表格",
            start.place,
        )
