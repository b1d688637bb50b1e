"""Word files for tests, built with python-docx and raw XML where it has no words for something."""

from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NS = nsdecls("w", "wp", "a", "r", "pic")
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def saved(document) -> bytes:
    """The bytes of a python-docx document."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def of_paragraphs(*texts: str) -> bytes:
    """A file with these paragraphs."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def of_xml(*paragraphs: str) -> bytes:
    """A file whose body is these pieces of WordprocessingML."""
    document = Document()
    for xml in paragraphs:
        document.element.body.insert(-1, element(xml))
    return saved(document)


def element(xml: str):
    """A WordprocessingML element from its text, name spaces added."""
    head, _, tail = xml.partition(">")
    closing = "/" if head.endswith("/") else ""
    return parse_xml(f"{head.removesuffix('/')} {NS} {_MORE}{closing}>{tail}")


def add_numbering(
    document, levels: list[tuple[str, str]], num_id: int = 90, restart: int | None = None
) -> None:
    """Define list `num_id`; `levels` are pairs of number format and level text."""
    root = document.part.numbering_part.element
    body = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (fmt, text) in enumerate(levels)
    )
    first_num = root.find(f"{{{root.nsmap['w']}}}num")
    abstract = element(f'<w:abstractNum w:abstractNumId="{num_id}">{body}</w:abstractNum>')
    first_num.addprevious(abstract)
    override = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restart}"/></w:lvlOverride>' if restart else ""
    )
    root.append(element(f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{num_id}"/>{override}</w:num>'))


def numbered(text: str, level: int, num_id: int = 90) -> str:
    """XML of a paragraph whose number Word generates."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )
