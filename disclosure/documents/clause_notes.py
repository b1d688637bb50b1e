"""解读 beside the clause it explains: who explains a document offers notes, the body shows each at its place.

Interpretations stand above documents, so that they register what they have to say.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from wagtail.rich_text import RichText

from .models import DocumentPage
from .rules import OutlineEntry, anchor_of_clause


@dataclass(frozen=True, slots=True)
class ClauseNote:
    """What an interpretation says about one clause, and the page where it is read in full."""

    clause: str
    text: RichText
    title: str
    url_path: str


Provider = Callable[[DocumentPage], Iterable[ClauseNote]]
_providers: list[Provider] = []


def register_clause_notes(provider: Provider) -> Provider:
    """Add a feature's notes; called from AppConfig.ready()."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def notes_by_anchor(
    document: DocumentPage, entries: Collection[OutlineEntry]
) -> dict[str, list[ClauseNote]]:
    """The notes on each clause, by the anchor of its place; what no longer stands in the text is left out."""
    placed: dict[str, list[ClauseNote]] = {}
    for provider in _providers:
        for note in provider(document):
            if anchor := anchor_of_clause(note.clause, entries):
                placed.setdefault(anchor, []).append(note)
    return placed
