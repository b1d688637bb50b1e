"""The catalogue of government information (政府信息公开目录): 索引号, 名称, 内容概述, 生成日期 of all that is public.

条例 12 names the four parts; what was taken down stays in it, marked as such (R-011).
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from disclosure.catalogue.models import ColumnEntry
from disclosure.catalogue.selectors import FACETS_SECONDS, CountedPaginator, kept_count, of_types
from foundation.organisations.models import Body
from foundation.signoff.models import Takedown

from .enums import Validity
from .models import DocumentPage, InformationPage
from .rules import validity_on

PAGE_SIZE = 50
WITHDRAWN = "已撤下"
_LONGEST_KEY = 9  # digits that every database takes as a key
_CHOICES, _VERSION = "public-catalogue:choices", "public-catalogue:version"
HEADINGS = {
    "index_number": "索引号",
    "title": "名称",
    "overview": "内容概述",
    "formed_on": "生成日期",
    "body": "发布机构",
    "number": "文号",
    "validity": "有效性",
    "published_on": "公开日期",
    "column": "栏目",
    "url_path": "地址",
    "services": "关联政务服务事项",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the catalogue; ``url_path`` is empty for what was taken down."""

    index_number: str
    title: str
    overview: str
    formed_on: dt.date | None
    body: str
    number: str
    validity: str
    published_on: dt.date
    column: str
    url_path: str
    services: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the catalogue is limited to."""

    year: str = ""
    body: str = ""
    column: str = ""
    state: str = ""  # "withdrawn", or empty for what is public

    @property
    def as_filter(self) -> Q:
        """For entries of columns."""
        wanted = Q(is_primary=True)
        if self.in_year:
            wanted &= Q(year=self.in_year)
        if self.body:
            wanted &= Q(page__documentpage__body__code=self.body) | Q(
                page__informationpage__body__code=self.body
            )
        if self.column.isdecimal() and len(self.column) <= _LONGEST_KEY:
            wanted &= Q(column_id=int(self.column))
        return wanted

    @property
    def in_year(self) -> int | None:
        """The year, if it is one that a calendar has."""
        return int(self.year) if self.year.isdecimal() and len(self.year) == 4 and int(self.year) else None


def entries_of(chosen: Chosen) -> Iterator[Entry]:
    """All entries, newest first, read in pieces: for the downloads."""
    if chosen.state == "withdrawn":
        yield from map(_withdrawn, _takedowns(chosen).iterator(chunk_size=500))
    else:
        yield from map(_public, _values(_public_entries(chosen)).iterator(chunk_size=500))


def page_of(chosen: Chosen, number: str, per_page: int = PAGE_SIZE) -> tuple[PaginatedPage, list[Entry]]:
    """One page; two queries, and one to count what was not counted yet."""
    if chosen.state == "withdrawn":
        takedowns = Paginator(_takedowns(chosen), per_page).get_page(number)
        return takedowns, [_withdrawn(row) for row in takedowns.object_list]
    entries = _public_entries(chosen)
    page = CountedPaginator(entries.values_list("pk", flat=True), _count(chosen, entries), per_page).get_page(
        number
    )
    # The keys come from an index alone; only the rows shown are read in full.
    shown = _values(ColumnEntry.objects.filter(pk__in=list(page.object_list)).order_by("-public_date", "-pk"))
    return page, [_public(row) for row in shown]


def _count(chosen: Chosen, entries: QuerySet[ColumnEntry]) -> int:
    """How many there are, counted once for each thing chosen until something is published."""
    asked = hashlib.sha256(repr(chosen).encode()).hexdigest()
    version = cache.get(_VERSION) or _take()
    return kept_count(f"public-catalogue:count:{version}:{asked}", entries)


def _public_entries(chosen: Chosen) -> QuerySet[ColumnEntry]:
    """Of documents and other information; the site's own pages are no government information."""
    filed = of_types(DocumentPage, InformationPage)
    return ColumnEntry.objects.filter(chosen.as_filter).filter(filed).order_by("-public_date", "-pk")


def _either(name: str):
    return Coalesce(f"page__documentpage__{name}", f"page__informationpage__{name}")


def _values(entries: QuerySet[ColumnEntry]) -> QuerySet:
    document = "page__documentpage__"
    return entries.values(
        "public_date",
        title=F("page__title"),
        url_path=F("page__url_path"),
        column_title=F("column__title"),
        services=F("column__services"),
        overview=_either("overview"),
        body=_either("body__name"),
        index_number=Coalesce(f"{document}issued_index__value", Value(""), output_field=CharField()),
        number=Coalesce(f"{document}document_number", Value(""), output_field=CharField()),
        written_on=F(f"{document}written_on"),
        stated=F(f"{document}validity"),
        effective_on=F(f"{document}effective_on"),
        expires_on=F(f"{document}expires_on"),
    )


def _public(row: dict) -> Entry:
    today = timezone.localdate()
    stated = row["stated"]
    validity = stated and Validity(validity_on(stated, row["effective_on"], row["expires_on"], today)).label
    return Entry(
        index_number=row["index_number"],
        title=row["title"],
        overview=row["overview"] or "",
        formed_on=row["written_on"] or row["public_date"],
        body=row["body"] or "",
        number=row["number"],
        validity=validity or "",
        published_on=row["public_date"],
        column=row["column_title"],
        url_path=row["url_path"],
        services=row["services"],
    )


def _takedowns(chosen: Chosen) -> QuerySet[Takedown]:
    """The last takedown of each page that is not public again."""
    found = Takedown.objects.exclude(url_path="").select_related("body").order_by("-at")
    if chosen.in_year:
        found = found.filter(at__year=chosen.in_year)
    if chosen.body:
        found = found.filter(body__code=chosen.body)
    live = ColumnEntry.objects.filter(is_primary=True, page__live=True).values("page_id")
    return found.exclude(page_id__in=live)


def _withdrawn(row: Takedown) -> Entry:
    day = timezone.localdate(row.at)
    return Entry(
        index_number="",
        title=row.title,
        overview="",
        formed_on=None,
        body=str(row.body or ""),
        number=row.document_number,
        validity=f"{WITHDRAWN}({row.get_category_display()})",
        published_on=day,
        column="",
        url_path="",
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader may choose from."""

    years: list[int]
    bodies: list[Body]
    columns: list[tuple[int, str]]


def choices() -> Choices:
    """Years, bodies and columns that have anything; kept for a while, because they are read from every entry."""
    kept: Choices | None = cache.get(_CHOICES)
    if kept is None:
        kept = _read_choices()
        cache.set(_CHOICES, kept, FACETS_SECONDS)
    return kept


def forget_choices() -> None:
    """Read the choices and counts anew: something has been published or taken down."""
    cache.delete(_CHOICES)
    _take()


def _take() -> str:
    version = uuid.uuid4().hex
    cache.set(_VERSION, version, timeout=None)
    return version


def _read_choices() -> Choices:
    entries = ColumnEntry.objects.filter(is_primary=True)
    return Choices(
        years=sorted(entries.order_by().values_list("year", flat=True).distinct(), reverse=True),
        bodies=list(Body.objects.order_by("name").only("code", "name")),
        columns=sorted(
            entries.order_by().values_list("column_id", "column__title").distinct(), key=lambda one: one[1]
        ),
    )


def as_rows(entries: Iterable[Entry]) -> Iterator[list[str]]:
    """For tables: the headings, then a row for each entry."""
    yield list(HEADINGS.values())
    for entry in entries:
        yield ["" if cell is None else str(cell) for cell in asdict(entry).values()]
