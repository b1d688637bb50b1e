"""What the public finds of clarifications, and what is offered to whoever reports something alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from foundation.search.queries import LONGEST_QUERY, Query
from foundation.search.selectors import find
from foundation.search.sources import EntryData

from .models import RumourCase
from .page_models import ClarificationPage
from .precheck import texts
from .rules import ALIKE, likeness, plain

KIND = "piyao"
OFFERED, LOOKED_AT = 5, 300
_SPREAD = ("claim", "claim_place")


def clarification_entry(page: ClarificationPage) -> EntryData:
    """A clarification with its verdict as category."""
    return EntryData(
        title=page.title,
        text="\n".join(_lines(page)),
        public_date=page.public_date or timezone.localdate(),
        category=page.get_verdict_display() if page.verdict else "",
        body_name=page.body.name if page.body else "",
    )


def _lines(page: ClarificationPage) -> Iterator[str]:
    """What is true comes first; what was spread comes last and is called so: no result reads like the rumour."""
    parts = [part for part in texts(page) if part.field != "title"]
    yield from (part.text for part in parts if part.field not in _SPREAD)
    yield from (f"{part.label}：{part.text}" for part in parts if part.field in _SPREAD)


def clarifications() -> QuerySet[ClarificationPage]:
    """Clarifications with what their entries are made of."""
    return ClarificationPage.objects.select_related("body")


@dataclass(frozen=True, slots=True)
class Similar:
    """Published clarifications and earlier matters that may be about the same."""

    pages: list[ClarificationPage]
    cases: list[RumourCase]

    def __bool__(self) -> bool:
        return bool(self.pages or self.cases)


def similar_pages(claim: str) -> list[ClarificationPage]:
    """Published clarifications of alike claims, the most alike first. At most eleven queries."""
    words = plain(claim)[:LONGEST_QUERY]
    if len(words) < 2:
        return []
    hits = find(Query(words, kind=KIND), size=20).hits
    pages = ClarificationPage.objects.live().filter(pk__in=[hit.entry.page_id for hit in hits])
    scored = sorted(
        ((likeness(claim, f"{page.claim} {page.title}"), page) for page in pages), key=lambda row: -row[0]
    )
    return [page for score, page in scored if score >= ALIKE][:OFFERED]


def similar_cases(claim: str, seen: QuerySet[RumourCase], without: int | None = None) -> list[RumourCase]:
    """Earlier matters that the reader may see, the most alike first; one query."""
    recent = seen.exclude(pk=without or 0).order_by("-discovered_at")[:LOOKED_AT]
    scored = sorted(((likeness(claim, case.claim), case) for case in recent), key=lambda row: -row[0])
    return [case for score, case in scored if score >= ALIKE][:OFFERED]
