"""What an engine is asked and what it answers; the same for SQLite, PostgreSQL and a search node."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from ..queries import Parsed

# Nobody turns to page fifty; beyond it a reader is told to narrow the search.
REACH = 1_000
FACETS = ("kind", "category", "body_name", "year", "subject", "genre", "validity", "item")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """An entry as an engine keeps it: its words as tokens with blanks between, its filters, its date."""

    id: int
    title: str
    number: str
    body: str
    files: str
    facets: dict[str, str]
    public_date: dt.date
    is_out_of_force: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """A search. ``any_word`` takes what holds any part of the words. Without words everything is found.

    ``field`` is empty, title, number or text; ``filters`` are values of FACETS by name.
    """

    parsed: Parsed
    any_word: bool = False
    filters: dict[str, str] = field(default_factory=dict)
    field: str = ""
    by_date: bool = False
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Ids in order, REACH at most; how many there are in all; counts of every filter under the other filters."""

    ids: list[int]
    total: int
    facets: dict[str, dict[str, int]]


class EngineDown(Exception):
    """The engine does not answer, or not in time."""


class Engine(Protocol):
    """An index that can be written to and asked."""

    def write(self, rows: Iterable[IndexRow]) -> None: ...

    def remove(self, ids: Collection[int]) -> None: ...

    def search(self, ask: Ask) -> Answer: ...

    def settle(self) -> None:
        """After much was written: what makes the next search fast and complete."""


def counted(groups: Iterable[tuple], filters: dict[str, str]) -> tuple[int, dict[str, dict[str, int]]]:
    """Total and counts of each filter from rows of (values of FACETS…, count), filters not yet applied."""
    at = {name: index for index, name in enumerate(FACETS)}
    chosen = [(at[name], value) for name, value in filters.items()]
    total = 0
    facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for *values, count in groups:
        failed = [index for index, value in chosen if values[index] != value]
        if len(failed) > 1:
            continue
        if not failed:
            total += count
        for index in failed or range(len(FACETS)):
            if value := values[index]:
                facet = facets[FACETS[index]]
                facet[value] = facet.get(value, 0) + count
    return total, facets
