"""The PDF of a paper. Only the characters in use are embedded."""

from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos

from foundation.letters.fonts import Font, pdf_font

from .paper import Grid, Line, Paper

_NAME = "paper"
_MARGIN, _LEADING = 22, 8.6  # millimetres
_TITLE, _TEXT, _SMALL = 19, 13, 9.5  # points


class _Sheet(FPDF):
    """A4 with the page number at the foot."""

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font(_NAME, size=_SMALL)
        self.cell(0, 8, f"— {self.page_no()} —", align="C")


def pdf(paper: Paper) -> bytes:
    """Raises RuntimeError where the server has no font for it."""
    font = pdf_font()
    if font is None:
        raise RuntimeError("未找到可嵌入的中文字体")
    sheet = _sheet(font, paper.title)
    sheet.set_font(_NAME, "B", _TITLE)
    sheet.multi_cell(0, 11, paper.title, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    if paper.number:
        _line(sheet, paper.number, align="C")
    sheet.ln(3)
    _table(sheet, [[label, words] for label, words in paper.facts], widths=(24, 76))
    sheet.ln(5)
    for part in paper.parts:
        match part:
            case Grid(rows):
                _table(sheet, rows)
            case Line(words, 0):
                _line(sheet, f"　　{words}")
            case Line(words):
                sheet.ln(2)
                _line(sheet, words, style="B", align="C")
    sheet.ln(4)
    for number, name in enumerate(paper.files, start=1):
        _line(sheet, f"附件{number}：{name}")
    sheet.ln(4)
    _line(sheet, paper.foot, size=_SMALL, height=5.5)
    return bytes(sheet.output())


def _sheet(font: Font, title: str) -> _Sheet:
    sheet = _Sheet(format="A4")
    sheet.set_margins(_MARGIN, _MARGIN)
    sheet.set_auto_page_break(True, margin=_MARGIN)
    sheet.set_title(title)
    sheet.set_lang("zh-Hans")
    sheet.add_font(_NAME, fname=font.regular, collection_font_number=font.face)
    sheet.add_font(_NAME, "B", fname=font.bold, collection_font_number=font.face)
    sheet.add_page()
    return sheet


def _line(
    sheet: _Sheet,
    words: str,
    *,
    style: str = "",
    size: float = _TEXT,
    height: float = _LEADING,
    align: str = "L",
) -> None:
    sheet.set_font(_NAME, style, size)
    # Chinese breaks between any two characters, not at blanks.
    sheet.multi_cell(
        0, height, words, align=align, wrapmode=WrapMode.CHAR, new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )


def _table(sheet: _Sheet, rows: list[list[str]], widths: tuple[int, ...] | None = None) -> None:
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    sheet.set_font(_NAME, size=_SMALL)
    with sheet.table(
        col_widths=widths, first_row_as_headings=False, line_height=6, padding=1, wrapmode=WrapMode.CHAR
    ) as table:
        for row in rows:
            line = table.row()
            for cell in [*row, *[""] * (width - len(row))]:
                line.cell(cell)
