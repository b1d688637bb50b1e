"""Reads of interpretations and their due dates."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import DateTimeField, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.rich_text import RichText

from disclosure.catalogue.selectors import RowFacts
from disclosure.documents.enums import Validity
from disclosure.documents.models import DocumentPage
from disclosure.documents.rules import anchor_of_clause
from disclosure.documents.selectors import ended_words, outline_of
from disclosure.documents.text_links import ready
from foundation.rules.parameters import spread, value
from foundation.workdays.selectors import load_calendar

from .enums import Section
from .models import InterpretationPage, InterpretedDocument
from .rules import InterpretationDue, interpretation_due

DAYS = "interp.max_days"
REQUIRED_KINDS = "interp.required_types"
# What of a document tells whether it is in force.
VALIDITY_FIELDS = ("validity", "effective_on", "expires_on")


def live_interpretations(document: DocumentPage) -> QuerySet[InterpretationPage]:
    """What readers of the document are shown, newest first."""
    return (
        InterpretationPage.objects.live()
        .filter(documents__document=document)
        .order_by(Coalesce("original_published_at", "first_published_at").desc())
    )


@dataclass(frozen=True, slots=True)
class SectionShown:
    """One of the six elements as readers see it; without text, the reason why it does not apply."""

    kind: str
    label: str
    text: RichText
    not_applicable: str


def public_sections(page: InterpretationPage) -> list[SectionShown]:
    """The elements that are filled in, in the order they were written."""
    return [
        SectionShown(
            block.value["kind"],
            Section(block.value["kind"]).label,
            block.value["text"],
            block.value["not_applicable"],
        )
        for block in page.sections
        if block.value["text"] or block.value["not_applicable"]
    ]


def sections_for_readers(page: InterpretationPage) -> list[SectionShown]:
    """The same with their links ready."""
    sections = public_sections(page)
    texts = ready([section.text for section in sections])
    return [replace(section, text=text) for section, text in zip(sections, texts, strict=True)]


def interpreted_documents(page: InterpretationPage) -> list[DocumentPage]:
    """The live documents an interpretation explains, in its order; one query."""
    links = page.documents.all().select_related("document")
    return [link.document for link in links if link.document.live]


@dataclass(frozen=True, slots=True)
class Ended:
    """A document that no longer applies, and why; ``words`` is 失效 or 废止."""

    document: DocumentPage
    words: str


def ended_documents(documents: Iterable[DocumentPage]) -> list[Ended]:
    """Those of an interpretation's documents that no longer apply; no query."""
    return [Ended(document, words) for document in documents if (words := ended_words(document))]


def ended_together(documents: Collection[DocumentPage]) -> str:
    """失效 or 废止 when none of the documents applies any more; else empty. 废止 says more and wins."""
    ended = [one.words for one in ended_documents(documents)]
    if not ended or len(ended) < len(documents):
        return ""
    return Validity.ABOLISHED.label if Validity.ABOLISHED.label in ended else ended[0]


def row_facts(page_ids: Collection[int]) -> dict[int, RowFacts]:
    """That what an interpretation among these pages explains no longer applies, for lists; one query."""
    explained = (
        InterpretedDocument.objects.filter(page__in=page_ids, document__live=True)
        .select_related("document")
        .only("page_id", *(f"document__{name}" for name in VALIDITY_FIELDS))
    )
    documents: dict[int, list[DocumentPage]] = {}
    for link in explained:
        documents.setdefault(link.page_id, []).append(link.document)
    ended = {pk: words for pk, of_page in documents.items() if (words := ended_together(of_page))}
    return {pk: RowFacts(status=f"所解读文件已{words}", is_out_of_force=True) for pk, words in ended.items()}


def same_series(page: InterpretationPage, documents: list[DocumentPage]) -> QuerySet[InterpretationPage]:
    """Other live interpretations of the same documents (追加解读, R-091), oldest first; one query."""
    explained = InterpretedDocument.objects.filter(page=OuterRef("pk"), document__in=documents)
    return (
        InterpretationPage.objects.live()
        .filter(Exists(explained))
        .exclude(pk=page.pk)
        .order_by(Coalesce("original_published_at", "first_published_at"))
    )


def must_be_interpreted() -> Q:
    """The kinds that the platform asks for, or the body; and whatever is marked as important (R-093)."""
    common, own = spread(REQUIRED_KINDS)
    kinds = Q(kind__in=common) & ~Q(body_id__in=own)
    for body_id, of_body in own.items():
        kinds |= Q(body_id=body_id, kind__in=of_body)
    return kinds | Q(is_important=True)


def missing_clauses(page: InterpretationPage) -> list[str]:
    """Clauses that the notes name and none of the page's documents has."""
    entries = [
        entry
        for link in page.documents.all()
        if link.document_id
        for entry in outline_of(link.document.get_latest_revision_as_object())
    ]
    named = (block.value["clause"] for block in page.clause_notes)
    return [clause for clause in named if not anchor_of_clause(clause, entries)]


def needing_interpretation() -> QuerySet[DocumentPage]:
    """Live documents that must have an interpretation, with ``interpreted_at`` when they have a live one."""
    links = InterpretedDocument.objects.filter(document=OuterRef("pk"), page__live=True)
    published_at = Coalesce("page__original_published_at", "page__first_published_at")
    first = links.values("document").annotate(first=Min(published_at)).values("first")
    return (
        DocumentPage.objects.live()
        .filter(must_be_interpreted())
        .annotate(interpreted_at=Subquery(first, output_field=DateTimeField()), is_interpreted=Exists(links))
    )


def due_of(document: DocumentPage, interpreted_at: dt.datetime | None = None) -> InterpretationDue | None:
    """When the document's interpretation is due; None while the document is not public.

    The calendar is cached, so this costs no query per document.
    """
    published_on = document.public_date
    if published_on is None:
        return None
    done_on = timezone.localdate(interpreted_at) if interpreted_at else None
    days = value(DAYS, document.body_id, published_on)
    return interpretation_due(load_calendar(), published_on, done_on, days)
