"""Which pages are connected with a document, in whichever direction the connection was recorded."""

import datetime as dt
from dataclasses import dataclass, field
from operator import itemgetter

from django.db.models import DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from .clause_notes import ClauseNote, read_notes
from .enums import NO_LONGER_IN_FORCE, FollowUp, Relation, Validity
from .linked import Link, LinkKind, first_public, link_kinds
from .models import DocumentPage, PolicyFollowUp, RelatedDocument
from .prepared import PreparedRows
from .rules import validity_on

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
    """Live pages connected with a document, by kind."""

    interpretations: list[Link] = field(default_factory=list)
    documents: list[Link] = field(default_factory=list)
    follow_ups: list[Link] = field(default_factory=list)
    linked: list[Link] = field(default_factory=list)
    notes: list[ClauseNote] = field(default_factory=list)

    @property
    def all(self) -> list[Link]:
        """Every connection."""
        return [*self.interpretations, *self.documents, *self.follow_ups, *self.linked]


def links_of(document: DocumentPage) -> DocumentLinks:
    """Live interpretations and related pages of both directions, newest first; one query."""
    links = DocumentLinks()
    today = timezone.localdate()
    for way, code, notes, title, url_path, number, *validity, published in sorted(
        _LINKS.of(document.pk), key=_PUBLISHED, reverse=True
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


def _rows_of_links(key: int) -> QuerySet:
    outward = RelatedDocument.objects.filter(page_id=key, target__live=True)
    inward = RelatedDocument.objects.filter(target_id=key, page__live=True)
    document = DocumentPage(pk=key)
    explained = document.interpretation_links.filter(page__live=True)
    told = PolicyFollowUp.objects.filter(document_id=key, page__live=True)
    # A compound statement takes no order of its parts (the models' own order), so it is put last.
    return _link_rows(outward, "out", "target", code="relation", is_document=True).union(
        _link_rows(inward, "in", "page", code="relation", is_document=True),
        _link_rows(explained, "interpretation", "page", notes=Cast("page__clause_notes", TextField())),
        _link_rows(told, "follow_up", "page", code="kind"),
        *(_link_rows(kind.rows(key), "linked", kind.other, of=kind) for kind in link_kinds()),
    )


_LINKS = PreparedRows(_rows_of_links)


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
