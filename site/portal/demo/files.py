"""Small real files for the attachments of 示范县: DOCX, PDF and TXT."""

import io

from docx import Document as WordDocument

_LINE_POINTS = 24
_CHARACTERS_PER_LINE = 34


def docx_file(title: str, lines: list[str]) -> bytes:
    """A Word file with a title and paragraphs."""
    document = WordDocument()
    document.core_properties.author = ""
    document.core_properties.comments = ""  # python-docx names itself there
    document.core_properties.title = title
    document.add_heading(title, level=1)
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text_file(title: str, lines: list[str]) -> bytes:
    """Plain text, UTF-8 with a mark at its start, so that every editor shows the Chinese."""
    return "\r\n".join([title, "", *lines]).encode("utf-8-sig")


def pdf_file(title: str, lines: list[str]) -> bytes:
    """One page of text that can be searched and copied.

    The font is one of the Chinese fonts every PDF reader substitutes (ISO 32000-1, 9.7.5.2), so none is embedded.
    """
    wrapped = [
        line[start : start + _CHARACTERS_PER_LINE]
        for line in [title, "", *lines]
        for start in range(0, max(len(line), 1), _CHARACTERS_PER_LINE)
    ]
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in wrapped[:30])
    content = f"BT /F1 14 Tf {_LINE_POINTS} TL 60 780 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900]"
        b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 90 >>",
    ]
    return _assemble(objects)


def _assemble(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe4\xb8\xad\xe6\x96\x87\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
