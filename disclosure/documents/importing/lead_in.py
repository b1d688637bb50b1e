"""What stands above the body of a document: navigation, facts, red head and title."""

import re

from .chrome import is_breadcrumb, is_tool
from .header import bullet_text, field_of_label, fields_of_line, is_header_line, unlabelled_facts
from .markers import TITLE_LINES, ends_with_genre, is_institution, is_title_line, title_length
from .numbers import parse_document_number
from .page import Page
from .raw import RawDocument, RawItem, RawTable
from .spelling import squeeze

LEAD_IN_ITEMS = 40  # a saved page shows its navigation and facts in at most some thirty lines
LEAD_IN_TITLES = 6  # short lines in a row after which the body has surely begun
_RED_HEAD = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{4,40})文件")


def take_lead_in(items: list[RawItem], raw: RawDocument, page: Page) -> list[RawItem]:
    """Take off what stands above the body, up to the last line that is surely not body."""
    end, breadcrumb, titles_in_row = 0, 0, 0
    kinds: list[str] = []
    for index, item in enumerate(items[:LEAD_IN_ITEMS]):
        kind = _lead_in_kind(item)
        if kind == "body" or titles_in_row > LEAD_IN_TITLES:
            break
        kinds.append(kind)
        titles_in_row = titles_in_row + 1 if kind == "title" else 0
        if kind != "title":
            end = index + 1
        if kind == "breadcrumb":
            breadcrumb = index
    if not breadcrumb and "breadcrumb" not in kinds:
        breadcrumb = -1
    titles = [i for i in range(breadcrumb + 1, end) if kinds[i] == "title"]
    page.title = _title_of_lead_in([items[i].text for i in titles], page)
    _put_aside(items[:end], kinds, breadcrumb, raw, page)
    kept = [items[i] for i in titles if squeeze(items[i].text) not in squeeze(page.title)]
    return kept + items[end:]


def _lead_in_kind(item: RawItem) -> str:
    if isinstance(item, RawTable):
        labels = sum(
            field_of_label(cell.text) is not None or bool(fields_of_line(cell.text))
            for r in item.rows
            for cell in r
        )
        return "facts" if labels >= 2 and labels >= len(item.rows) else "body"
    text = item.text
    if not text:
        return "body"
    if is_breadcrumb(text):
        return "breadcrumb"
    if is_tool(text):
        return "tool"
    if is_header_line(text) or parse_document_number(text):
        return "facts"
    if bullet_text(text) and len(text) < 100:
        return "bullet"
    if _RED_HEAD.fullmatch(text) and is_institution(text.removesuffix("文件")):
        return "facts"
    return "title" if is_title_line(text) else "body"


def _title_of_lead_in(lines: list[str], page: Page) -> str:
    """The title among the short lines between facts; the one the facts name, if they name it."""
    name = squeeze(str(page.facts["name"]))
    for line in lines:
        if squeeze(line) == name:
            return line
    for index in range(len(lines)):
        count = title_length(lines[index:])
        if count and (count > 1 or not is_institution(lines[index])):
            return _joined(lines[index : index + count])
    return ""


def _joined(lines: list[str]) -> str:
    return "".join(line.strip() for line in lines)


def _put_aside(items: list[RawItem], kinds: list[str], breadcrumb: int, raw: RawDocument, page: Page) -> None:
    bullets = [item for item, kind in zip(items, kinds, strict=False) if kind == "bullet"]
    for index, item in enumerate(items):
        kind = kinds[index]
        if kind == "facts":
            if not (page.take_table(item) or page.take_line(item)):
                _printed_head(item, page)
        elif kind in ("breadcrumb", "tool") or (kind == "title" and index < breadcrumb):
            page.put_aside("导航", item)
        elif kind == "bullet":
            page.put_aside("文件头", item)
        elif squeeze(item.text) in squeeze(page.title):
            page.put_aside("标题", item)
    _bullet_facts(bullets, raw, page)


def _printed_head(item: RawItem, page: Page) -> None:
    """The red head of a paper: 某某人民政府文件, and its 文号."""
    match = _RED_HEAD.fullmatch(item.text)
    page.facts.add(
        "issuer" if match else "document_number", match["issuer"] if match else item.text, item.place
    )
    page.put_aside("文件头", item)


def _bullet_facts(bullets: list[RawItem], raw: RawDocument, page: Page) -> None:
    values = []
    for item in bullets:
        labelled = fields_of_line(item.text)
        for name, _label, value in labelled:
            page.facts.add(name, value, item.place)
        if not labelled:
            values.append(bullet_text(item.text) or "")
    found, rest = unlabelled_facts(values)
    for name, value in found:
        page.facts.add(name, value, bullets[0].place)
    for value in rest:
        name = "issuer" if is_institution(value) else "category"
        page.facts.add(name, value, bullets[0].place)
    if values:
        raw.notice(
            "文件头各项没有标签，已按内容和先后次序识别（两个日期依次为成文日期、发布日期），请逐项核对",
            bullets[0].place,
        )


def take_title(items: list[RawItem], raw: RawDocument, page: Page) -> None:
    """Take the title off the beginning of the body, where it is printed again or only there."""
    lines = []
    for item in items[:TITLE_LINES]:
        if not item.text:
            break
        lines.append(item.text)
    known = page.title or raw.title or str(page.facts["name"])
    count = next((n for n in range(1, len(lines) + 1) if squeeze(_joined(lines[:n])) == squeeze(known)), 0)
    if not count and not page.title:
        count = _printed_title(lines, known, raw.title_hint)
    for item in items[:count]:
        page.put_aside("标题", item)
    page.title = (page.title or _joined(lines[:count]) or known or raw.title_hint).strip()
    if not page.title:
        raw.notice("未找到标题，请在草稿中填写")
    page.body = items[count:]


def _printed_title(lines: list[str], known: str, hint: str) -> int:
    """How many of the first lines are the title, seen beside the one the file names."""
    count = title_length(lines)
    printed = squeeze(_joined(lines[:count]))
    if known:
        return count if printed in squeeze(known) or squeeze(known) in printed else 0
    if hint and not ends_with_genre(printed) and printed not in squeeze(hint):
        return 0
    return count
