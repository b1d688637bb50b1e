"""What the public page of a document shows beside its text; each function says what it costs."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.documents.models import Document

from disclosure.catalogue.selectors import RowFacts

from .clause_notes import ClauseNote, notes_by_anchor
from .connections import DocumentLinks, links_of
from .enums import NO_LONGER_IN_FORCE, Validity
from .linked import Link
from .models import DocumentPage, FiledPage, InformationPage
from .prepared import PreparedRows
from .rules import OUTLINE_FROM, OutlineEntry, outline, validity_on
from .text_links import ready


def document_content(document: DocumentPage, is_draft: bool) -> dict[str, Any]:
    """Everything the page of a document shows beside its own fields; three queries."""
    validity = current_validity(document)
    links = links_of(document)
    return {
        "course": course_of(document, links, validity),
        "header": header_names(document, is_draft),
        "links": links,
        "attachments": attachments_of(document),
        "validity": validity,
        "is_out_of_force": validity in NO_LONGER_IN_FORCE,
        "outline": partial(number_anchors, document, links.notes),
        "outline_from": OUTLINE_FROM,
    }


@dataclass(frozen=True, slots=True)
class HeaderNames:
    """Names in the header that other tables hold."""

    index_number: str
    keywords: list[str]
    co_issuers: list[str]


def header_names(document: DocumentPage, is_draft: bool) -> HeaderNames:
    """索引号, 主题词 and 联合发文机关: one query for the live page, the page's own rows for a preview."""
    if is_draft:
        return HeaderNames(
            document.index_number,
            [tag.name for tag in document.tags.all()],
            [body.name for body in document.co_issuers.all()],
        )
    numbers, keywords, issuers = zip(*_NAMES.of(document.pk), strict=True)
    # The joined rows repeat each name; a dictionary keeps the first of each in order.
    return HeaderNames(
        numbers[0] or "",
        list(dict.fromkeys(filter(None, keywords))),
        list(dict.fromkeys(filter(None, issuers))),
    )


def _rows_of_names(key: int) -> QuerySet:
    rows = DocumentPage.objects.filter(pk=key).order_by("tagged_items__pk", "co_issuers__name")
    return rows.values_list("issued_index__value", "tagged_items__tag__name", "co_issuers__name")


_NAMES = PreparedRows(_rows_of_names)


# Kinds that a browser shows by itself and that run nothing. SVG and HTML do, so they are not among them.
SHOWN_IN_PLACE = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One day in the course of a document: of its own where there is no link."""

    day: dt.date
    label: str
    link: Link | None = None


def course_of(document: DocumentPage, links: DocumentLinks, validity: Validity) -> list[Step]:
    """What became of the document, oldest first (文件脉络); empty where it stands alone. No query."""
    if not links.all:
        return []
    is_abolished = validity == Validity.ABOLISHED
    own = [
        (document.written_on, "成文"),
        (document.public_date, "公开"),
        (document.effective_on, "施行"),
        (document.expires_on if not is_abolished else None, "失效"),
        (document.abolished_on if is_abolished else None, "废止"),
    ]
    steps = [Step(day, f"本文件{label}") for day, label in own if day]
    steps += [Step(link.day, link.label, link) for link in links.all if link.day]
    return sorted(steps, key=lambda step: step.day)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file to be fetched; size in bytes, None when the file is not where it should be."""

    title: str
    url: str
    extension: str
    size: int | None
    document_id: int

    @property
    def can_be_shown(self) -> bool:
        """Whether a browser may open it in place."""
        return f".{self.extension.lower()}" in SHOWN_IN_PLACE


def attachments_of(page: FiledPage) -> list[AttachedFile]:
    """Files of a document or of other information; one query."""
    return [
        AttachedFile(
            attachment.display_title,
            attachment.document.url,
            attachment.document.file_extension.upper(),
            _size_of(attachment.document),
            attachment.document_id,
        )
        for attachment in page.attachments.all().select_related("document")
    ]


def _size_of(document: Document) -> int | None:
    # Wagtail's own get_file_size would write to the database while a reader is reading.
    if document.file_size is not None:
        return document.file_size
    try:
        return document.file.size
    except OSError:
        return None


def outline_of(document: DocumentPage) -> list[OutlineEntry]:
    """Headings and articles of the body in order, each with its anchor."""
    return outline(
        (
            block.value["anchor"],
            block.value["number" if block.block_type == "article" else "text"],
            block.block_type == "article",
        )
        for block in _addressable(document)
    )


def followed_documents(page: InformationPage) -> list[Link]:
    """The live documents that a piece of information tells about; one query."""
    told = page.follow_ups.all().select_related("document")
    return [
        Link(
            one.get_kind_display(),
            one.document.title,
            one.document.url_path,
            one.document.document_number,
            ended=ended_words(one.document),
        )
        for one in told
        if one.document.live
    ]


def number_anchors(document: DocumentPage, notes: Iterable[ClauseNote]) -> list[OutlineEntry]:
    """The outline of the body.

    Also writes into the blocks, for the template, each anchor, the notes on it, and the texts with their links ready.
    """
    entries = outline_of(document)
    placed = notes_by_anchor(notes, entries)
    for block, entry in zip(_addressable(document), entries, strict=True):
        block.value["anchor"] = entry.anchor
        block.value["notes"] = placed.get(entry.anchor, [])
    articles = [block.value for block in document.content if block.block_type == "article"]
    paragraphs = [block for block in document.content if block.block_type == "text"]
    texts = iter(ready([*(one["text"] for one in articles), *(block.value for block in paragraphs)]))
    for article in articles:
        article["text"] = next(texts)
    for block in paragraphs:
        block.value = next(texts)
    return entries


def _addressable(document: DocumentPage) -> list[Any]:
    return [block for block in document.content if block.block_type in ("heading", "article")]


def current_validity(document: DocumentPage) -> Validity:
    """有效性 today, dates considered."""
    today = timezone.localdate()
    return Validity(validity_on(document.validity, document.effective_on, document.expires_on, today))


def written_dates(page_ids: Collection[int]) -> dict[int, dt.date | None]:
    """成文日期 of the documents among these pages; one query, none for no pages."""
    if not page_ids:
        return {}
    return dict(DocumentPage.objects.filter(pk__in=page_ids).values_list("pk", "written_on"))


def ended_words(document: DocumentPage) -> str:
    """失效 or 废止 today; empty while in force."""
    validity = current_validity(document)
    return validity.label if validity in NO_LONGER_IN_FORCE else ""


def row_facts(page_ids: Collection[int]) -> dict[int, RowFacts]:
    """文号 and a status worth a remark of the documents among these pages; one query."""
    today = timezone.localdate()
    facts = {}
    documents = DocumentPage.objects.filter(pk__in=page_ids)
    for pk, number, stated, effective_on, expires_on in documents.values_list(
        "pk", "document_number", "validity", "effective_on", "expires_on"
    ):
        now = Validity(validity_on(stated, effective_on, expires_on, today))
        status = "" if now == Validity.IN_FORCE else now.label
        facts[pk] = RowFacts(number, status, now in NO_LONGER_IN_FORCE)
    return facts
