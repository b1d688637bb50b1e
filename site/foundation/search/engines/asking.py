"""What an engine is asked and what it answers; the same for SQLite, PostgreSQL and a search node."""

import datetime as dt
from collections import Counter
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

    ``field`` is empty, title, number or text; ``filters`` are values of FACETS by name. Without ``counts`` the answer
    has no facets: they cost more than the finding where much is found.
    """

    parsed: Parsed
    any_word: bool = False
    filters: dict[str, str] = field(default_factory=dict)
    field: str = ""
    by_date: bool = False
    since: dt.date | None = None
    until: dt.date | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """Ids in order, REACH at most; how many in all; if asked, counts of every filter under the other filters."""

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


def counted(rows: list[tuple], filters: dict[str, str]) -> tuple[int, dict[str, dict[str, int]]]:
    """Total and counts of each filter from the values of FACETS of every hit, filters not yet applied.

    Counting columns here is a third of what GROUP BY costs SQLite.
    """
    at = {name: index for index, name in enumerate(FACETS)}
    chosen = [(at[name], value) for name, value in filters.items()]
    passing = _passing(rows, chosen)
    columns = list(zip(*passing, strict=True)) or [()] * len(FACETS)
    facets = {name: _counts(columns[index]) for name, index in at.items()}
    for index, value in chosen:
        others = _passing(rows, [one for one in chosen if one != (index, value)])
        facets[FACETS[index]] = _counts([row[index] for row in others])
    return len(passing), facets


def _passing(rows: list[tuple], chosen: list[tuple[int, str]]) -> list[tuple]:
    for index, value in chosen:
        rows = [row for row in rows if row[index] == value]
    return rows


def _counts(values: Iterable[str]) -> dict[str, int]:
    counts = Counter(values)
    counts.pop("", None)
    return dict(counts)
