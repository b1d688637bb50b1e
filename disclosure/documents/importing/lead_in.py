"""What stands above the body of a document: navigation, facts, red head and title."""

import re

from .chrome import is_breadcrumb, is_tool
from .header import (
    bullet_text,
    field_of_label,
    fields_of_line,
    has_form_of,
    is_header_line,
    open_field,
    unlabelled_facts,
)
from .markers import TITLE_LINES, ends_with_genre, is_institution, is_title_line, title_length
from .numbers import parse_document_number
from .page import Page
from .raw import RawDocument, RawItem, RawTable
from .spelling import squeeze

LEAD_IN_ITEMS = 40  # a saved page shows its navigation and facts in at most some thirty lines
LEAD_IN_TITLES = 6  # short lines in a row after which the body has surely begun
# So many labels on lines of their own show that values stand below them, and not the title.
BARE_LABELS = 3
BULLET_CHARS = 100  # a bulleted fact is one line
_RED_HEAD = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{4,40})文件")


def take_lead_in(items: list[RawItem], raw: RawDocument, page: Page) -> list[RawItem]:
    """Take off what stands above the body, up to the last line that is surely not body."""
    kinds = _kinds(items)
    end = max((index for index, kind in enumerate(kinds) if kind != "title"), default=-1) + 1
    breadcrumb = max((index for index, kind in enumerate(kinds) if kind == "breadcrumb"), default=-1)
    _take_facts(items[:end], kinds, raw, page)
    for index in range(breadcrumb + 1):
        if kinds[index] in ("breadcrumb", "tool", "title"):
            page.put_aside("导航", items[index])
    titles = [items[index] for index in range(breadcrumb + 1, end) if kinds[index] == "title"]
    for index in range(breadcrumb + 1, end):
        if kinds[index] == "tool":
            page.put_aside("导航", items[index])
    first, count = _title_among([item.text for item in titles], str(page.facts["name"]))
    page.title = joined([item.text for item in titles[first : first + count]])
    kept = []
    for index, item in enumerate(titles):
        if first <= index < first + count or squeeze(item.text) == squeeze(page.title):
            page.put_aside("标题", item)
        else:
            kept.append(item)
    return kept + items[end:]


def _kinds(items: list[RawItem]) -> list[str]:
    """What each of the first items is, up to the first that is body."""
    kinds: list[str] = []
    for item in items[:LEAD_IN_ITEMS]:
        kind = _kind(item)
        if kind == "body" or kinds[-LEAD_IN_TITLES:] == ["title"] * LEAD_IN_TITLES:
            break
        kinds.append(kind)
    bullets = [unbulleted(item) for item, kind in zip(items, kinds, strict=False) if kind == "bullet"]
    if bullets and not any(fields_of_line(text) for text in bullets) and not unlabelled_facts(bullets)[0]:
        kinds = kinds[: kinds.index("bullet")]
    for index, kind in enumerate(kinds):
        if kind == "title":
            kinds[index] = _kind_among_facts(items[index].text, index, items, kinds)
    return kinds


def unbulleted(item: RawItem) -> str:
    """The text of a bulleted line without its bullet."""
    return bullet_text(item.text) or ""


def _kind(item: RawItem) -> str:
    """breadcrumb, tool, facts, bullet or title for a line that may stand above a body; else body."""
    if isinstance(item, RawTable):
        cells = [cell.text for row in item.rows for cell in row]
        labels = sum(field_of_label(text) is not None or bool(fields_of_line(text)) for text in cells)
        return "facts" if labels >= 2 and labels >= len(item.rows) else "body"
    text = item.text
    if not text:
        return "body"
    if is_breadcrumb(text):
        return "breadcrumb"
    if is_tool(text):
        return "tool"
    if is_header_line(text) or parse_document_number(text) or _red_head(text):
        return "facts"
    if bullet_text(text) and len(text) <= BULLET_CHARS:
        return "bullet"
    return "title" if is_title_line(text) else "body"


def _kind_among_facts(text: str, index: int, items: list[RawItem], kinds: list[str]) -> str:
    """A short line beside lines of facts may be one of them, or the value of the label above it."""
    above = kinds[index - 1] if index else ""
    below = kinds[index + 1] if index + 1 < len(kinds) else ""
    if fields_of_line(text) and "facts" in (above, below):
        return "facts"
    label = items[index - 1].text if above == "facts" else ""
    field = open_field(label)
    if field and has_form_of(field, text):
        return "value"
    if not field or field_of_label(label) is None or below != "facts":
        return "title"
    bare = sum(field_of_label(item.text) is not None for item in items[: len(kinds)])
    return "value" if bare >= BARE_LABELS or not ends_with_genre(text) else "title"


def _red_head(text: str) -> str:
    """The issuer a red head names: 某某人民政府文件; empty for any other line."""
    match = _RED_HEAD.fullmatch(text)
    return match["issuer"] if match and is_institution(match["issuer"]) else ""


def _title_among(lines: list[str], name: str) -> tuple[int, int]:
    """Where among the short lines between facts the title begins, and how many lines it takes."""
    for index, line in enumerate(lines):
        if name and squeeze(line) == squeeze(name):
            return index, 1
    for index, line in enumerate(lines):
        count = title_length(lines[index:])
        if count and (count > 1 or not is_institution(line)):
            return index, count
    return 0, 0


def joined(lines: list[str]) -> str:
    """A title printed over several lines as one."""
    return "".join(line.strip() for line in lines)


def _take_facts(items: list[RawItem], kinds: list[str], raw: RawDocument, page: Page) -> None:
    """Record and put aside the lines of facts."""
    for index, item in enumerate(items):
        kind = kinds[index]
        if kind == "facts" and not (page.take_table(item) or page.take_line(item, certain=True)):
            _printed_head(item, page)
        elif kind == "value":
            page.facts.add(open_field(items[index - 1].text), item.text, item.place)
            page.put_aside("文件头", item)
        elif kind == "bullet":
            page.put_aside("文件头", item)
    _bullet_facts([item for item, kind in zip(items, kinds, strict=False) if kind == "bullet"], raw, page)


def _printed_head(item: RawItem, page: Page) -> None:
    """The red head of a paper: 某某人民政府文件, or its 文号."""
    issuer = _red_head(item.text)
    page.facts.add("issuer" if issuer else "document_number", issuer or item.text, item.place)
    page.put_aside("文件头", item)


def _bullet_facts(bullets: list[RawItem], raw: RawDocument, page: Page) -> None:
    """Facts of a bulleted list, with labels or, told by their form, without."""
    values = []
    for item in bullets:
        labelled = fields_of_line(item.text)
        for name, _label, value in labelled:
            page.facts.add(name, value, item.place)
        if not labelled:
            values.append(unbulleted(item))
    if not values:
        return
    place = bullets[0].place
    found, rest = unlabelled_facts(values)
    rest_fields = [("issuer" if is_institution(value) else "category", value) for value in rest]
    for name, value in found + rest_fields:
        page.facts.add(name, value, place)
    raw.notice(
        "文件头各项没有标签，已按内容和先后次序识别（两个日期依次为成文日期、发布日期），请逐项核对", place
    )


def take_title(items: list[RawItem], raw: RawDocument, page: Page) -> None:
    """Take the title off the beginning of the body, where it is printed again or only there."""
    lines = []
    for item in items[:TITLE_LINES]:
        if not item.text:
            break
        lines.append(item.text)
    known = page.title or raw.title or str(page.facts["name"])
    count = next((n for n in range(1, len(lines) + 1) if squeeze(joined(lines[:n])) == squeeze(known)), 0)
    if not count and not page.title:
        count = _printed_title(lines, known, raw.title_hint)
    for item in items[:count]:
        page.put_aside("标题", item)
    page.title = (page.title or joined(lines[:count]) or known or raw.title_hint).strip()
    if not page.title:
        raw.notice("未找到标题，请在草稿中填写")
    page.body = items[count:]


def _printed_title(lines: list[str], known: str, hint: str) -> int:
    """How many of the first lines are the title, seen beside the one the file names."""
    count = title_length(lines)
    printed = squeeze(joined(lines[:count]))
    if known:
        return count if printed in squeeze(known) or squeeze(known) in printed else 0
    if hint and not ends_with_genre(printed) and printed not in squeeze(hint):
        return 0
    return count
