"""The site map for search engines: an index, one section for each kind of page and year.

A request reads one section, so that a site of 100,000 pages answers like a small one.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.sitemaps import Sitemap, views
from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import Count, Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page, Site

from disclosure.catalogue.models import BodyPage, ColumnEntry, ColumnPage
from disclosure.catalogue.selectors import CountedPaginator
from opinion.feedback.selectors import latest_publication
from portal.models import HomePage, StandardPage
from portal.serving import version
from portal.serving.tags import LISTS, public

from .letters import LetterSitemap

# The protocol (sitemaps.org) takes 50,000 addresses in a file; fewer keep every answer below a second.
ADDRESSES = 5_000
# The version makes it exact; the time only bounds what a cache holds. Technical, no legal source.
KEPT_SECONDS = 600
Maps = dict[str, type[Sitemap] | Sitemap]  # as Django's views ask for
# Pages that no column lists, beside those of bodies: the frame of the site.
FRAME = "lanmu"
# Answered letters, which are no pages.
LETTERS = "liuyan"
_FRAME_TYPES = (HomePage, ColumnPage, BodyPage, StandardPage)
# Screens that are no pages and that search engines may show.
SCREENS = (
    "library",
    "catalogue",
    "site_map",
    "reading_places",
    "decisions",
    "consultations",
    "spokespersons",
    "clarifications_list",
    "letters",
    "api",
)


@dataclass(frozen=True, slots=True)
class Section:
    """The pages of one type that were made public in one year."""

    model: str
    year: int
    content_type: int
    count: int
    changed_at: dt.datetime | None

    @property
    def name(self) -> str:
        """As it stands in the address."""
        return f"{self.model.removesuffix('page')}-{self.year}"


def sections() -> list[Section]:
    """Every section that has pages, kept until something public changes. One query."""
    key = f"sitemap-sections:{version.current()}"
    kept: list[Section] | None = cache.get(key)
    if kept is None:
        kept = _read_sections()
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _read_sections() -> list[Section]:
    groups = (
        ColumnEntry.objects.filter(is_primary=True, page__live=True)
        .order_by("-year")
        .values_list("page__content_type", "year")
        .annotate(count=Count("pk"), changed_at=Max("page__last_published_at"))
    )
    return [
        Section(ContentType.objects.get_for_id(content_type).model, year, content_type, count, changed_at)
        for content_type, year, count, changed_at in groups
    ]


class TreeSitemap(Sitemap):
    """Addresses of pages below the home page, as (path in the tree, last change)."""

    limit = ADDRESSES

    def __init__(self, home: Page) -> None:
        self.home = home

    def location(self, item: Any) -> str:
        path, _changed_at = item
        return reverse("wagtail_serve", args=[path.removeprefix(self.home.url_path)])

    def lastmod(self, item: Any) -> dt.datetime | None:
        return item[1]


class SectionSitemap(TreeSitemap):
    """The pages of one section, newest first."""

    def __init__(self, home: Page, section: Section) -> None:
        super().__init__(home)
        self.section = section

    def items(self) -> QuerySet:
        # The year as a range of dates, which the index that orders the entries serves as well.
        entries = ColumnEntry.objects.filter(
            is_primary=True,
            public_date__year=self.section.year,
            page__live=True,
            page__content_type=self.section.content_type,
        )
        return entries.values_list("page__url_path", "page__last_published_at")

    @cached_property
    def paginator(self) -> Paginator:
        return CountedPaginator(self.items(), self.section.count, self.limit)

    def get_latest_lastmod(self) -> dt.datetime | None:
        return self.section.changed_at


class FrameSitemap(TreeSitemap):
    """The home page, columns, bodies and plain pages, and the screens that are no pages; one query at most."""

    def items(self) -> list[tuple[str, dt.datetime | None]]:
        return [*_frame_rows(), *((reverse(name), None) for name in SCREENS)]

    def location(self, item: Any) -> str:
        path, _changed_at = item
        return path if path in map(reverse, SCREENS) else super().location(item)

    def get_latest_lastmod(self) -> None:
        # The index would otherwise read all of them.
        return None


def _frame_rows() -> list[tuple[str, dt.datetime | None]]:
    """Address and last change in the order of the tree, kept until something public changes.

    Few as they are, SQLite looks at every page to find them.
    """
    key = f"sitemap-frame:{version.current()}"
    kept: list[tuple[str, dt.datetime | None]] | None = cache.get(key)
    if kept is None:
        first, *others = (_listed_nowhere(model) for model in _FRAME_TYPES)
        kept = [row[1:] for row in sorted(first.union(*others))]
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _listed_nowhere(model: type[Page]) -> QuerySet:
    """Live pages of a type that stand in no column's list, as (path, address, last change)."""
    pages = model._default_manager.filter(live=True).exclude(column_entries__is_primary=True).order_by()
    if model is ColumnPage:
        pages = pages.filter(external_url="")
    return pages.values_list("path", "url_path", "last_published_at")


@public(LISTS)
def index(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: where the sections are."""
    maps: Maps = {FRAME: FrameSitemap(_home(request))}
    maps |= {section.name: SectionSitemap(_home(request), section) for section in sections()}
    if latest_publication():
        maps[LETTERS] = LetterSitemap()
    return views.index(request, maps, sitemap_url_name="sitemap_section")


@public(LISTS)
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One section, in pieces (``?p=``). Raises Http404 for one that has no pages."""
    home = _home(request)
    maps: Maps = {one.name: SectionSitemap(home, one) for one in sections() if one.name == section}
    if section == FRAME:
        maps[FRAME] = FrameSitemap(home)
    if section == LETTERS:
        maps[LETTERS] = LetterSitemap()
    return views.sitemap(request, maps, section=section)


def _home(request: HttpRequest) -> Page:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("网站尚未建立。")
    return site.root_page
