"""Pages of the features above that lead to a page of ours; that page shows the way back.

A feature registers the rows of its links, whose other end is a live page.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import DateTimeField, Expression, ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

LinkRows = Callable[[int], QuerySet]


@dataclass(frozen=True, slots=True)
class Link:
    """Another page that one leads to. ``ended`` says 失效 or 废止 of a document that is no longer in force."""

    label: str
    title: str
    url_path: str
    number: str = ""
    day: dt.date | None = None
    ended: str = ""


@dataclass(frozen=True, slots=True)
class LinkKind:
    """One kind of link: ``rows`` gives those to a page by its key, ``other`` is the way from a row to the live page.

    Pages that were ``moved`` may have been public elsewhere before: they have ``original_published_at``.
    """

    label: str
    rows: LinkRows
    other: str = "page"
    moved: bool = True


def first_public(other: str, moved: bool = True) -> Expression:
    """When the page at the other end was first public, here or on the site it came from."""
    here = F(f"{other}__first_published_at")
    either = Coalesce(f"{other}__original_published_at", here) if moved else here
    return ExpressionWrapper(either, DateTimeField())


_kinds: dict[str, LinkKind] = {}


def register_linked(kind: LinkKind) -> None:
    """Show links of this kind on the pages they lead to; called from AppConfig.ready()."""
    _kinds[kind.label] = kind


def link_kinds() -> list[LinkKind]:
    """Every registered kind, for a query of the caller's."""
    return list(_kinds.values())


def linked_pages(page_id: int) -> list[Link]:
    """The live pages that lead to this one, newest first; one query, none where no feature is there."""
    shown = [
        kind.rows(page_id)
        .order_by()
        .values_list(
            Value(kind.label),
            f"{kind.other}__title",
            f"{kind.other}__url_path",
            first_public(kind.other, kind.moved),
        )
        for kind in link_kinds()
    ]
    if not shown:
        return []
    found = sorted(shown[0].union(*shown[1:]), key=lambda row: row[-1], reverse=True)
    return [Link(label, title, path, day=timezone.localdate(at)) for label, title, path, at in found]
