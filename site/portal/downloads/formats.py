"""The formats of a download: each makes bytes from a paper."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from foundation.letters.fonts import pdf_font

from .paper import Grid, Line, Paper
from .pdf import pdf

BOM = "\ufeff"  # so that 记事本 of every Windows reads it as UTF-8
_LATIN = "Times New Roman"
_TITLE, _TEXT, _HEADING = "方正小标宋简体", "仿宋_GB2312", "黑体"  # GB/T 9704—2012
_TITLE_SIZE, _TEXT_SIZE, _SMALL_SIZE = Pt(22), Pt(16), Pt(10.5)  # 二号, 三号 (GB/T 9704—2012), 五号


@dataclass(frozen=True, slots=True)
class Format:
    """One way to download, offered where ``is_there`` says so."""

    extension: str
    label: str
    content_type: str
    make: Callable[[Paper], bytes]
    is_there: Callable[[], bool] = lambda: True


def text(paper: Paper) -> bytes:
    """Plain text as 记事本 shows it well: UTF-8 with its mark, lines ended the Windows way."""
    lines = [paper.title, *([paper.number] if paper.number else []), ""]
    lines += [f"{label}：{words}" for label, words in paper.facts]
    lines.append("")
    for part in paper.parts:
        match part:
            case Grid(rows):
                lines += ["\t".join(" ".join(cell.split()) for cell in row) for row in rows]
            case Line(words, level):
                lines.append(f"\r\n{words}" if level else f"　　{words}")
    if paper.files:
        lines += ["", "附件："] + [f"{number}. {name}" for number, name in enumerate(paper.files, start=1)]
    lines += ["", paper.foot.replace("\n", "\r\n"), ""]
    return (BOM + "\r\n".join(lines)).encode()


def word(paper: Paper) -> bytes:
    """A Word file laid out like an official document."""
    book = docx.Document()
    section = book.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)  # GB/T 9704—2012: 天头 37 mm
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)  # 订口 28 mm
    book.core_properties.title, book.core_properties.author = paper.title[:255], ""
    _say(book.add_paragraph(), paper.title, _TITLE, _TITLE_SIZE, centred=True)
    if paper.number:
        _say(book.add_paragraph(), paper.number, _TEXT, _TEXT_SIZE, centred=True)
    _table(book, [[label, words] for label, words in paper.facts])
    book.add_paragraph()
    for part in paper.parts:
        match part:
            case Grid(rows):
                _table(book, rows)
            case Line(words, 0):
                paragraph = book.add_paragraph()
                paragraph.paragraph_format.first_line_indent = _TEXT_SIZE * 2
                _say(paragraph, words, _TEXT, _TEXT_SIZE)
            case Line(words):
                _say(book.add_paragraph(), words, _HEADING, _TEXT_SIZE, centred=True)
    for number, name in enumerate(paper.files, start=1):
        _say(book.add_paragraph(), f"附件{number}：{name}", _TEXT, _TEXT_SIZE)
    _say(book.add_paragraph(), paper.foot, _TEXT, _SMALL_SIZE)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _say(paragraph: Paragraph, words: str, font: str, size: int, *, centred: bool = False) -> None:
    run = paragraph.add_run(words)
    run.font.name, run.font.size = _LATIN, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(book: docx.document.Document, rows: list[list[str]]) -> None:
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    table = book.add_table(rows=0, cols=width, style="Table Grid")
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            _say(cell.paragraphs[0], words, _TEXT, _SMALL_SIZE)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    one.extension: one
    for one in (
        Format("txt", "文本（TXT）", "text/plain; charset=utf-8", text),
        Format("docx", "Word 文档（DOCX）", _WORD, word),
        Format("pdf", "PDF 文档", "application/pdf", pdf, lambda: pdf_font() is not None),
    )
}
