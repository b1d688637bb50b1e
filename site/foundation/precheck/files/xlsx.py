"""Cells of an Excel file with their rows, hidden sheets included, and its comments and hidden rows."""

import datetime as dt
from io import BytesIO

import openpyxl
from lxml import etree

from ..rules.finding import Severity
from .content import FileContent, Unreadable
from .limits import MAX_CELLS
from .package import Package, is_comment_part, office_properties, parse_xml

_X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_UNHIDE = "请在表格软件中取消隐藏，核对后删去不公开的内容，再重新上传。"


def read_xlsx(data: bytes) -> FileContent:
    """Every sheet row by row. Raises Unreadable."""
    package = Package(data)
    content = FileContent()
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            _read_sheet(sheet, content)
        book.close()
    except Unreadable:
        raise
    except Exception:  # the library raises whatever a broken file makes it stumble over
        raise Unreadable("表格已损坏，请用表格软件重新打开并另存后再上传") from None
    _tell_hidden_rows(package, content)
    _read_comments(package, content)
    content.properties(office_properties(package))
    return content


def _read_sheet(sheet, content: FileContent) -> None:
    label = f"工作表“{sheet.title}”"
    if sheet.sheet_state != "visible":
        label = f"隐藏{label}"
        content.hidden(f"有{label}", _UNHIDE, Severity.MUST_FIX, label)
    lines: list[str] = []
    cells = 0
    sheet.reset_dimensions()  # a wrong size in the file must not hide cells
    for row in sheet.iter_rows(values_only=True):
        lines.append("\t".join(map(_as_text, row)).rstrip("\t"))
        cells += len(row)
        if cells > MAX_CELLS:
            content.unchecked("单元格过多，超出部分未自动检查", "请拆分表格，或人工核对后面的内容。", label)
            break
    content.add_text(label, "\n".join(lines), "行")


def _as_text(value: object) -> str:
    """A cell as it is read: a number typed as a number keeps all its digits."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%Y-%m-%d}"
    return str(value).replace("\n", " ")


def _tell_hidden_rows(package: Package, content: FileContent) -> None:
    for number, name in enumerate(package.names("xl/worksheets/sheet", ".xml"), start=1):
        rows = columns = 0
        events = etree.iterparse(
            BytesIO(package.read(name)),
            tag=(f"{_X}row", f"{_X}col"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        for _event, node in events:
            if node.get("hidden") in ("1", "true"):
                rows, columns = (rows + 1, columns) if node.tag == f"{_X}row" else (rows, columns + 1)
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]
        told = [f"{rows}行" if rows else "", f"{columns}组列" if columns else ""]
        if rows or columns:
            content.hidden(
                f"有隐藏的{'、'.join(filter(None, told))}", _UNHIDE, Severity.CONFIRM, f"第{number}张工作表"
            )


def _read_comments(package: Package, content: FileContent) -> None:
    texts: list[str] = []
    for name in filter(is_comment_part, package.names()):
        root = parse_xml(package.read(name))
        notes = root.iter(f"{_X}comment", f"{_THREADED}threadedComment")
        texts += ["".join(note.itertext()) for note in notes]
    if texts:
        content.traces(f"有{len(texts)}条批注", "批注")
        content.add_text("批注", "\n".join(text.replace("\n", " ") for text in texts), "条")
