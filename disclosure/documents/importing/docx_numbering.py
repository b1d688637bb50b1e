"""Numbers that Word generates (自动编号): 第一条, 一、, (一), 1. are not in the text of the file."""

from dataclasses import dataclass, field

from lxml import etree

from .list_numbers import format_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9  # Word has levels 0 to 8


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = " "
    legal: bool = False


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """Counts along with the paragraphs of one document, in their order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None):
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._based_on: dict[str, str] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()
        self._overrides: dict[tuple[str, int], int] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, paragraph: etree._Element) -> str:
        """The generated number of a paragraph with what separates it from the text; often empty."""
        num_id, depth = self._of(paragraph)
        listing = self._lists.get(num_id)
        if listing is None or depth not in listing.levels:
            return ""
        level = listing.levels[depth]
        numbers = self._count(num_id, listing, depth)
        text = level.text
        for index in range(LEVELS):
            if f"%{index + 1}" in text:
                other = listing.levels.get(index, _Level())
                style = "decimal" if level.legal and index < depth else other.format
                text = text.replace(f"%{index + 1}", format_number(numbers[index] or other.start, style))
        return text + level.suffix if level.format != "bullet" and text else ""

    def _count(self, num_id: str, listing: _List, depth: int) -> list[int | None]:
        numbers = self._counters.setdefault(listing.abstract, [None] * LEVELS)
        if (num_id, depth) in self._overrides and (num_id, depth) not in self._restarted:
            self._restarted.add((num_id, depth))
            numbers[depth] = self._overrides[num_id, depth] - 1
        current = numbers[depth]
        numbers[depth] = listing.levels[depth].start if current is None else current + 1
        numbers[depth + 1 :] = [None] * (LEVELS - depth - 1)
        return numbers

    def _of(self, paragraph: etree._Element) -> tuple[str, int]:
        """Number list and level of a paragraph: its own, else its style's."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        style = properties.find(f"{W}pStyle")
        num_id, depth = self._of_style(style.get(f"{W}val", "")) if style is not None else ("", 0)
        own = properties.find(f"{W}numPr")
        if own is not None:
            num_id, depth = _val(own, "numId") or num_id, _integer(_val(own, "ilvl"), depth)
        return num_id, min(max(depth, 0), LEVELS - 1)

    def _of_style(self, name: str) -> tuple[str, int]:
        seen: set[str] = set()
        while name and name not in seen:
            if name in self._styles:
                return self._styles[name]
            seen.add(name)
            name = self._based_on.get(name, "")
        return "", 0

    def _read_lists(self, root: etree._Element) -> None:
        abstract = {
            node.get(f"{W}abstractNumId", ""): {
                _integer(level.get(f"{W}ilvl"), 0): _read_level(level) for level in node.findall(f"{W}lvl")
            }
            for node in root.findall(f"{W}abstractNum")
        }
        for node in root.findall(f"{W}num"):
            num_id, base = node.get(f"{W}numId", ""), _val(node, "abstractNumId")
            levels = dict(abstract.get(base, {}))
            for override in node.findall(f"{W}lvlOverride"):
                depth = _integer(override.get(f"{W}ilvl"), 0)
                if (level := override.find(f"{W}lvl")) is not None:
                    levels[depth] = _read_level(level)
                if start := _val(override, "startOverride"):
                    self._overrides[num_id, depth] = _integer(start, 1)
            self._lists[num_id] = _List(base, levels)

    def _read_styles(self, root: etree._Element) -> None:
        for style in root.findall(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._based_on[name] = _val(style, "basedOn")
            own = style.find(f"{W}pPr/{W}numPr")
            if own is not None and _val(own, "numId"):
                self._styles[name] = (_val(own, "numId"), _integer(_val(own, "ilvl"), 0))


def _read_level(node: etree._Element) -> _Level:
    return _Level(
        start=_integer(_val(node, "start"), 1),
        format=_val(node, "numFmt") or "decimal",
        text=_val(node, "lvlText"),
        suffix="" if _val(node, "suff") == "nothing" else " ",
        legal=node.find(f"{W}isLgl") is not None,
    )


def _val(node: etree._Element, child: str) -> str:
    found = node.find(f"{W}{child}")
    return found.get(f"{W}val", "") if found is not None else ""


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
