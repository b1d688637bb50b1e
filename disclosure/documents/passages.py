"""The parts of a page as the pre-check takes them: paragraphs, links, pictures and files with their places.

Shared by every page type that is written in these fields; each registers its own in its ``precheck.py``.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from foundation.precheck.cleaning import file_key
from foundation.precheck.registry import FilePart, OutsideLink, TextPart
from foundation.precheck.rules.finding import Finding, Kind, Severity, mask
from foundation.signoff.pages import SignedPage
from foundation.signoff.places import TextPlace, keyed

from .rich_text import InternalLink, ReadText, read_rich_text

# As long as a telephone number: a name that is shown in a place must not repeat what the pre-check masks.
_LONG_NUMBER = re.compile(r"\d{11,}[\dXx]?")
_SHOWN_CHARS = 30


def without_numbers(name: str) -> str:
    """A name short enough to be shown, with the middle of long numbers hidden."""
    return _LONG_NUMBER.sub(lambda match: mask(match[0]), name)[:_SHOWN_CHARS]


@dataclass(frozen=True, slots=True)
class Passage:
    """A rich text of a page: the form field it is typed in, and what its paragraphs are called."""

    field: str
    label: str
    text: ReadText
    first: int = 1  # number of its first paragraph

    def place(self, line: int) -> str:
        return f"{self.label}第{self.first + line}段"

    def text_parts(self) -> Iterator[TextPart]:
        for number, line in enumerate(self.text.lines):
            yield TextPart(self.field, self.place(number), line)


def passage(field: str, label: str, source: str, first: int = 1) -> Passage:
    """Read stored rich text as a passage."""
    return Passage(field, label, read_rich_text(source), first)


def field_parts(page: SignedPage, labels: dict[str, str]) -> Iterator[TextPart]:
    """The plain fields of a page that are filled in."""
    for name, label in labels.items():
        if value := getattr(page, name):
            yield TextPart(name, label, value, "段" if "\n" in value else "")


def places_of(parts: Iterable[TextPart]) -> list[TextPlace]:
    """What a reviewer may point at: the texts the pre-check reads, those of several paragraphs taken apart."""
    told: list[tuple[str, str, str]] = []
    for part in parts:
        lines = part.text.split("\n") if part.unit else [part.text]
        for number, line in enumerate(lines, start=1):
            label = f"{part.label}第{number}{part.unit}" if len(lines) > 1 else part.label
            told.append((part.field, label, line))
    return keyed(told)


def picture_finding(field: str, place: str) -> Finding:
    """A picture that a screen reader passes over (GB/T 37668—2019 asks for a text alternative)."""
    return Finding(
        Kind.ALT_TEXT,
        Severity.CONFIRM,
        f"{place}没有替代文字",
        "请写明图片内容，供读屏软件使用；纯装饰的图片可以忽略。",
        field=field,
        place=place,
    )


def picture_findings(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Pictures within rich text that lack a text alternative."""
    for one in passages:
        for number, alternative in enumerate(one.text.alternatives, start=1):
            if not alternative:
                yield picture_finding(one.field, f"{one.label}图片{number}")


def dead_links(page: SignedPage, passages: Iterable[Passage]) -> Iterator[Finding]:
    """Links to pages and documents of the site that a reader could not open. Two queries at most."""
    links = [(one, link) for one in passages for link in one.text.links]
    page_keys = {link.key for _, link in links if link.kind == "page"} - {page.pk}
    document_keys = {link.key for _, link in links if link.kind == "document"}
    live = dict(Page.objects.filter(pk__in=page_keys).values_list("pk", "live")) if page_keys else {}
    kept = get_document_model().objects.in_bulk(document_keys) if document_keys else {}
    for one, link in links:
        if link.kind == "page" and link.key in page_keys and not live.get(link.key):
            why = "指向的页面尚未公开，读者打不开" if link.key in live else "指向的页面已不存在"
            yield _dead_link(one, link, why)
        elif link.kind == "document" and link.key not in kept:
            yield _dead_link(one, link, "指向的文件已不存在")


def _dead_link(one: Passage, link: InternalLink, why: str) -> Finding:
    return Finding(
        Kind.LINK,
        Severity.CONFIRM,
        f"链接“{without_numbers(link.text)}”{why}",
        "请改正或者删去链接。",
        field=one.field,
        place=one.place(link.line),
    )


def linked_files(passages: Iterable[Passage]) -> Iterator[FilePart]:
    """Documents that rich text links to: they become public with the page. One query if there are any."""
    places = {
        link.key: one for one in passages for link in reversed(one.text.links) if link.kind == "document"
    }
    if not places:
        return
    for key, document in get_document_model().objects.in_bulk(places).items():
        yield file_part(places[key].field, f"{places[key].label}所链接的文件", document)


def pictures_in_text(passages: Iterable[Passage]) -> Iterator[FilePart]:
    """Pictures within rich text. One query if there are any."""
    places = {
        key: (one, number)
        for one in passages
        for number, key in reversed(list(enumerate(one.text.pictures, start=1)))
        if key
    }
    if not places:
        return
    for key, image in get_image_model().objects.in_bulk(places).items():
        one, number = places[key]
        yield file_part(one.field, f"{one.label}图片{number}", image)


def web_links(passages: Iterable[Passage]) -> Iterator[OutsideLink]:
    """Links of rich text to other sites."""
    for one in passages:
        for link in one.text.web_links:
            yield OutsideLink(one.field, one.place(link.line), link.url, without_numbers(link.text))


def file_part(field: str, label: str, file: AbstractDocument | AbstractImage) -> FilePart:
    """A file of the libraries under the SHA-256 of its bytes; one whose bytes are gone is told by `read`."""
    try:
        with file.open_file() as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        digest = f"missing-{file.pk}"
    shown = f"{label}“{without_numbers(file.filename)}”"
    return FilePart(field, shown, file.filename, digest, partial(_bytes_of, file), file_key(file))


def _bytes_of(file: AbstractDocument | AbstractImage) -> bytes:
    with file.open_file() as handle:
        return handle.read()
