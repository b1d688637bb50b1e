"""What happens to the index: a page goes live and is found, comes down and is not; queries are counted."""

import re
from collections.abc import Collection, Iterator

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from . import kept_lists
from .engines import choosing
from .engines.asking import FACETS, IndexRow
from .models import AttachmentText, EntryText, QueryLog, SearchEntry
from .segmentation import segment, tidy, tidy_lines
from .sources import EntryData, Source, source_of
from .synonyms import SYNONYMS_KEY
from .vocabulary import learn

# Ten times the longest law; what lies beyond in a page's own text is not searched. Attachments all together.
LONGEST_TEXT, LONGEST_FILES = 300_000, 600_000
# Telephone and identity numbers that somebody typed are nobody's business.
_LONG_NUMBER = re.compile(r"\d{7,}")


def index_page(page: Page) -> SearchEntry | None:
    """Bring the entry of a page in line with what is live; None where there is nothing to find. Safe to repeat."""
    page = page.specific
    source = source_of(type(page))
    if source is None or not page.live or page.get_view_restrictions().exists():
        remove_pages([page.pk])
        return None
    with transaction.atomic():
        entry = write_entry(page, source)
        learn([entry.title])
        choosing.write(index_rows([entry.pk]))
        kept_lists.forget()
    return entry


def write_entry(page: Page, source: Source) -> SearchEntry:
    """Entry and text of a live page, the engines not yet told."""
    data = source.build(page)
    entry, _ = SearchEntry.objects.update_or_create(page_id=page.pk, defaults=entry_values(data, source))
    EntryText.objects.update_or_create(entry=entry, defaults={"text": tidy_lines(data.text)[:LONGEST_TEXT]})
    _settle_files(entry, data)
    return entry


def entry_values(data: EntryData, source: Source) -> dict[str, object]:
    """Columns of an entry from what its source says."""
    return {
        "title": tidy(data.title)[:255],
        "number": data.number[:60],
        "number_key": data.number_key[:60],
        "kind": source.kind,
        "category": data.category[:40],
        "body_name": data.body_name[:100],
        "year": str(data.public_date.year),
        "subject": data.subject[:60],
        "genre": data.genre[:20],
        "validity": data.validity[:20],
        "item": data.item[:100],
        "is_out_of_force": data.is_out_of_force,
        "public_date": data.public_date,
        "refresh_on": data.refresh_on,
        "document_id": data.document_page_id,
        "files_read": not data.files,
    }


def _settle_files(entry: SearchEntry, data: EntryData) -> None:
    """Texts of files that the page no longer shows go at once; new ones are read later, by ``read_files``."""
    shown = [one.file_id for one in data.files]
    entry.files.exclude(file_id__in=shown).delete()


def index_rows(ids: Collection[int]) -> Iterator[IndexRow]:
    """Entries as engines keep them; three queries."""
    texts = dict(EntryText.objects.filter(pk__in=ids).values_list("pk", "text"))
    files: dict[int, list[str]] = {}
    attached = AttachmentText.objects.filter(entry__in=ids).exclude(text="")
    for entry_id, text in attached.values_list("entry_id", "text"):
        files.setdefault(entry_id, []).append(text)
    for entry in SearchEntry.objects.filter(pk__in=ids):
        yield IndexRow(
            id=entry.pk,
            title=segment(entry.title),
            number=segment(entry.number),
            body=segment(texts.get(entry.pk, "")),
            files=segment("\n。".join(files.get(entry.pk, ()))[:LONGEST_FILES]),
            facets={name: getattr(entry, name) for name in FACETS},
            public_date=entry.public_date,
            is_out_of_force=entry.is_out_of_force,
        )


def remove_pages(page_ids: Collection[int]) -> None:
    """Take pages out of every index."""
    remove_entries(list(SearchEntry.objects.filter(page__in=page_ids).values_list("pk", flat=True)))


def remove_entries(ids: Collection[int]) -> None:
    """Take entries out of every index."""
    if ids:
        SearchEntry.objects.filter(pk__in=ids).delete()
        choosing.remove(ids)
        kept_lists.forget()


def record_query(words: str, results: int) -> None:
    """Count a query for 热门搜索 and the report 公众检索词; one that may name a person's number is not kept."""
    if not words or _LONG_NUMBER.search(words):
        return
    today, words = timezone.localdate(), words[:100]
    rows = QueryLog.objects.filter(query=words, day=today)
    if rows.update(count=F("count") + 1, results=results):
        return
    try:
        with transaction.atomic():
            QueryLog.objects.create(query=words, day=today, count=1, results=results)
    except IntegrityError:  # somebody else asked for the same at the same moment
        rows.update(count=F("count") + 1, results=results)


def forget_synonyms(**kwargs: object) -> None:
    """The list was changed."""
    cache.delete(SYNONYMS_KEY)
