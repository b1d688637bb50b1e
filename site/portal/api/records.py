"""What the interface tells of documents and interpretations: the public fields named here, and no other."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from wagtail.models import Page

from disclosure.catalogue.meta_tags import public_time, source_of
from disclosure.catalogue.models import ColumnEntry, ColumnPage
from disclosure.catalogue.selectors import CountedPaginator, kept_count, of_type
from disclosure.documents import selectors
from disclosure.documents.connections import links_of
from disclosure.documents.models import DocumentPage
from disclosure.documents.rich_text import read_rich_text
from foundation.organisations.models import Body
from interpretation.policies.models import InterpretationPage
from interpretation.policies.selectors import interpreted_documents, public_sections
from portal.serving import version

from .parameters import Asked, BadParameter

Record = dict[str, Any]
# Makes the public address of a path of the page tree.
Address = Callable[[str], str]
COMMON = (
    "title",
    "url_path",
    "first_published_at",
    "original_published_at",
    "overview",
    "body__code",
    "body__name",
)
_DOCUMENT = (
    "kind", "genre", "document_number", "subject", "written_on", "validity", "effective_on", "expires_on",
    "issued_index__value",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list."""

    count: int
    pages: int
    results: list[Record]


def documents(asked: Asked, address: Address) -> Listed:
    """Live documents, newest first; three queries, and one to count what was not counted yet."""
    rows = DocumentPage.objects.select_related("body", "issued_index").only(*COMMON, *_DOCUMENT)
    return listed_of(asked, rows, lambda page: document_summary(page, address))


def interpretations(asked: Asked, address: Address) -> Listed:
    """Live interpretations, newest first; three queries, and one to count what was not counted yet."""
    rows = InterpretationPage.objects.select_related("body").only(*COMMON, "form")
    return listed_of(asked, rows, lambda page: interpretation_summary(page, address))


def listed_of(asked: Asked, rows: Any, summary: Callable[[Any], Record]) -> Listed:
    """One page of live pages of one type, newest first; three queries, and one to count what was not counted yet."""
    paginator = CountedPaginator(_entries(asked, rows.model), _count(asked, rows.model), asked.page_size)
    require_page(asked, paginator)
    columns = dict(paginator.page(asked.page))
    titles = dict(ColumnPage.objects.filter(pk__in=set(columns.values())).values_list("pk", "title"))
    pages = rows.in_bulk(columns)
    return Listed(
        paginator.count,
        paginator.num_pages,
        [
            summary(pages[page_id]) | {"column": {"id": key, "title": titles[key]}}
            for page_id, key in columns.items()
            if page_id in pages
        ],
    )


def _count(asked: Asked, model: type[Page]) -> int:
    """How many there are, counted once for each thing chosen until something public changes."""
    chosen = hashlib.sha256(repr(asked.chosen).encode()).hexdigest()
    return kept_count(
        f"api-count:{version.current()}:{model._meta.label_lower}:{chosen}", _entries(asked, model)
    )


def require_page(asked: Asked, paginator: Paginator) -> None:
    """Raises BadParameter for a page after the last."""
    if asked.page > paginator.num_pages:
        raise BadParameter(f"页码 {asked.page} 超过最后一页，共 {paginator.num_pages} 页。")


def _entries(asked: Asked, model: type[Page]) -> Any:
    entries = of_type(ColumnEntry.objects.filter(is_primary=True), model)
    chosen = asked.chosen
    if chosen.year:
        entries = entries.filter(public_date__year=int(chosen.year))
    if chosen.column:
        entries = entries.filter(column_id=int(chosen.column))
    if chosen.body:
        entries = entries.filter(page__in=model._default_manager.filter(body__code=chosen.body).values("pk"))
    return entries.values_list("page_id", "column_id")


def document_summary(page: DocumentPage, address: Address) -> Record:
    """A document as lists tell of it."""
    validity = selectors.current_validity(page)
    return {
        **common(page, address),
        "index_number": page.index_number,
        "number": page.document_number,
        "kind": page.get_kind_display(),
        "genre": page.get_genre_display(),
        "subject": page.get_subject_display(),
        "written_on": day_of(page.written_on),
        "validity": {"code": validity.value, "label": validity.label},
    }


def interpretation_summary(page: InterpretationPage, address: Address) -> Record:
    """An interpretation as lists tell of it."""
    return common(page, address) | {"form": page.get_form_display()}


def common(page: Any, address: Address) -> Record:
    """What is told of every page."""
    published = public_time(page)
    return {
        "id": page.pk,
        "url": address(page.url_path),
        "title": page.title,
        "overview": getattr(page, "overview", ""),
        "body": {"code": page.body.code, "name": page.body.name} if page.body else None,
        "published_at": published.isoformat() if published else None,
    }


def document_detail(page: DocumentPage, address: Address) -> Record:
    """Everything the public page of a live document says."""
    names = selectors.header_names(page, is_draft=False)
    links = links_of(page)
    parts = list(parts_of(page))
    return {
        **document_summary(page, address),
        "column": column_of(page),
        "co_issuers": names.co_issuers,
        "keywords": names.keywords,
        "printed_on": day_of(page.printed_on),
        "effective_on": day_of(page.effective_on),
        "expires_on": day_of(page.expires_on),
        "abolished_on": day_of(page.abolished_on),
        "abolished_by": page.abolished_by,
        "source": source_of(page),
        "phone": page.phone,
        "text": "\n".join(filter(None, (line for part in parts for line in (part["label"], part["text"])))),
        "clauses": parts,
        "elements": [{"name": name, "value": value} for name, value in page.element_values],
        "attachments": [
            {"title": file.title, "url": address(file.url), "format": file.extension, "bytes": file.size}
            for file in selectors.attachments_of(page)
        ],
        "relations": [link_record(link, address) for link in links.documents],
        "interpretations": [link_record(link, address) for link in links.interpretations],
        "follow_ups": [link_record(link, address) for link in links.follow_ups],
        "corrections": corrections_of(page),
    }


def interpretation_detail(page: InterpretationPage, address: Address) -> Record:
    """Everything the public page of a live interpretation says in words."""
    return {
        **interpretation_summary(page, address),
        "column": column_of(page),
        "interpreter": page.interpreter,
        "interpreter_post": page.interpreter_post,
        "source": source_of(page),
        "documents": [
            {"id": one.pk, "title": one.title, "number": one.document_number, "url": address(one.url_path)}
            for one in interpreted_documents(page)
        ],
        "sections": [
            {"label": part.label, "text": plain(part.text), "not_applicable": part.not_applicable}
            for part in public_sections(page)
        ],
        "clause_notes": [
            {"clause": block.value["clause"], "text": plain(block.value["text"])}
            for block in page.clause_notes
        ],
        "questions": [
            {"question": block.value["question"], "answer": plain(block.value["answer"])}
            for block in page.media
            if block.block_type == "question"
        ],
        "corrections": corrections_of(page),
    }


def parts_of(page: Any) -> Iterator[Record]:
    """The body in order; what can be cited has its anchor."""
    outline = iter(selectors.outline_of(page))
    for block in page.content:
        anchor = label = text = ""
        match block.block_type:
            case "heading" | "article":
                entry = next(outline)
                anchor, label = entry.anchor, entry.label
                text = plain(block.value["text"]) if entry.is_article else ""
            case "text":
                text = plain(block.value)
            case "table":
                text = "\n".join("\t".join(cell or "" for cell in row) for row in block.value["data"])
            case "figure":
                text = block.value["caption"]
        yield {"type": block.block_type, "anchor": anchor, "label": label, "text": text}


def plain(text: Any) -> str:
    """Rich text as lines of words."""
    return "\n".join(read_rich_text(getattr(text, "source", text)).lines)


def link_record(link: selectors.Link, address: Address) -> Record:
    """A page that another one leads to."""
    return {"relation": link.label, "title": link.title, "number": link.number, "url": address(link.url_path)}


def column_of(page: Page) -> Record | None:
    """The column in which it was published. One query."""
    entries = ColumnEntry.objects.filter(page_id=page.pk, is_primary=True)
    found = entries.values("column_id", "column__title").first()
    return {"id": found["column_id"], "title": found["column__title"]} if found else None


def corrections_of(page: Any) -> list[Record]:
    """更正记录, newest first."""
    return [{"at": timezone.localtime(one.at).isoformat(), "note": one.note} for one in page.corrections]


def day_of(day: dt.date | None) -> str | None:
    """As YYYY-MM-DD."""
    return day.isoformat() if day else None


def body_codes() -> list[tuple[str, str]]:
    """Codes and names of bodies, for the page that explains the interface."""
    return list(Body.objects.order_by("name").values_list("code", "name"))
