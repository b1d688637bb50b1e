"""解读 beside the clause it explains: what interpretations say about single clauses, placed in the text."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from wagtail.rich_text import RichText

from .rules import OutlineEntry, anchor_of_clause


@dataclass(frozen=True, slots=True)
class ClauseNote:
    """What an interpretation says about one clause, and the page where it is read in full."""

    clause: str
    text: RichText
    title: str
    url_path: str


def read_notes(stored: str, title: str, url_path: str) -> Iterator[ClauseNote]:
    """The notes of one interpretation as the database keeps its stream."""
    for block in json.loads(stored or "[]"):
        yield ClauseNote(block["value"]["clause"], RichText(block["value"]["text"]), title, url_path)


def notes_by_anchor(
    notes: Iterable[ClauseNote], entries: Collection[OutlineEntry]
) -> dict[str, list[ClauseNote]]:
    """The notes on each clause, by the anchor of its place; what no longer stands in the text is left out."""
    placed: dict[str, list[ClauseNote]] = {}
    for note in notes:
        if anchor := anchor_of_clause(note.clause, entries):
            placed.setdefault(anchor, []).append(note)
    return placed
