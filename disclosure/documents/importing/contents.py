"""The table of contents (目录) of a document, and the splitting of a compilation (汇编) by it."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from .markers import TITLE_LINE_CHARS, annex_number, heading_marker, toc_entry
from .raw import RawItem, RawTable
from .spelling import squeeze
from .structure import Notify

CONTENTS_HEADINGS = ("目录", "目次")
HEADING_LINES = 3  # a title of a system is printed over at most three lines
PREFIX_CHARS = 10  # the contents may leave out the name of the place: 新闻发言人制度 for 某某市新闻发言人制度
REPEAT_RATIO = 0.6  # a second text with so many paragraphs of the first is a copy of it
COMPARED_PARAGRAPHS = 2000  # comparing takes the square of it; a system has about fifty
DIFFERENCES_SHOWN = 5


@dataclass(slots=True)
class System:
    """One text of a compilation: its number and title in the contents, and where it stands."""

    number: int
    title: str
    place: int
    heading: list[str]
    items: list[RawItem] = field(default_factory=list)
    heading_items: list[RawItem] = field(default_factory=list)


@dataclass(slots=True)
class Split:
    """A body with its contents taken off. `systems` is empty unless it is a compilation."""

    main: list[RawItem]
    systems: list[System] = field(default_factory=list)
    contents: list[RawItem] = field(default_factory=list)
    repeated: list[RawItem] = field(default_factory=list)


def split_contents(items: list[RawItem], notice: Notify) -> Split:
    """Take the table of contents off, and split the rest by it when it names whole texts."""
    start = next((i for i, item in enumerate(items) if _is_contents_heading(item.text)), None)
    if start is None:
        return Split(items)
    end = start + 1
    while end < len(items) and toc_entry(items[end].text):
        end += 1
    titles = [toc_entry(item.text) or "" for item in items[start + 1 : end]]
    if heading_marker(titles[0] if titles else ""):
        return _without_chapters(items, start, end)
    rest = items[end:]
    found = _systems(rest, [_bare(title) for title in titles])
    if len({system.number for system in found}) < 2:
        return _without_lines(items, start, end, titles)
    split = Split(items[:start], contents=items[start:end])
    _assign(rest, found, titles, split)
    _warn_of_missing(titles, found, notice)
    _set_repeats_aside(split, found, notice)
    return split


def _is_contents_heading(text: str) -> bool:
    return len(text) <= TITLE_LINE_CHARS and squeeze(text) in CONTENTS_HEADINGS


def _without_chapters(items: list[RawItem], start: int, end: int) -> Split:
    """Take off a contents of chapters. It ends where its first line is met again as a heading."""
    first = _without_page(items[start + 1])
    again = next((i for i in range(start + 2, len(items)) if _without_page(items[i]) == first), None)
    if again is None:
        return Split(items)
    end = min(end, again)
    return Split(items[:start] + items[end:], contents=items[start:end])


def _without_lines(items: list[RawItem], start: int, end: int, titles: list[str]) -> Split:
    """Take off any other contents, if most of its lines are met again as headings."""
    lines = {squeeze(item.text) for item in items[end:] if len(item.text) <= TITLE_LINE_CHARS}
    met = sum(squeeze(title) in lines for title in titles)
    if not met or met * 2 < len(titles):
        return Split(items)
    return Split(items[:start] + items[end:], contents=items[start:end])


def _without_page(item: RawItem) -> str:
    return squeeze(toc_entry(item.text) or "")


def _bare(title: str) -> str:
    """A title as the contents name it, without its number and book-title marks."""
    folded = squeeze(title)
    for mark in ("、", "."):
        head, found, tail = folded.partition(mark)
        if found and len(head) <= 3:
            folded = tail
    return folded.strip("《》")


def _systems(items: list[RawItem], titles: list[str]) -> list[System]:
    """Every place where the title of a system is printed over its text, repeats included."""
    numbers = {title: number for number, title in reversed(list(enumerate(titles, 1))) if title}
    found, index = [], 0
    while index < len(items):
        lines = [item.text for item in items[index : index + HEADING_LINES]]
        number, count = _title_at(lines, numbers)
        if number:
            found.append(System(number, "", items[index].place, lines[:count]))
        index += count or 1
    return found


def _title_at(lines: list[str], numbers: dict[str, int]) -> tuple[int, int]:
    """Number of the system whose title these lines begin with, and how many lines it takes."""
    joined = ""
    for count, line in enumerate(lines, 1):
        if not line or len(line) > TITLE_LINE_CHARS or "《" in line or annex_number(line) is not None:
            break
        joined += squeeze(line)
        for skipped in range(PREFIX_CHARS + 1 if count == 1 else 1):
            if number := numbers.get(joined[skipped:]):
                return number, count
    return 0, 0


def _assign(items: list[RawItem], found: list[System], titles: list[str], split: Split) -> None:
    """Give each system the items up to the next one; contents printed again are repeats."""
    by_place = {system.place: system for system in found}
    current: System | None = None
    skip = 0
    wanted = {_bare(title) for title in titles}
    for item in items:
        if item.place in by_place:
            current = by_place[item.place]
            current.title = titles[current.number - 1].strip("《》")
            skip = len(current.heading)
        if skip and current:
            skip -= 1
            current.heading_items.append(item)
        elif current and _bare(toc_entry(item.text) or "") in wanted:
            split.repeated.append(item)
        else:
            (current.items if current else split.main).append(item)


def _warn_of_missing(titles: list[str], found: list[System], notice: Notify) -> None:
    present = {system.number for system in found}
    for number, title in enumerate(titles, 1):
        if number not in present:
            notice(f"目录第 {number} 项“{title}”在正文中未找到，请核对原文", None)


def _set_repeats_aside(split: Split, found: list[System], notice: Notify) -> None:
    """Keep the first copy of each system; name every paragraph in which a later copy differs."""
    first: dict[int, System] = {}
    repeats = []
    filled = {system.number for system in found if system.items}
    for system in found:
        if not system.items and system.number in filled:
            split.repeated += system.heading_items
            continue
        original = first.setdefault(system.number, system)
        if original is system or not _is_repeat(original, system):
            split.systems.append(system)
            if original is not system:
                notice(f"“{system.title}”出现两次且内容不同，已分别保留，请核对", system.place)
        else:
            repeats.append((original, system))
    if repeats:
        notice(
            f"自此处起与前文重复（{len(repeats)} 项制度在前文均已出现），重复部分未导入", repeats[0][1].place
        )
    for original, copy in repeats:
        _warn_of_differences(original, copy, notice)
        split.repeated += copy.heading_items + copy.items


def _paragraphs(system: System) -> list[str]:
    """The paragraphs with letters and numbers only: marks differ between copies of one text."""
    texts = (
        " ".join(c.text for row in item.rows for c in row) if isinstance(item, RawTable) else item.text
        for item in system.items
    )
    return ["".join(char for char in text if char.isalnum()) for text in texts]


def _is_repeat(original: System, copy: System) -> bool:
    return (
        SequenceMatcher(None, _paragraphs(original), _paragraphs(copy), autojunk=False).ratio()
        >= REPEAT_RATIO
    )


def _warn_of_differences(original: System, copy: System, notice: Notify) -> None:
    first, second = _paragraphs(original), _paragraphs(copy)
    if first == second:
        return
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    for tag, start, end, other_start, other_end in changes[:DIFFERENCES_SHOWN]:
        place = copy.items[min(other_start, len(copy.items) - 1)].place if copy.items else copy.place
        kept = "".join(item.text for item in original.items[start:end])
        other = "".join(item.text for item in copy.items[other_start:other_end])
        if tag == "insert":
            message = f"重复的“{copy.title}”中多出“{_short(other)}”，未导入，请核对是否需要补入"
        elif tag == "delete":
            message = f"重复的“{copy.title}”中没有“{_short(kept)}”，已按前文保留，请核对"
        else:
            message = (
                f"重复的“{copy.title}”中为“{_short(other)}”，前文为“{_short(kept)}”，已按前文保留，请核对"
            )
        notice(message, place)
    if len(changes) > DIFFERENCES_SHOWN:
        notice(
            f"重复的“{copy.title}”另有 {len(changes) - DIFFERENCES_SHOWN} 处不同，请对照原文核对", copy.place
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:28]}…{text[-28:]}"
