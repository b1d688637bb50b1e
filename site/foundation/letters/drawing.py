"""The built-in template of a kind, drawn from its outline as a Word file in the form of GB/T 9704—2012."""

from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from . import rules
from .kinds import LetterKind, letter_kind
from .layout import Addressee, Each, Fact, Facts, Heading, Listing, Signature, Text, Title

_RED = RGBColor(0xE6, 0x00, 0x12)
_RED_LINE = (
    f"<w:pBdr {nsdecls('w')}>"
    '<w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="6" w:color="E60012"/></w:pBdr>'
)
# What the blank file refers to and no letter shows.
_UNUSED = frozenset({"thumbnail", "stylesWithEffects", "webSettings", "customXml", "numbering"})
_NAMES_STYLE = ("w:pStyle", "w:rStyle", "w:tblStyle")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@cache
def built_in(key: str) -> bytes:
    """The Word template that a kind has while nobody uploaded another one."""
    return _Drawing(letter_kind(key)).done()


class _Drawing:
    """One Word file in the making."""

    def __init__(self, kind: LetterKind) -> None:
        self.kind, self.document = kind, Document()
        self._set_page()
        self._set_type()
        if kind.has_letterhead:
            self._letterhead()
        for block in kind.outline:
            self._draw(block)

    def done(self) -> bytes:
        properties = self.document.core_properties
        properties.author, properties.comments, properties.title = "", "", self.kind.label
        _leave_out_unused(self.document)
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = map(Mm, rules.PAGE_MM)
        section.top_margin, section.bottom_margin = Mm(rules.TOP_MM), Mm(rules.BOTTOM_MM)
        section.left_margin, section.right_margin = Mm(rules.LEFT_MM), Mm(rules.RIGHT_MM)
        # 7.5: the number stands 7 mm below the text; right on odd pages, left on even ones.
        section.footer_distance = Mm(rules.BOTTOM_MM - 7 - 5)
        self.document.settings.odd_and_even_pages_header_footer = True
        for footer, side in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
            _page_number(footer.paragraphs[0], side)

    def _set_type(self) -> None:
        style: Any = self.document.styles["Normal"]
        style.font.size = Pt(rules.BODY_PT)
        _set_font(style.element.get_or_add_rPr(), rules.BODY_FONT)
        style.paragraph_format.line_spacing = Pt(rules.LINE_PT)
        style.paragraph_format.space_after = Pt(0)
        _name_fallbacks(self.document)

    def _letterhead(self) -> None:
        """发文机关标志 in red above a red line, the number at the right below it (第10.1条 信函格式)."""
        name = self._paragraph("{{ 发文机关标志 }}", ALIGN.CENTER, rules.TITLE_FONT, rules.LETTERHEAD_PT)
        name.runs[0].font.color.rgb = _RED
        name.paragraph_format.line_spacing = Pt(rules.LETTERHEAD_PT * 1.4)
        # Borders come before spacing and alignment in Word's schema.
        name._p.get_or_add_pPr().insert(0, parse_xml(_RED_LINE))
        if self.kind.series:
            self._paragraph("{{ 文号 }}", ALIGN.RIGHT)
        self._paragraph("")

    def _draw(self, block: Any) -> None:
        match block:
            case Title(text):
                self._paragraph(text, ALIGN.CENTER, rules.TITLE_FONT, rules.TITLE_PT)
                self._paragraph("")
            case Addressee(text):
                self._paragraph(f"{text}：")
            case Text(text, when):
                self._when(when, "p")
                _indent(self._paragraph(text, ALIGN.JUSTIFY))
                self._when(when, "p", ends=True)
            case Heading(text, when):
                self._when(when, "p")
                _indent(self._paragraph(text, font=rules.HEADING_FONT))
                self._when(when, "p", ends=True)
            case Each(label):
                self._paragraph(f"{{%p for 自然段 in {label} %}}")
                _indent(self._paragraph("{{ 自然段 }}", ALIGN.JUSTIFY))
                self._paragraph("{%p endfor %}")
            case Facts(rows):
                self._facts(rows)
            case Listing():
                self._listing(block)
            case Signature(is_sealed):
                self._signature(is_sealed)

    def _paragraph(
        self, text: str, align: Any = None, font: str = rules.BODY_FONT, size: float = rules.BODY_PT
    ) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = align
        if size > rules.BODY_PT:
            paragraph.paragraph_format.line_spacing = Pt(size * 1.5)
        _write(paragraph, text, font, size)
        return paragraph

    def _when(self, label: str, scope: str, *, ends: bool = False) -> None:
        if label:
            self._paragraph(f"{{%{scope} endif %}}" if ends else f"{{%{scope} if {label} %}}")

    def _table(self, widths: tuple[int, ...]) -> Any:
        table = self.document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(rules.TEXT_MM[0] * width / sum(widths))
        return table

    def _facts(self, rows: tuple[Fact, ...]) -> None:
        table = self._table((3, 10))
        for row in rows:
            if row.when:
                _control_row(table, f"{{%tr if {row.when} %}}")
            _fill(table.add_row(), [row.label, row.text], heads={0})
            if row.when:
                _control_row(table, "{%tr endif %}")

    def _listing(self, block: Listing) -> None:
        self._when(block.when, "p")
        table = self._table(block.widths)
        if block.has_head:
            head = table.add_row()
            head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            _fill(head, list(block.columns), heads=set(range(len(block.columns))))
        _control_row(table, f"{{%tr for 行 in {block.label} %}}")
        heads = set() if block.has_head else {0}
        _fill(table.add_row(), [f"{{{{ 行.{column} }}}}" for column in block.columns], heads=heads)
        _control_row(table, "{%tr endfor %}")
        self._when(block.when, "p", ends=True)

    def _signature(self, is_sealed: bool) -> None:
        self._paragraph("")
        for text in ("{{ 署名 }}" + ("（印章）" if is_sealed else ""), "{{ 成文日期 }}"):
            line = self._paragraph(text, ALIGN.RIGHT)
            line.paragraph_format.right_indent = Pt(rules.SIGNATURE_INDENT_PT)
            line.paragraph_format.keep_with_next = is_sealed


def _set_font(properties: Any, name: str) -> None:
    """The same type for Chinese and for other letters; the standard knows but one."""
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def _write(paragraph: Any, text: str, font: str, size: float, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    _set_font(run._r.get_or_add_rPr(), font)


def _indent(paragraph: Any) -> None:
    """Two characters, whatever the size of the type (7.3.3)."""
    properties = paragraph._p.get_or_add_pPr()
    properties.get_or_add_ind().set(qn("w:firstLineChars"), "200")


def _control_row(table: Any, tag: str) -> None:
    """A row that only steers: it is gone when the letter is made."""
    _write(table.add_row().cells[0].paragraphs[0], tag, rules.BODY_FONT, rules.TABLE_PT)


def _fill(row: Any, texts: list[str], heads: set[int]) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing = Pt(rules.TABLE_PT * 1.6)
        font = rules.HEADING_FONT if at in heads else rules.BODY_FONT
        _write(paragraph, text, font, rules.TABLE_PT)


def _page_number(paragraph: Any, side: Any) -> None:
    """一字线 on both sides of the number; one character of room to the edge."""
    paragraph.alignment = side
    indents = paragraph.paragraph_format
    indents.left_indent = indents.right_indent = Pt(rules.PAGE_NUMBER_PT)
    for part in ("— ", "begin", "instr", "end", " —"):
        is_field = part in ("begin", "instr", "end")
        run = paragraph.add_run("" if is_field else part)
        run.font.size = Pt(rules.PAGE_NUMBER_PT)
        _set_font(run._r.get_or_add_rPr(), rules.NUMBER_FONT)
        if is_field:
            run._r.append(_field_part(part))


def _field_part(kind: str) -> Any:
    if kind == "instr":
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = " PAGE "
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def _leave_out_unused(document: Any) -> None:
    """The blank file of the library brings a picture and some hundred styles: read and packed anew with each letter,
    they cost more than the letter itself.
    """
    for owner in (document.part.package, document.part):
        for key in [key for key, rel in owner.rels.items() if rel.reltype.rpartition("/")[2] in _UNUSED]:
            del owner.rels[key]
    styles = document.styles.element
    known = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
    wanted = {name for name, style in known.items() if style.get(qn("w:default")) == "1"}
    roots = [document.element, *(part.element for part in _footers(document))]
    wanted |= {at.get(qn("w:val")) for root in roots for tag in _NAMES_STYLE for at in root.iter(qn(tag))}
    while more := {name for one in wanted & known.keys() for name in _leans_on(known[one])} - wanted:
        wanted |= more
    for name in known.keys() - wanted:
        styles.remove(known[name])


def _footers(document: Any) -> list[Any]:
    section = document.sections[0]
    return [section.footer.part, section.even_page_footer.part]


def _leans_on(style: Any) -> list[str]:
    """Styles that a style names."""
    found = (style.find(qn(tag)) for tag in ("w:basedOn", "w:next", "w:link"))
    return [at.get(qn("w:val")) for at in found if at is not None]


def _name_fallbacks(document: Any) -> None:
    """Say in the font table what a computer without the official types shows instead."""
    part = next(
        part for part in document.part.package.iter_parts() if part.partname.endswith("fontTable.xml")
    )
    fonts = etree.fromstring(part.blob)
    for name, other in rules.FONTS.items():
        font = etree.SubElement(fonts, f"{{{_W}}}font", {f"{{{_W}}}name": name})
        etree.SubElement(font, f"{{{_W}}}altName", {f"{{{_W}}}val": other})
        etree.SubElement(font, f"{{{_W}}}charset", {f"{{{_W}}}val": "86"})
        etree.SubElement(font, f"{{{_W}}}family", {f"{{{_W}}}val": "auto"})
        etree.SubElement(font, f"{{{_W}}}pitch", {f"{{{_W}}}val": "default"})
    part._blob = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)
