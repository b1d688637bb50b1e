"""The whole index anew: in the order of the pages' keys, from where an earlier run was cut off."""

from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from . import kept_lists
from .engines import choosing
from .models import EntryText, RebuildPlace, SearchEntry, Vocabulary, open_pages
from .segmentation import tidy_lines
from .services import LONGEST_TEXT, entry_values, index_rows, remove_entries
from .sources import Source, sources
from .vocabulary import learn

BATCH = 500
# Of an entry, all but its key and page.
_COLUMNS = [
    field.name
    for field in SearchEntry._meta.concrete_fields
    if field.name not in ("id", "page", "files_read")
]
Report = Callable[[int], None]


def count_pages() -> int:
    """How many pages there are to index."""
    return sum(_pages(source).count() for source in sources())


def rebuild(report: Report, again: bool = False) -> int:
    """Index every public page and drop what is no longer one; how many were indexed. Safe to cut off and repeat.

    ``again`` starts from the beginning even if an earlier run was cut off. ``report`` hears how many were done.
    """
    remove_entries(list(_stale().values_list("pk", flat=True)))
    if again:
        RebuildPlace.objects.all().delete()
    places = dict(RebuildPlace.objects.values_list("kind", "after"))
    if not places:
        Vocabulary.objects.all().delete()
    done = 0
    for source in sources():
        after = places.get(source.kind, 0)
        report(_pages(source).filter(pk__lte=after).count())
        for pages in _batches(source, after):
            _index(source, pages)
            done += len(pages)
            report(len(pages))
    choosing.database().settle()
    kept_lists.forget()
    RebuildPlace.objects.all().delete()
    return done


def rebuild_node(report: Report) -> None:
    """A new index on the search node, filled from the entries. Raises EngineDown."""
    node = choosing.node()
    if node:
        node.rebuild(_all_rows(report))
        kept_lists.forget()


def _all_rows(report: Report) -> Iterator:
    last = 0
    while ids := list(
        SearchEntry.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield from index_rows(ids)
        last = ids[-1]
        report(len(ids))


def _stale() -> QuerySet:
    models = [source.model for source in sources()]
    return SearchEntry.objects.exclude(page__in=Page.objects.live().public().type(*models))


def _pages(source: Source) -> QuerySet:
    return source.fetch().filter(open_pages()).order_by("pk")


def _batches(source: Source, after: int) -> Iterator[list[Page]]:
    while pages := list(_pages(source).filter(pk__gt=after)[:BATCH]):
        yield pages
        after = pages[-1].pk


@transaction.atomic
def _index(source: Source, pages: list[Page]) -> None:
    """One batch, in few statements."""
    built = [(page, source.build(page)) for page in pages]
    entries = [SearchEntry(page_id=page.pk, **entry_values(data, source)) for page, data in built]
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["page"], update_fields=_COLUMNS
    )
    ids = dict(SearchEntry.objects.filter(page__in=[page.pk for page in pages]).values_list("page_id", "pk"))
    texts = [
        EntryText(entry_id=ids[page.pk], text=tidy_lines(data.text)[:LONGEST_TEXT]) for page, data in built
    ]
    EntryText.objects.bulk_create(
        texts, update_conflicts=True, unique_fields=["entry"], update_fields=["text"]
    )
    learn(data.title for _page, data in built)
    choosing.database().write(index_rows(list(ids.values())))
    RebuildPlace.objects.update_or_create(kind=source.kind, defaults={"after": pages[-1].pk})
