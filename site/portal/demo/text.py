"""Reads the texts written for 示范县 in ``texts/`` and turns them into what pages hold.

A text may say ``{年}``, ``{上年}``, ``{下年}`` for years and ``{earlier|later}`` where two editions differ.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
TOPIC_FILES = (
    "yibao", "yanglao", "jiuye", "nongfang", "yingshang", "zhaosheng", "fangxun", "shipin", "yusuan", "nongye",
)  # fmt: skip
NORMATIVE = "规范性文件"
NOTES = "=== 逐条解读"
_HEADER = re.compile(r"=== (?P<kind>规范性文件|其他文件) (?P<genre>\S+) (?P<month>\d+)月 (?P<title>.+)")
_ITEM_HEADER = re.compile(r"=== (?P<item>\d+) (?P<month>\d+)月 (?P<title>.+)")
_CHOICE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_ARTICLE = re.compile(r"(第[一二三四五六七八九十]+条) (.+)")


@dataclass(frozen=True, slots=True)
class Text:
    """A document as written, before year and edition are filled in. ``month`` is the month it is issued in."""

    kind: str
    genre: str
    month: int
    title: str
    overview: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What one file tells: the body, its three documents, the six elements of their interpretation.

    ``notes`` explain single clauses of the normative document.
    """

    name: str
    body: str
    subject: str
    item: int
    tags: tuple[str, ...]
    texts: tuple[Text, ...]
    elements: dict[str, str] = field(hash=False)
    notes: dict[str, str] = field(hash=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Information:
    """A piece of general information and the number of the catalogue item it is filed under (0: none)."""

    item: int
    month: int
    title: str
    overview: str
    lines: tuple[str, ...]


def _sections(name: str) -> list[list[str]]:
    """The lines of a file, cut at each ``===``."""
    sections: list[list[str]] = [[]]
    for line in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("==="):
            sections.append([])
        if line.strip():
            sections[-1].append(line.strip())
    return [section for section in sections if section]


def _pairs(lines: list[str]) -> dict[str, str]:
    return dict(line.split("：", 1) for line in lines)


def read_topic(name: str) -> Topic:
    """One topic file."""
    head, *documents = _sections(name)
    notes = documents.pop() if documents[-1][0] == NOTES else [NOTES]
    elements = documents.pop()
    facts = _pairs(head)
    return Topic(
        name=facts["主题"],
        body=facts["机构"],
        subject=facts["分类"],
        item=int(facts["事项"]),
        tags=tuple(facts["主题词"].split("、")),
        texts=tuple(_text(section) for section in documents),
        elements=_pairs(elements[1:]),
        notes=_pairs(notes[1:]),
    )


def _told(pattern: re.Pattern[str], header: str) -> re.Match[str]:
    match = pattern.fullmatch(header)
    if match is None:
        raise ValueError(f"no header of a demonstration text: {header}")
    return match


def _text(section: list[str]) -> Text:
    header, overview, *lines = section
    told = _told(_HEADER, header)
    return Text(
        kind=told["kind"],
        genre=told["genre"],
        month=int(told["month"]),
        title=told["title"],
        overview=_pairs([overview])["概述"],
        lines=tuple(lines),
    )


def read_drafts() -> tuple[Text, ...]:
    """What is still on its way through sign-off."""
    return tuple(_text(section) for section in _sections("drafts"))


def topics() -> list[Topic]:
    """All topics in their order."""
    return [read_topic(name) for name in TOPIC_FILES]


def information(name: str) -> list[Information]:
    """General information from one file."""
    found = []
    for header, overview, *lines in _sections(name):
        told = _told(_ITEM_HEADER, header)
        item, month = int(told["item"]), int(told["month"])
        found.append(Information(item, month, told["title"], _pairs([overview])["概述"], tuple(lines)))
    return found


def fill(text: str, year: int, edition: int = 1) -> str:
    """The text of one edition (0 the earlier, 1 the later) in one year."""
    text = _CHOICE.sub(lambda choice: choice[edition + 1], text)
    for word, value in (("{年}", year), ("{上年}", year - 1), ("{下年}", year + 1)):
        text = text.replace(word, str(value))
    return text


def chinese_date(day: dt.date) -> str:
    """2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def blocks(lines: list[str]) -> list[tuple[str, object]]:
    """The blocks of a document's body: chapters, headings, articles, paragraphs."""
    made: list[tuple[str, object]] = []
    for line in lines:
        if line.startswith("## "):
            made.append(("heading", {"level": "heading", "text": line[3:], "anchor": ""}))
        elif line.startswith("# "):
            made.append(("heading", {"level": "chapter", "text": line[2:], "anchor": ""}))
        elif article := _ARTICLE.fullmatch(line):
            text = f"<p>{escape(article[2])}</p>"
            made.append(("article", {"number": article[1], "text": text, "anchor": ""}))
        else:
            made.append(("text", f"<p>{escape(line)}</p>"))
    return made


def rich_text(lines: list[str]) -> str:
    """The HTML of a page that is not an official document."""
    return "".join(
        f"<h3>{escape(line[3:])}</h3>" if line.startswith("## ") else f"<p>{escape(line)}</p>"
        for line in lines
    )
