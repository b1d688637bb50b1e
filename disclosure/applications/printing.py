"""附件3 as a PDF: one table, field by field in the order of its source. Only the characters in use are embedded."""

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, VAlign, WrapMode, XPos, YPos

from foundation.letters.fonts import Font, pdf_font

from .sheet import CONTENT, Sheet

CONTENT_TYPE = "application/pdf"
_NAME = "form"
_MARGIN, _LINE = 18, 5.6  # millimetres
_TITLE, _TEXT, _SMALL = 17, 10, 9  # points
_WIDTHS = (9, 12, 39, 114)  # part, group, label, value; A4 within the margins is 174 mm
# Chinese fonts that lack the ticked box have the full one (GB 2312): a box that is not drawn is a wish that is lost.
_TICK = ("☑", "■")
# Room to write by hand where a form is blank.
_ROOM = {CONTENT: 7, "所需信息的用途": 2, "申请人签名或者盖章": 2}


def is_there() -> bool:
    """Whether the server has a font for it."""
    return pdf_font() is not None


def pdf(sheet: Sheet) -> bytes:
    """Raises RuntimeError where the server has no font for it."""
    font = pdf_font()
    if font is None:
        raise RuntimeError("未找到可嵌入的中文字体")
    page = _page(font, sheet.title)
    page.set_font(_NAME, "B", _TITLE)
    page.multi_cell(0, 9, sheet.title, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    page.ln(2)
    page.set_font(_NAME, size=_TEXT)
    _table(page, sheet)
    page.ln(2)
    page.set_font(_NAME, size=_SMALL)
    page.multi_cell(0, _LINE, sheet.foot, wrapmode=WrapMode.CHAR)
    return bytes(page.output())


def _page(font: Font, title: str) -> FPDF:
    page = FPDF(format="A4")
    page.set_margins(_MARGIN, 14)
    page.set_auto_page_break(True, margin=14)
    page.set_title(title)
    page.set_lang("zh-Hans")
    page.add_font(_NAME, fname=font.regular, collection_font_number=font.face)
    page.add_font(_NAME, "B", fname=font.bold, collection_font_number=font.face)
    page.add_page()
    return page


def _table(page: FPDF, sheet: Sheet) -> None:
    """Part and group stand once beside their rows."""
    counts: dict[str, int] = {}
    for group in sheet.groups:
        counts[group.part] = counts.get(group.part, 0) + len(group.rows)
    with page.table(
        col_widths=_WIDTHS, first_row_as_headings=False, line_height=_LINE, padding=1,
        wrapmode=WrapMode.CHAR, borders_layout=TableBordersLayout.ALL, v_align=VAlign.M,
    ) as table:  # fmt: skip
        for group in sheet.groups:
            for at, (label, value) in enumerate(group.rows):
                row = table.row()
                if part := counts.pop(group.part, 0):
                    row.cell(_upright(group.part), rowspan=part, align="C")
                if at == 0:
                    row.cell(_upright(group.label), rowspan=len(group.rows), align="C")
                row.cell(label)
                row.cell(value.replace(*_TICK) or "\n" * (_ROOM.get(label, 1) - 1) + " ")


def _upright(words: str) -> str:
    """One character a line, as beside the rows of a form."""
    return "\n".join(words)
