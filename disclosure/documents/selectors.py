"""What the public page of a document shows beside its text; each function says what it costs."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any

from django.db.models import DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.documents.models import Document

from disclosure.catalogue.selectors import RowFacts

from .clause_notes import ClauseNote, notes_by_anchor, read_notes
from .enums import NO_LONGER_IN_FORCE, FollowUp, Relation, Validity
from .linked import Link, LinkKind, first_public, link_kinds
from .models import DocumentPage, FiledPage, InformationPage, RelatedDocument
from .rules import OUTLINE_FROM, OutlineEntry, outline, validity_on
from .text_links import ready

# How a relation reads on the document that states it, and from the other document's side.
_SEEN_FROM_SOURCE = {
    Relation.RELATED: "相关文件",
    Relation.BASIS: "制定依据",
    Relation.SUPPLEMENT: "配套文件",
    Relation.AMENDS: "被本文件修改",
    Relation.ABOLISHES: "被本文件废止",
}
_SEEN_FROM_TARGET = {
    Relation.RELATED: "相关文件",
    Relation.BASIS: "以本文件为依据",
    Relation.SUPPLEMENT: "主文件",
    Relation.AMENDS: "被下列文件修改",
    Relation.ABOLISHES: "被下列文件废止",
}


@dataclass(slots=True)
class DocumentLinks:
    """Live pages connected with a document, in whichever direction the connection was recorded."""

    interpretations: list[Link] = field(default_factory=list)
    documents: list[Link] = field(default_factory=list)
    follow_ups: list[Link] = field(default_factory=list)
    linked: list[Link] = field(default_factory=list)
    notes: list[ClauseNote] = field(default_factory=list)

    @property
    def all(self) -> list[Link]:
        """Every connection."""
        return [*self.interpretations, *self.documents, *self.follow_ups, *self.linked]


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
    rows = DocumentPage.objects.filter(pk=document.pk).order_by("tagged_items__pk", "co_issuers__name")
    numbers, keywords, issuers = zip(
        *rows.values_list("issued_index__value", "tagged_items__tag__name", "co_issuers__name"), strict=True
    )
    # The joined rows repeat each name; a dictionary keeps the first of each in order.
    return HeaderNames(
        numbers[0] or "",
        list(dict.fromkeys(filter(None, keywords))),
        list(dict.fromkeys(filter(None, issuers))),
    )


def links_of(document: DocumentPage) -> DocumentLinks:
    """Live interpretations and related pages of both directions, newest first; one query."""
    outward = RelatedDocument.objects.filter(page_id=document.pk, target__live=True)
    inward = RelatedDocument.objects.filter(target_id=document.pk, page__live=True)
    explained = document.interpretation_links.filter(page__live=True)
    told = document.followed_by.filter(page__live=True)
    # A compound statement takes no order of its parts (the models' own order), so it is put last.
    rows = _link_rows(outward, "out", "target", code="relation", is_document=True).union(
        _link_rows(inward, "in", "page", code="relation", is_document=True),
        _link_rows(explained, "interpretation", "page", notes=Cast("page__clause_notes", TextField())),
        _link_rows(told, "follow_up", "page", code="kind"),
        *(_link_rows(kind.rows(document.pk), "linked", kind.other, of=kind) for kind in link_kinds()),
    )
    links = DocumentLinks()
    today = timezone.localdate()
    for way, code, notes, title, url_path, number, *validity, published in sorted(
        rows, key=_PUBLISHED, reverse=True
    ):
        day = timezone.localdate(published)
        match way:
            case "interpretation":
                links.interpretations.append(Link("政策解读", title, url_path, day=day))
                links.notes.extend(read_notes(notes, title, url_path))
            case "follow_up":
                links.follow_ups.append(Link(FollowUp(code).label, title, url_path, day=day))
            case "linked":
                links.linked.append(Link(code, title, url_path, day=day))
            case _:
                label = (_SEEN_FROM_SOURCE if way == "out" else _SEEN_FROM_TARGET)[Relation(code)]
                ended = _ended(today, *validity)
                links.documents.append(Link(label, title, url_path, number, day, ended))
    return links


def _ended(today: dt.date, stated: str, effective_on: dt.date | None, expires_on: dt.date | None) -> str:
    """失效 or 废止; empty while in force."""
    now = Validity(validity_on(stated, effective_on, expires_on, today))
    return now.label if now in NO_LONGER_IN_FORCE else ""


# Of a row as below: when the page was first public.
_PUBLISHED = itemgetter(-1)


def _link_rows(
    rows: QuerySet,
    way: str,
    other: str,
    *,
    code: str = "",
    of: LinkKind | None = None,
    is_document=False,
    notes=None,
) -> QuerySet:
    """What is told of the page at the other end; the same columns for every kind of connection.

    ``code`` names the field that says which kind, or ``of`` is the kind.
    """
    no_day = Value(None, output_field=DateField())
    return rows.order_by().values_list(
        Value(way),
        F(code) if code else Value(of.label if of else ""),
        notes or Value(""),
        f"{other}__title",
        f"{other}__url_path",
        F(f"{other}__document_number") if is_document else Value(""),
        F(f"{other}__validity") if is_document else Value(""),
        F(f"{other}__effective_on") if is_document else no_day,
        F(f"{other}__expires_on") if is_document else no_day,
        first_public(other, of.moved if of else True),
    )


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
