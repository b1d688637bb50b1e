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


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to an address of the web, and the paragraph it stands in, counted from 0."""

    url: str
    text: str
    line: int


@dataclass(slots=True)
class ReadText:
    """Paragraphs without markup, links, and of each picture its key (0 if broken) and text alternative."""

    lines: list[str] = field(default_factory=list)
    links: list[InternalLink] = field(default_factory=list)
    web_links: list[WebLink] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)


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
        self._url = ""
        self._link_text = ""

    def finish(self) -> ReadText:
        self._end_line()
        return self._read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag in _ENDS_LINE:
            self._end_line()
        elif tag == "a":
            key = _key(named)
            self._link = (named.get("linktype", ""), key) if key else None
            self._url = named.get("href", "").strip()
            self._link_text = ""
        elif tag == "embed" and named.get("embedtype") == "image":
            self._read.alternatives.append(named.get("alt", "").strip())
            self._read.pictures.append(_key(named))

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS_LINE:
            self._end_line()
        elif tag == "a":
            text, line = self._link_text.strip(), len(self._read.lines)
            if self._link:
                self._read.links.append(InternalLink(*self._link, text, line))
            elif self._url.lower().startswith(("http://", "https://")):
                self._read.web_links.append(WebLink(self._url, text, line))
            self._link, self._url = None, ""

    def handle_data(self, data: str) -> None:
        shown = data.replace("\n", " ")
        self._line += shown
        self._link_text += shown

    def _end_line(self) -> None:
        if self._line.strip():
            self._read.lines.append(self._line.strip())
        self._line = ""


def _key(named: dict[str, str]) -> int:
    """The key of a page, document or image; 0 for what is none."""
    key = named.get("id", "")
    return int(key) if key.isascii() and key.isdigit() and len(key) <= _LONGEST_KEY else 0
