"""Rich text as it is stored, read for its paragraphs, its links within the site and its pictures. Pure."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_ENDS_LINE = frozenset({"p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "br"})
_LONGEST_KEY = 18  # digits a database takes as a key


@dataclass(frozen=True, slots=True)
class InternalLink:
    """A link to a page or a document by its key, and the paragraph it stands in, counted from 0."""

    kind: str
    key: int
    text: str
    line: int


@dataclass(slots=True)
class ReadText:
    """Paragraphs without markup, links within the site, and the text alternative of each picture."""

    lines: list[str] = field(default_factory=list)
    links: list[InternalLink] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)


def read_rich_text(source: str) -> ReadText:
    """Read stored rich text; what is broken in it is read as far as it goes."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._read = ReadText()
        self._line = ""
        self._link: tuple[str, int] | None = None
        self._link_text = ""

    def finish(self) -> ReadText:
        self._end_line()
        return self._read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag in _ENDS_LINE:
            self._end_line()
        elif tag == "a":
            key = named.get("id", "")
            known = key.isascii() and key.isdigit() and len(key) <= _LONGEST_KEY
            self._link = (named.get("linktype", ""), int(key)) if known else None
            self._link_text = ""
        elif tag == "embed" and named.get("embedtype") == "image":
            self._read.alternatives.append(named.get("alt", "").strip())

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS_LINE:
            self._end_line()
        elif tag == "a" and self._link:
            kind, key = self._link
            self._read.links.append(InternalLink(kind, key, self._link_text.strip(), len(self._read.lines)))
            self._link = None

    def handle_data(self, data: str) -> None:
        shown = data.replace("\n", " ")
        self._line += shown
        self._link_text += shown

    def _end_line(self) -> None:
        if self._line.strip():
            self._read.lines.append(self._line.strip())
        self._line = ""
