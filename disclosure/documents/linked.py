"""Pages of the features above that lead to a page of ours; that page shows the way back.

A feature registers the rows of its links: each has ``page``, the live page at its own end, with
``original_published_at`` and ``first_published_at``.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import DateTimeField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

LinkRows = Callable[[int], QuerySet]
_rows: dict[str, LinkRows] = {}
PUBLISHED = Coalesce("page__original_published_at", "page__first_published_at", output_field=DateTimeField())


@dataclass(frozen=True, slots=True)
class Link:
    """Another page that one leads to. ``ended`` says 失效 or 废止 of a document that is no longer in force."""

    label: str
    title: str
    url_path: str
    number: str = ""
    day: dt.date | None = None
    ended: str = ""


def register_linked(label: str, rows: LinkRows) -> None:
    """Under ``label``, the links to a page by its key; called from AppConfig.ready()."""
    _rows[label] = rows


def linked_rows(page_id: int) -> list[tuple[str, QuerySet]]:
    """Every registered kind of link to this page, for a query of the caller's."""
    return [(label, rows(page_id)) for label, rows in _rows.items()]


def linked_pages(page_id: int) -> list[Link]:
    """The live pages that lead to this one, newest first; one query, none where no feature is there."""
    shown = [
        rows.order_by().values_list(Value(label), "page__title", "page__url_path", PUBLISHED)
        for label, rows in linked_rows(page_id)
    ]
    if not shown:
        return []
    found = sorted(shown[0].union(*shown[1:]), key=lambda row: row[-1], reverse=True)
    return [Link(label, title, path, day=timezone.localdate(at)) for label, title, path, at in found]
