"""Feeds (订阅源) of what is newest: of the whole site, a column, a body. Atom and RSS of the same entries.

A feed of anything else that selects column entries subclasses ``EntryFeed``.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.syndication.views import Feed, FeedDoesNotExist
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator
from wagtail.models import Page, Site

from disclosure.catalogue.meta_tags import public_time, source_of
from disclosure.catalogue.models import BodyPage, ColumnEntry, ColumnPage
from disclosure.catalogue.selectors import listed, rows_of, with_pages
from foundation.organisations.models import Body
from foundation.signoff.models import Takedown
from foundation.signoff.pages import SignedPage
from portal.models import HomePage, SiteIdentity
from portal.serving.tags import LISTS, public

ENTRIES = 50
# What a feed needs of a page, as far as its type has it.
_SHOWN = (
    "title", "url_path", "first_published_at", "last_published_at",
    "overview", "source", "original_published_at", "body__name",
)  # fmt: skip
# RFC 6721: what a reader of the feed should let go of.
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One live page as a feed tells of it."""

    page: Page
    kind: str
    status: str
    number: str


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is of: its name, the page it belongs to, which entries and which takedowns are in it."""

    name: str
    url: str
    home: Page
    entries: Q = field(default_factory=Q)
    takedowns: Q = field(default_factory=Q)


class _Steady(SyndicationFeed):
    """A feed without entries says the same all day, so that nobody fetches it anew."""

    def latest_post_date(self) -> dt.datetime:
        if self.items:
            return super().latest_post_date()
        return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class AtomFeed(_Steady, Atom1Feed):
    """Atom, with what was taken down."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:at": TOMBSTONES}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for guid, at in self.feed["gone"]:
            handler.addQuickElement("at:deleted-entry", "", {"ref": guid, "when": rfc3339_date(at)})


class RssFeed(_Steady, Rss201rev2Feed):
    """RSS 2.0; has no way to say that something was taken down."""


class EntryFeed(Feed):
    """The newest column entries of a channel; the number of queries does not grow with them."""

    language = "zh-Hans"
    item_guid_is_permalink = False

    def __init__(self, form: type[SyndicationFeed] = AtomFeed) -> None:
        self.feed_type = form

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # The newest date goes back when the newest page is taken down; only the ETag tells that truly.
        del response["Last-Modified"]
        return response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Channel:
        site = Site.find_for_request(request)
        if site is None:
            raise FeedDoesNotExist("网站尚未建立。")
        self.identity = SiteIdentity.for_request(request)
        return self.channel(site.root_page, **kwargs)

    def channel(self, home: Page, **chosen: Any) -> Channel:
        """What is asked for. Raises ObjectDoesNotExist."""
        raise NotImplementedError

    def selected(self, channel: Channel) -> QuerySet[ColumnEntry]:
        """The entries of the feed, newest first."""
        return listed().filter(channel.entries)

    def items(self, channel: Channel) -> list[FeedEntry]:
        rows = rows_of(self.selected(channel)[:ENTRIES])
        pages = _whole_pages([row.page.pk for row in rows])
        return [
            FeedEntry(pages[row.page.pk], row.kind, row.facts.status, row.facts.number)
            for row in rows
            if row.page.pk in pages
        ]

    def get_feed(self, channel: Channel, request: HttpRequest) -> SyndicationFeed:
        self.home = channel.home
        return super().get_feed(channel, request)

    def feed_extra_kwargs(self, channel: Channel) -> dict[str, Any]:
        return {"gone": [(self._guid(page_id), at) for page_id, at in _gone(channel)]}

    def title(self, channel: Channel) -> str:
        site = self.identity.site_name
        return site if channel.name == site else f"{channel.name}_{site}"

    def description(self, channel: Channel) -> str:
        return f"{channel.name}最新公开的信息"

    def link(self, channel: Channel) -> str:
        return channel.url

    def item_title(self, entry: FeedEntry) -> str:
        return entry.page.title

    def item_description(self, entry: FeedEntry) -> str:
        facts = [entry.number, f"有效性：{entry.status}" if entry.status else ""]
        return " ".join(filter(None, [*facts, getattr(entry.page, "overview", "")]))

    def item_link(self, entry: FeedEntry) -> str:
        return address_of(entry.page, self.home)

    def item_guid(self, entry: FeedEntry) -> str:
        return self._guid(entry.page.pk)

    def item_author_name(self, entry: FeedEntry) -> str:
        return source_of(entry.page)

    def item_categories(self, entry: FeedEntry) -> list[str]:
        return [entry.kind]

    def item_pubdate(self, entry: FeedEntry) -> dt.datetime | None:
        return public_time(entry.page)

    def item_updateddate(self, entry: FeedEntry) -> dt.datetime | None:
        return timezone.localtime(entry.page.last_published_at)

    def _guid(self, page_id: int) -> str:
        """Stays the same when the page gets another address (RFC 4151)."""
        return f"tag:{self.identity.domain or 'gongkai'},2026:page-{page_id}"


class SiteFeed(EntryFeed):
    """Everything on the site."""

    def channel(self, home: Page) -> Channel:  # type: ignore[override]
        return Channel(self.identity.site_name, address_of(home, home), home)


class ColumnFeed(EntryFeed):
    """One column, with what it lists by reference."""

    def channel(self, home: Page, column: int) -> Channel:  # type: ignore[override]
        page = ColumnPage.objects.live().descendant_of(home).get(pk=column)
        below = Q(url_path__startswith=page.url_path)
        return Channel(page.title, address_of(page, home), home, Q(column_id=page.pk), below)

    def selected(self, channel: Channel) -> QuerySet[ColumnEntry]:
        return with_pages(ColumnEntry.objects.filter(channel.entries))


class BodyFeed(EntryFeed):
    """One body."""

    def channel(self, home: Page, code: str) -> Channel:  # type: ignore[override]
        body = Body.objects.get(code=code)
        url = f"{reverse('catalogue')}?body={body.code}"
        return Channel(body.name, url, home, issued_by(body), Q(body=body))


FORMS: dict[str, type[SyndicationFeed]] = {"atom": AtomFeed, "rss": RssFeed}


def feed_view(kind: type[EntryFeed], form: str) -> Callable[..., HttpResponseBase]:
    """The view of a feed. Each answer is made by a feed of its own, since feeds remember what they are of."""

    @public(LISTS)
    def view(request: HttpRequest, **chosen: Any) -> HttpResponseBase:
        return kind(FORMS[form])(request, **chosen)

    return view


def address_of(page: Page, home: Page) -> str:
    """Path of a page on the site; asks no database."""
    return reverse("wagtail_serve", args=[page.url_path.removeprefix(home.url_path)])


def listed_types() -> Iterator[type[SignedPage]]:
    """Every page type that columns list."""
    for model in apps.get_models():
        if issubclass(model, SignedPage) and not issubclass(model, HomePage | ColumnPage | BodyPage):
            yield model


def issued_by(body: Body) -> Q:
    """Entries of pages that a body published."""
    wanted = Q(pk__in=[])
    for model in listed_types():
        wanted |= Q(page__in=model._default_manager.filter(body=body).values("pk"))
    return wanted


def _whole_pages(keys: list[int]) -> dict[int, Page]:
    """Pages by key with what a feed tells of them; one query for each type among them."""
    models = {model._meta.model_name: model for model in listed_types()}
    found: dict[int, Page] = {}
    kinds = (
        Page.objects.filter(pk__in=keys).order_by().values_list("content_type__model", flat=True).distinct()
    )
    for kind in kinds:
        if model := models.get(kind):
            names = {field.name for field in model._meta.concrete_fields}
            shown = [name for name in _SHOWN if name.partition("__")[0] in names]
            found |= model._default_manager.select_related("body").only(*shown).in_bulk(keys)
    return found


def _gone(channel: Channel) -> list[tuple[int, dt.datetime]]:
    """Pages that were taken down and are not public again, the last first, each with when."""
    back = Page.objects.filter(pk=OuterRef("page_id"), live=True)
    takedowns = Takedown.objects.exclude(url_path="").filter(~Exists(back), channel.takedowns)
    newest: dict[int, dt.datetime] = {}
    for page_id, at in takedowns.order_by("-pk").values_list("page_id", "at")[:ENTRIES]:
        newest.setdefault(page_id, timezone.localtime(at))
    return list(newest.items())
