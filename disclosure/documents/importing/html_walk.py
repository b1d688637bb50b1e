"""From the elements of a page to paragraphs, tables and pictures in reading order."""

import base64
import binascii
import re
from collections import Counter
from urllib.parse import unquote

from lxml import etree

from .blocks import Cell, LinkedFile
from .header import field_of_label
from .html_content import is_control
from .images import check_image
from .limits import MAX_IMAGE_BYTES, MAX_IMAGES, MAX_SPAN
from .list_numbers import format_number
from .markers import is_marked
from .problems import ImportProblem
from .raw import RawDocument, RawImage, RawParagraph, RawTable
from .spelling import clean, words

DROPPED = frozenset(
    words(
        "script style noscript iframe frame object embed applet template svg math canvas audio video map link "
        "base input select textarea button option datalist"
    )
)
_BLOCKS = frozenset(
    words(
        "p div section article h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre tr td th table tbody thead "
        "tfoot caption main form fieldset center address figure figcaption header footer nav aside hr body "
        "details summary"
    )
)
_FILE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|rtf|zip|rar|7z|txt|csv)(?:[?#].*)?$", re.IGNORECASE
)
_DATA_URI = re.compile(r"data:image/[a-z+.-]+;base64,(?P<data>[A-Za-z0-9+/=\s%]+)$", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SOURCE_BREAK = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
LAYOUT_CELL_CHARS = 1500  # a data table has no cell as long as an article
LAYOUT_ROWS = 3


class Walker:
    """Walks a page once. `content` is the element of the main text; the rest is marked so."""

    def __init__(self, raw: RawDocument, content: etree._Element):
        self._raw = raw
        self._content = content
        self._pieces: list[str] = []
        self._place = 0
        self._prefix = ""
        self._images = 0
        self._hidden = False
        self._listed: Counter[etree._Element] = Counter()

    def walk(self, body: etree._Element) -> None:
        """Fill the document with the items of `body`."""
        self._node(body, inside=False)
        self._flush(False)
        if self._hidden:
            self._raw.notice("网页中有不显示的文字，未导入，请核对")

    def _node(self, node: etree._Element, inside: bool) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in DROPPED:
            return
        if "hidden" in node.attrib or _HIDDEN.search(node.get("style") or ""):
            self._hidden = self._hidden or (inside and bool("".join(node.itertext()).strip()))
            return
        inside = node is self._content or (inside and not is_control(node))
        if tag == "br":
            self._flush(inside)
        elif tag == "img":
            self._image(node, inside)
        elif tag == "table" and not _is_layout(node):
            self._flush(inside)
            self._table(node, inside)
        elif tag == "dl" and _is_fact_list(node):
            self._flush(inside)
            self._fact_list(node, inside)
        else:
            self._children(node, tag, inside)

    def _children(self, node: etree._Element, tag: str, inside: bool) -> None:
        block = tag in _BLOCKS
        if block:
            self._flush_around(node, inside)
        if tag == "li":
            self._prefix = self._list_number(node)
        if tag == "a" and inside:
            self._link(node)
        self._add(node.text, node)
        for child in node:
            self._node(child, inside)
            self._add(child.tail, node)
        if block:
            self._flush(inside)

    def _flush_around(self, node: etree._Element, inside: bool) -> None:
        """End the paragraph before a block; what the main text stands in is not part of it."""
        self._flush(inside and node is not self._content)

    def _add(self, text: str | None, parent: etree._Element) -> None:
        if not text:
            return
        if parent.tag == "pre":
            self._pieces.append(text.replace("\r\n", "\n").replace("\n", "\x00"))
        else:
            self._pieces.append(_BLANKS.sub(" ", _SOURCE_BREAK.sub("", text)))

    def _flush(self, inside: bool) -> None:
        lines = "".join(self._pieces).split("\x00")
        self._pieces.clear()
        for line in lines:
            line = clean(line)
            if line:
                if self._prefix and not is_marked(line):
                    line = self._prefix + line
                self._prefix = ""
                self._place += 1
                self._raw.add(RawParagraph(line, self._place, inside))

    def _list_number(self, item: etree._Element) -> str:
        """The number a browser shows before an <li> of an ordered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        start = (parent.get("start") or "1").strip()
        number = (int(start) if start.isdecimal() and len(start) < 6 else 1) + self._listed[parent]
        self._listed[parent] += 1
        return format_number(number, _LIST_STYLES.get(parent.get("type") or "", "decimal")) + "."

    def _link(self, node: etree._Element) -> None:
        href = (node.get("href") or "").strip()
        if _FILE.search(href):
            text = clean(_BLANKS.sub(" ", "".join(node.itertext())))
            self._raw.linked_files.append(LinkedFile(text or href, href))

    def _image(self, node: etree._Element, inside: bool) -> None:
        if not inside:
            return
        source, alt = (node.get("src") or "").strip(), clean(node.get("alt") or node.get("title") or "")
        self._flush(inside)
        self._place += 1
        match = _DATA_URI.fullmatch(source)
        if not match:
            label = f"〔图片：{alt or '未导入'}〕"
            if not source.startswith("data:"):
                self._raw.linked_files.append(LinkedFile(alt or source, source, is_image=True))
            self._raw.add(RawParagraph(label, self._place, inside))
            self._raw.notice("网页中的图片不在文件内，未导入，请另存图片后在草稿中插入", self._place)
            return
        self._embedded(match["data"], alt, inside)

    def _embedded(self, encoded: str, alt: str, inside: bool) -> None:
        self._images += 1
        try:
            if self._images > MAX_IMAGES:
                raise ImportProblem(f"图片超过 {MAX_IMAGES} 张，未导入，请拆分文件")
            if len(encoded) > MAX_IMAGE_BYTES * 2:
                raise ImportProblem("图片过大，未导入，请压缩后重新插入")
            data = base64.b64decode(unquote(encoded), validate=False)
            image = check_image(data, f"图片{self._images}", alt, self._place)
        except binascii.Error:
            self._raw.notice("图片已损坏，未导入，请另存后重新插入", self._place)
        except ImportProblem as problem:
            self._raw.notice(problem.message, self._place)
        else:
            self._raw.add(RawImage(image, self._place, inside))

    def _table(self, node: etree._Element, inside: bool) -> None:
        self._place += 1
        place = self._place
        outer, self._raw.items = self._raw.items, []
        rows = tuple(tuple(self._cell(cell, inside) for cell in _cells(row)) for row in _rows(node))
        images = [item for item in self._raw.items if isinstance(item, RawImage)]
        self._raw.items = outer
        caption = node.find("caption")
        if caption is not None:
            self._children(caption, "caption", inside)
        if any(cell.text for row in rows for cell in row):
            self._raw.add(RawTable(tuple(row for row in rows if row), place, inside))
        self._raw.items += images

    def _cell(self, node: etree._Element, inside: bool) -> Cell:
        start = len(self._raw.items)
        self._children(node, node.tag, inside)
        found = self._raw.items[start:]
        lines = [item.text for item in found if isinstance(item, RawParagraph)]
        self._raw.items[start:] = [item for item in found if isinstance(item, RawImage)]
        return Cell("\n".join(lines), _span(node, "colspan"), _span(node, "rowspan"), node.tag == "th")

    def _fact_list(self, node: etree._Element, inside: bool) -> None:
        """A <dl> of labels and values becomes a table of two columns."""
        self._place += 1
        place, rows, label = self._place, [], ""
        for child in node.iter("dt", "dd"):
            text = clean(_BLANKS.sub(" ", "".join(child.itertext())))
            if child.tag == "dt":
                label = text
            else:
                rows.append((Cell(label, header=True), Cell(text)))
        self._raw.add(RawTable(tuple(rows), place, inside))


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page: nested, one column, or with an article in a cell."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    rows = [_cells(row) for row in _rows(table)]
    if max((len(row) for row in rows), default=0) < 2:
        return True
    longest = max(len("".join(cell.itertext())) for row in rows for cell in row)
    return len(rows) <= LAYOUT_ROWS and longest > LAYOUT_CELL_CHARS


def _is_fact_list(node: etree._Element) -> bool:
    return sum(field_of_label("".join(term.itertext())) is not None for term in node.iter("dt")) >= 2


def _span(node: etree._Element, name: str) -> int:
    value = (node.get(name) or "").strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isdecimal() and len(value) < 6 else 1
