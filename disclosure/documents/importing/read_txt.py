"""Plain text, mostly web pages saved as text: one paragraph a line."""

from .encoding import decode
from .raw import RawDocument, RawParagraph
from .spelling import clean


def read_txt(data: bytes) -> RawDocument:
    """The lines of a text file that are not blank, with their line numbers."""
    text, damaged = decode(data)
    raw = RawDocument("txt", "行")
    for place, line in enumerate(text.splitlines(), 1):
        line = clean(line)
        if line:
            raw.add(RawParagraph(line, place))
    if damaged:
        raw.notice(f"有 {damaged} 个字无法识别，显示为“\ufffd”，请对照原件补正")
    return raw
