"""Files and numbers made for the tests. No number belongs to anybody: 339999 is no district of China."""

from io import BytesIO

import pikepdf
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image

NO_DISTRICT = "339999"


def identity_number(birth: str = "19900307", order: str = "001", region: str = NO_DISTRICT) -> str:
    """GB 11643: the check digit makes the weighted sum of all 18 leave 1 on division by 11."""
    body = f"{region}{birth}{order}"
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(body))
    rest = (1 - total) % 11
    return body + ("X" if rest == 10 else str(rest))


def luhn(body: str) -> str:
    """The number with the check digit that ISO/IEC 7812 asks for."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def full_width(text: str) -> str:
    """ASCII as a Chinese input method types it when nobody notices."""
    return "".join(chr(ord(char) + 0xFEE0) for char in text)


def _saved(thing) -> bytes:
    out = BytesIO()
    thing.save(out)
    return out.getvalue()


def word_file(hidden: str = "", **parts: str) -> bytes:
    """A Word file; parts: body, cell, header, comment, inserted, deleted."""
    document = Document()
    document.core_properties.author = parts.get("author", "")
    document.core_properties.last_modified_by = parts.get("author", "")
    paragraph = document.add_paragraph(parts.get("body", "各乡镇人民政府："))
    if "cell" in parts:
        document.add_table(1, 2).cell(0, 1).text = parts["cell"]
    if "header" in parts:
        document.sections[0].header.paragraphs[0].text = parts["header"]
    if "comment" in parts:
        document.add_comment(paragraph.runs, text=parts["comment"], author="审稿人", initials="SG")
    for kind, text_tag in (("inserted", "w:t"), ("deleted", "w:delText")):
        if kind in parts:
            paragraph._p.append(_change(kind, text_tag, parts[kind]))
    if hidden:
        document.add_paragraph().add_run(hidden).font.hidden = True
    return _saved(document)


def _change(kind: str, text_tag: str, text: str):
    change = OxmlElement("w:ins" if kind == "inserted" else "w:del")
    change.set(qn("w:author"), "改稿人")
    run = OxmlElement("w:r")
    content = OxmlElement(text_tag)
    content.text = text
    run.append(content)
    change.append(run)
    return change


def excel_file(
    rows=(("姓名", "备注"),), secret_rows=(), comment: str = "", hidden_row: int = 0, author: str = ""
) -> bytes:
    """An Excel file; `secret_rows` go to a hidden sheet."""
    book = Workbook()
    book.properties.creator = author
    sheet = book.active
    sheet.title = "公示"
    for row in rows:
        sheet.append(row)
    if comment:
        sheet["A1"].comment = Comment(comment, "审稿人")
    if hidden_row:
        sheet.row_dimensions[hidden_row].hidden = True
    if secret_rows:
        secret = book.create_sheet("底表")
        secret.sheet_state = "hidden"
        for row in secret_rows:
            secret.append(row)
    return _saved(book)


def pdf_file(
    *pages: str, remark: str = "", author: str = "", password: str = "", attached: bytes = b""
) -> bytes:
    """A PDF with one line of text per page, in a font that every reader brings along."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name("/STSong-Light"),
            Encoding=pikepdf.Name("/UniGB-UCS2-H"),
            DescendantFonts=[_song()],
        )
    )
    for text in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        lines = b" T* ".join(
            b"<%s> Tj" % line.encode("utf-16-be").hex().encode() for line in text.split("\n")
        )
        page.Contents = pdf.make_stream(b"BT /F1 10 Tf 14 TL 40 800 Td " + lines + b" ET" if text else b"")
    if remark:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[40, 700, 60, 720], Contents=remark
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([note]))
    if author:
        pdf.docinfo["/Author"] = author
    if attached:
        pdf.attachments["底稿.txt"] = attached
    out = BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def _song() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType0,
        BaseFont=pikepdf.Name("/STSong-Light"),
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4
        ),
        DW=1000,
    )


def photo(kind: str = "JPEG", orientation: int = 1) -> bytes:
    """A photograph that knows where it was taken."""
    picture = Image.new("RGB", (40, 20), "white")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "某某"
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 35.0, 10.0), 3: "E", 4: (120.0, 49.0, 5.0)})
    out = BytesIO()
    picture.save(out, format=kind, exif=exif)
    return out.getvalue()
