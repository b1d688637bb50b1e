"""Tens of thousands of public documents in one column, without a publication each.

Paths are computed beforehand and rows written in bulk; the guard's triggers are off meanwhile. What the public
reads of such a document is the same as of one that was published.
"""

import datetime as dt
from copy import copy

from django.db import connection
from django.db.models.base import ModelState
from wagtail.models import Page

from disclosure.catalogue.models import ColumnEntry, ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.search.engines import choosing
from foundation.search.models import EntryText, SearchEntry
from foundation.search.services import index_rows
from foundation.signoff import triggers

BATCH = 2_000
FIRST_DAY = dt.date(2006, 1, 1)
DAYS = 20 * 365


def fill_column(column: ColumnPage, pattern: DocumentPage, count: int) -> None:
    """Put ``count`` documents that look like the pattern into the column, spread over twenty years."""
    triggers.remove(connection)
    try:
        for start in range(0, count, BATCH):
            _add(column, pattern, range(start, min(start + BATCH, count)), count)
        column.numchild = count
        Page.objects.filter(pk=column.pk).update(numchild=count)
    finally:
        triggers.install(connection)


def index_column(column: ColumnPage, pattern: DocumentPage) -> None:
    """Let the public find every document of the column, each as the pattern with its own title and day."""
    entry = SearchEntry.objects.get(page=pattern.pk)
    text = EntryText.objects.get(entry=entry).text
    listed = ColumnEntry.objects.filter(column=column).order_by("page_id")
    rows = list(listed.values_list("page_id", "page__title", "public_date"))
    for start in range(0, len(rows), BATCH):
        entries = SearchEntry.objects.bulk_create(_found(entry, *row) for row in rows[start : start + BATCH])
        EntryText.objects.bulk_create(EntryText(entry=one, text=text) for one in entries)
        choosing.database().write(index_rows([one.pk for one in entries]))


def _found(pattern: SearchEntry, page_id: int, title: str, day: dt.date) -> SearchEntry:
    entry = copy(pattern)
    entry.pk, entry.page_id, entry.title = None, page_id, title
    entry.public_date, entry.year = day, str(day.year)
    entry._state = ModelState()
    return entry


def _add(column: ColumnPage, pattern: DocumentPage, numbers: range, count: int) -> None:
    pages = Page.objects.bulk_create(page_like(column, pattern, number) for number in numbers)
    copy_content(pattern, pages[0].path, pages[-1].path)
    ColumnEntry.objects.bulk_create(
        _entry(column, pattern, page.pk, FIRST_DAY + dt.timedelta(days=number * DAYS // count))
        for page, number in zip(pages, numbers, strict=True)
    )


def page_like(column: ColumnPage, pattern: DocumentPage, number: int) -> Page:
    slug = f"d{number}"
    title = f"{pattern.title}({number})"
    return Page(
        path=Page._get_path(column.path, column.depth + 1, number + 1),
        depth=column.depth + 1,
        title=title,
        draft_title=title,
        slug=slug,
        url_path=f"{column.url_path}{slug}/",
        live=True,
        content_type_id=pattern.content_type_id,
        locale_id=pattern.locale_id,
        first_published_at=pattern.first_published_at,
        last_published_at=pattern.last_published_at,
    )


def copy_content(pattern: DocumentPage, first_path: str, last_path: str) -> None:
    fields = DocumentPage._meta.local_concrete_fields
    columns = [field.column for field in fields if field.column != "page_ptr_id"]
    names = ", ".join(f'"{name}"' for name in columns)
    copied = ", ".join(f'd."{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO documents_documentpage (page_ptr_id, {names}) SELECT p.id, {copied} "  # noqa: S608
            "FROM wagtailcore_page p, documents_documentpage d "
            "WHERE d.page_ptr_id = %s AND p.path BETWEEN %s AND %s",
            [pattern.pk, first_path, last_path],
        )


def _entry(column: ColumnPage, pattern: DocumentPage, page_id: int, day: dt.date) -> ColumnEntry:
    return ColumnEntry(
        column=column, page_id=page_id, kind=pattern.listing_kind, public_date=day, year=day.year
    )
