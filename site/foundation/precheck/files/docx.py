"""Text of a Word file with its places, and what Word keeps besides: comments, tracked changes, hidden text."""

from collections.abc import Iterator

from lxml import etree

from ..rules.finding import Severity
from .content import FileContent
from .package import Package, office_properties

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_FORMAT_CHANGES = tuple(f"{W}{name}" for name in ("rPrChange", "pPrChange", "tblPrChange", "sectPrChange"))
_ENDS_CELL = "\t"


def read_docx(data: bytes) -> FileContent:
    """Body, tables, headers, footers, notes, comments, deleted and hidden text. Raises Unreadable."""
    package = Package(data)
    content = FileContent()
    body = package.xml("word/document.xml")
    if body is not None:
        _read_story(body, "正文", content)
        _tell_changes(body, content)
    for start, label in (
        ("word/header", "页眉"),
        ("word/footer", "页脚"),
        ("word/footnotes", "脚注"),
        ("word/endnotes", "尾注"),
    ):
        for name in package.names(start, ".xml"):
            root = package.xml(name)
            if root is not None:
                _read_story(root, label, content)
    _read_comments(package, content)
    content.properties(office_properties(package))
    return content


def _read_story(root: etree._Element, label: str, content: FileContent) -> None:
    """Paragraphs outside tables line by line, then each table row by row."""
    lines: list[str] = []
    tables: dict[etree._Element, dict[etree._Element, list[str]]] = {}
    deleted: list[str] = []
    hidden: list[str] = []
    for paragraph in root.iter(f"{W}p"):
        if _within(paragraph, MC_FALLBACK):
            continue
        text = "".join(_visible(paragraph, deleted, hidden))
        table = _outermost(paragraph, f"{W}tbl")
        if table is None:
            lines.append(text)
        else:
            row = _outermost(paragraph, f"{W}tr")
            tables.setdefault(table, {}).setdefault(row, []).append(text)
    content.add_text(label, "\n".join(lines), "段")
    for number, rows in enumerate(tables.values(), start=1):
        content.add_text(
            f"{label}表格{number}", "\n".join(_ENDS_CELL.join(cells) for cells in rows.values()), "行"
        )
    content.add_text(f"{label}修订中删除的文字", "\n".join(deleted))
    if hidden and content.add_text(f"{label}隐藏文字", "\n".join(hidden)):
        content.hidden(
            f"{label}中有隐藏文字", "请在Word中取消隐藏后核对；清理时会一并删去。", Severity.CONFIRM, label
        )


def _visible(paragraph: etree._Element, deleted: list[str], hidden: list[str]) -> Iterator[str]:
    """The text a reader sees; what is deleted or hidden goes to the other two lists."""
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is not paragraph:
            continue  # a text box inside the paragraph has paragraphs of its own
        if lost := "".join(node.text or "" for node in run.iterfind(f"{W}delText")):
            deleted.append(lost)
        text = "".join(_run_text(run))
        if text and _is_hidden(run):
            hidden.append(text)
        elif text and _within(run, f"{W}moveFrom") is None:
            yield text


def _run_text(run: etree._Element) -> Iterator[str]:
    for node in run:
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag == f"{W}tab":
            yield "\t"
        elif node.tag in (f"{W}br", f"{W}cr"):
            yield " "
        elif node.tag == f"{W}noBreakHyphen":
            yield "-"


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in ("0", "false", "off")


def _tell_changes(body: etree._Element, content: FileContent) -> None:
    changes = list(body.iter(*_CHANGES, *_FORMAT_CHANGES))
    if not changes:
        return
    authors = sorted({node.get(f"{W}author", "") for node in changes} - {""})
    by = f"，修订人：{'、'.join(authors)}" if authors else ""
    content.traces(f"有{len(changes)}处未处理的修订{by}", "正文")


def _read_comments(package: Package, content: FileContent) -> None:
    root = package.xml("word/comments.xml")
    comments = [] if root is None else list(root.iter(f"{W}comment"))
    if not comments:
        return
    texts = ["".join(node.text or "" for node in comment.iter(f"{W}t")) for comment in comments]
    authors = sorted({comment.get(f"{W}author", "") for comment in comments} - {""})
    by = f"，批注人：{'、'.join(authors)}" if authors else ""
    content.traces(f"有{len(comments)}条批注{by}", "批注")
    content.add_text("批注", "\n".join(texts), "条")


def _within(node: etree._Element, tag: str) -> etree._Element | None:
    return next(node.iterancestors(tag), None)


def _outermost(node: etree._Element, tag: str) -> etree._Element | None:
    return next(reversed(list(node.iterancestors(tag))), None)
