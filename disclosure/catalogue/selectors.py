"""What the public sees of the catalogue: one page of a column's list, its filters, the tree beside it.

Lists read ``ColumnEntry`` rows, so only live pages are ever shown, and a secondary column lists the same
address (R-017).
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page

from .models import BodyPage, ColumnEntry, ColumnPage, Leader

PAGE_SIZE = 20
# What a link to a column and its page tags need of it.
LINK_FIELDS = ("title", "path", "depth", "url_path", "external_url")
TAG_FIELDS = ("column_type", "description", "keywords", "item")
# Bounds how long another process may show an old count; entries themselves are never cached.
FACETS_SECONDS = 300
# So many pages are looked up and sorted in some milliseconds.
FEW = 2_000


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a list shows of a page beside its title: 文号 and, when it is not simply in force, 有效性."""

    number: str = ""
    status: str = ""
    is_out_of_force: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a public list."""

    page: Page
    kind: str
    public_date: dt.date
    facts: RowFacts


@dataclass(frozen=True, slots=True)
class Facet:
    """One value a list can be filtered by."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a column's list with its filters."""

    rows: list[Row]
    page: PaginatedPage
    years: list[Facet]
    kinds: list[Facet]
    total: int
    year: str
    kind: str


FactsReader = Callable[[Collection[int]], Mapping[int, RowFacts]]
_facts_readers: dict[type[Page], FactsReader] = {}


def register_row_facts(model: type[Page], reader: FactsReader) -> None:
    """Let a feature above the catalogue say what lists show of its pages; one query for a list that has some."""
    _facts_readers[model] = reader


class CountedPaginator(Paginator):
    """A paginator that is told the count, because counting 50,000 entries costs more than showing 20."""

    def __init__(self, entries: QuerySet, count: int, per_page: int = PAGE_SIZE) -> None:
        super().__init__(entries, per_page)
        self.known_count = count

    @cached_property
    def count(self) -> int:
        return self.known_count


def kept_count(key: str, entries: QuerySet) -> int:
    """How many there are, counted once for a key, which must change with them."""
    count: int | None = cache.get(key)
    if count is None:
        count = entries.count()
        cache.set(key, count, FACETS_SECONDS)
    return count


def rows_of(entries: Iterable[ColumnEntry]) -> list[Row]:
    """Lines of a list from entries that carry their page; a fixed number of queries whatever their number."""
    entries = list(entries)
    facts: dict[int, RowFacts] = {}
    for model, reader in _facts_readers.items():
        type_id = ContentType.objects.get_for_model(model).pk
        if of_type := [entry.page_id for entry in entries if entry.page.content_type_id == type_id]:
            facts.update(reader(of_type))
    return [
        Row(entry.page, entry.kind, entry.public_date, facts.get(entry.page_id, RowFacts()))
        for entry in entries
    ]


def listed() -> QuerySet[ColumnEntry]:
    """Every live page once, under its primary column, with the page itself."""
    return with_pages(ColumnEntry.objects.filter(is_primary=True))


def with_pages(entries: QuerySet[ColumnEntry]) -> QuerySet[ColumnEntry]:
    """Entries with what a link to their page needs; pages are large, so nothing more of them."""
    return entries.filter(page__live=True).select_related("page").only(
        "kind", "public_date", "page__title", "page__url_path", "page__content_type"
    )  # fmt: skip


def newest(page_type: type[Page], limit: int) -> list[Row]:
    """The latest pages of one type on the whole site."""
    return rows_of(of_type(listed(), page_type)[:limit])


def of_type(entries: QuerySet[ColumnEntry], page_type: type[Page]) -> QuerySet[ColumnEntry]:
    """The entries of live pages of one type, begun with whichever is less: the pages of the type, or the list."""
    content_type = ContentType.objects.get_for_model(page_type)
    if _are_few(content_type.pk):
        return entries.filter(page__live=True, page__content_type=content_type)
    return entries.filter(of_types(page_type))


def _are_few(content_type: int) -> bool:
    """Decides the way only, never what is found, so it may be some minutes old."""
    key = f"few-pages:{content_type}"
    are_few: bool | None = cache.get(key)
    if are_few is None:
        are_few = Page.objects.filter(content_type=content_type).order_by()[:FEW].count() < FEW
        cache.set(key, are_few, FACETS_SECONDS)
    return are_few


def of_types(*page_types: type[Page]) -> Exists:
    """For entries: that the page is live and of one of these types.

    Asked of each entry in the order of the list. As a condition on a joined table it makes databases begin with all
    pages of the type and sort them, which costs with their number.
    """
    types = ContentType.objects.get_for_models(*page_types).values()
    return Exists(Page.objects.filter(pk=OuterRef("page_id"), live=True, content_type__in=types))


def column_listing(column: ColumnPage, year: str = "", kind: str = "", number: str = "1") -> Listing:
    """One page of the column's list. A year, kind or page number it does not have is taken as none given."""
    counts = _facet_counts(column.pk)
    years = {str(entry_year) for entry_year, _kind, _count in counts}
    kinds = {entry_kind for _year, entry_kind, _count in counts}
    year, kind = year if year in years else "", kind if kind in kinds else ""

    entries = ColumnEntry.objects.filter(column_id=column.pk)
    if year:
        # As a range of dates, which the index that orders the list serves as well.
        entries = entries.filter(public_date__year=int(year))
    if kind:
        entries = entries.filter(kind=kind)
    matching = sum(
        count for entry_year, entry_kind, count in counts
        if year in ("", str(entry_year)) and kind in ("", entry_kind)
    )  # fmt: skip
    page = CountedPaginator(entries.values("pk"), matching).get_page(number)
    # The keys come from an index alone; only the twenty rows shown are read in full.
    shown = with_pages(ColumnEntry.objects.filter(pk__in=page.object_list))
    return Listing(
        rows=rows_of(shown),
        page=page,
        years=_facets(((str(y), n) for y, k, n in counts if kind in ("", k)), year, "年"),
        kinds=_facets(((k, n) for y, k, n in counts if year in ("", str(y))), kind),
        total=sum(count for _year, _kind, count in counts),
        year=year,
        kind=kind,
    )


def _facet_counts(column_id: int) -> list[tuple[int, str, int]]:
    """(year, kind, number of entries) of a column, newest year first."""
    key = facets_key(column_id)
    counts = cache.get(key)
    if counts is None:
        groups = ColumnEntry.objects.filter(column_id=column_id).order_by("-year", "kind")
        counts = list(groups.values_list("year", "kind").annotate(count=Count("pk")))
        cache.set(key, counts, FACETS_SECONDS)
    return counts


def facets_key(column_id: int) -> str:
    """Cache key of a column's counts; dropped whenever an entry of the column changes."""
    return f"column-facets:{column_id}"


def _facets(counts: Iterable[tuple[str, int]], chosen: str, suffix: str = "") -> list[Facet]:
    totals: dict[str, int] = {}
    for value, count in counts:
        totals[value] = totals.get(value, 0) + count
    return [Facet(value, f"{value}{suffix}", count, value == chosen) for value, count in totals.items()]


def frame_columns(home: Page, page: Page | None) -> list[ColumnPage]:
    """In one query: the top columns, the columns above the page and, for a column, those around it."""
    top = home.depth + 1
    wanted = Q(path__startswith=home.path, depth=top)
    if page is not None and page.path.startswith(home.path):
        above = [page.path[: depth * Page.steplen] for depth in range(top, page.depth + 1)]
        wanted |= Q(path__in=above)
        if isinstance(page, ColumnPage):
            for path in above:
                depth = len(path) // Page.steplen + 1
                wanted |= Q(path__startswith=path, depth=depth)
    return list(ColumnPage.objects.live().filter(wanted).only(*LINK_FIELDS, *TAG_FIELDS).order_by("path"))


def column_tree(home: Page) -> list[ColumnPage]:
    """Every live column of the site in tree order, for the site map and the home page."""
    columns = ColumnPage.objects.live().descendant_of(home).only(*LINK_FIELDS, "column_type")
    return list(columns.order_by("path"))


def bodies_in(column: ColumnPage) -> QuerySet[BodyPage]:
    """Live body pages (机构页) of a column."""
    return BodyPage.objects.live().child_of(column).order_by("path")


def leaders_in_office(page: BodyPage) -> list[Leader]:
    """The leaders that the page shows today, in its order; one query."""
    today = timezone.localdate()
    rows = page.leader_rows.all()
    # A preview has rows that no table holds yet.
    leaders = rows.select_related("photo") if hasattr(rows, "select_related") else rows
    return [leader for leader in leaders if leader.is_in_office(today)]
