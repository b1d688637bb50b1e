"""The text of one Word paragraph: tracked changes, fields, pictures and text boxes resolved."""

from dataclasses import dataclass, field

from lxml import etree

from .docx_numbering import W
from .spelling import words

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"

_DROPPED = frozenset(
    W + name for name in words("del moveFrom pPr rPr instrText delText delInstrText rt sdtPr sdtEndPr")
)
_LITERAL = {W + "tab": " ", W + "noBreakHyphen": "-", W + "br": "\n", W + "cr": "\n", W + "softHyphen": ""}
# Check boxes and ticks of the Wingdings fonts, as forms use them.
_SYMBOLS = {
    "F0A3": "□",
    "F0A8": "□",
    "F06F": "□",
    "F0FE": "☑",
    "F052": "☑",
    "F0FC": "✓",
    "F050": "✓",
    "F0FD": "☒",
}


@dataclass(slots=True)
class Picture:
    """A reference to a picture part, or to a place outside the file."""

    relation: str
    alt: str


@dataclass(slots=True)
class ParagraphText:
    """What one paragraph holds. `text` may contain line breaks."""

    text: str = ""
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # (footnote or endnote, id)
    inserted: bool = False
    hidden: bool = False
    embedded: bool = False
    symbols: list[str] = field(default_factory=list)


def paragraph_text(paragraph: etree._Element) -> ParagraphText:
    """Read one w:p. Deletions are dropped, insertions kept and reported."""
    result = ParagraphText()
    pieces: list[str] = []
    _walk(paragraph, result, pieces)
    result.text = "".join(pieces)
    return result


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The one branch of an mc:AlternateContent to read: the same content stands in each."""
    choice = alternate.find(f"{_MC}Choice")
    return choice if choice is not None else alternate.find(f"{_MC}Fallback")


def _walk(node: etree._Element, result: ParagraphText, pieces: list[str]) -> None:
    for child in node:
        tag = child.tag
        if tag in _DROPPED:
            continue
        if tag == W + "t" or tag.endswith("/math}t"):
            pieces.append(child.text or "")
        elif tag in _LITERAL:
            pieces.append(_LITERAL[tag])
        elif tag == f"{_MC}AlternateContent":
            if (branch := chosen(child)) is not None:
                _walk(branch, result, pieces)
        elif tag == W + "txbxContent":
            result.boxes.append(child)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            _note(child, result, pieces)
        elif tag == W + "sym":
            _symbol(child, result, pieces)
        elif tag == W + "r" and _is_hidden(child):
            result.hidden = True
        else:
            _picture(child, result)
            result.inserted = result.inserted or tag in (W + "ins", W + "moveTo")
            result.embedded = result.embedded or tag == f"{_O}OLEObject"
            _walk(child, result, pieces)


def _picture(node: etree._Element, result: ParagraphText) -> None:
    if node.tag in (f"{_WP}inline", f"{_WP}anchor"):
        properties = node.find(f"{_WP}docPr")
        alt = (properties.get("descr") or "") if properties is not None else ""
        for blip in node.iter(f"{_A}blip"):
            relation = blip.get(f"{_R}embed") or blip.get(f"{_R}link")
            if relation:
                result.pictures.append(Picture(relation, alt))
    elif node.tag == f"{_V}imagedata" and (relation := node.get(f"{_R}id")):
        result.pictures.append(Picture(relation, node.get(f"{_O}title") or ""))


def _note(node: etree._Element, result: ParagraphText, pieces: list[str]) -> None:
    kind = "footnotes" if node.tag == W + "footnoteReference" else "endnotes"
    result.notes.append((kind, node.get(f"{W}id", "")))
    pieces.append("\x00")  # replaced by the number of the note, which only the reader knows


def _symbol(node: etree._Element, result: ParagraphText, pieces: list[str]) -> None:
    code = node.get(f"{W}char", "").upper()
    if code in _SYMBOLS:
        pieces.append(_SYMBOLS[code])
    else:
        result.symbols.append(code)


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")
