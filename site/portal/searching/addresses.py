"""A search as its address says it, and the addresses that change one thing of it. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from foundation.search.queries import FIELDS, FILTERS, LONGEST_QUERY, Query

# What XML, spreadsheets and PostgreSQL do not take.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST_VALUE = 100
_NAMES = {"words": "q"}
_DEFAULTS = {"order": "relevance"}
# Pages that are turned to; beyond it there is nothing in any search.
_LONGEST_PAGE = 4


def read_query(parameters: Mapping[str, str], **fixed: str) -> Query:
    """The search of an address; what it does not know is taken as not said. ``fixed`` is the screen's own."""
    values = {
        field.name: _clean(parameters.get(_NAMES.get(field.name, field.name), "")) for field in fields(Query)
    }
    values["words"] = values["words"][:LONGEST_QUERY]
    values["field"] = values["field"] if values["field"] in FIELDS else ""
    values["order"] = "date" if values["order"] == "date" else "relevance"
    return Query(**(values | fixed))


def read_page(parameters: Mapping[str, str]) -> int:
    """The page asked for; the first where that is no number."""
    number = parameters.get("page", "")
    return max(int(number), 1) if re.fullmatch(f"[0-9]{{1,{_LONGEST_PAGE}}}", number) else 1


def _clean(text: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", text).split())[:_LONGEST_VALUE]


@dataclass(frozen=True, slots=True)
class Address:
    """The part after the question mark, for a screen that leaves out what it fixes itself."""

    query: Query
    fixed: tuple[str, ...] = ()

    def pairs(self, *without: str, **changes: str) -> list[tuple[str, str]]:
        """Names and values in the order of the query, without defaults."""
        query = replace(self.query, **changes)
        named = [(field.name, getattr(query, field.name)) for field in fields(query)]
        return [
            (_NAMES.get(name, name), value) for name, value in named
            if value and value != _DEFAULTS.get(name) and name not in self.fixed and name not in without
        ]  # fmt: skip

    def to(self, **changes: str) -> str:
        """The same search with something changed, from its first page."""
        return "?" + urlencode(self.pairs(**changes))

    def download(self, extension: str) -> str:
        """The same search as a file."""
        return "?" + urlencode([*self.pairs(), ("format", extension)])

    def bare(self) -> str:
        """The same words without filters."""
        return self.to(**dict.fromkeys((*(f for f in FILTERS if f not in self.fixed), "since", "until"), ""))
