"""The public search (站内搜索) and the library of documents (政策文件库): one screen over one index."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Site

from disclosure.catalogue.selectors import column_tree
from disclosure.documents.selectors import written_dates
from foundation.search.queries import FIELDS, LONGEST_QUERY, Query
from foundation.search.selectors import SIZE, Results, find, popular, related, suggest
from foundation.search.services import record_query
from portal.selectors import platform_entries
from portal.serving.tags import LISTS, public

from . import filters
from .addresses import Address, read_page, read_query
from .downloads import FORMATS, download, feed_of
from .letters import found_letters
from .promotions import promoted


@dataclass(frozen=True, slots=True)
class Screen:
    """What the two screens differ in. ``fixed`` is a filter that the screen sets itself."""

    name: str
    title: str
    template: str
    filters: tuple[str, ...]
    fixed: tuple[tuple[str, str], ...] = ()
    lists_all: bool = False

    def query(self, request: HttpRequest) -> Query:
        """The search of the address."""
        return read_query(request.GET, **dict(self.fixed))

    def address(self, query: Query) -> Address:
        """Addresses of this screen for a search."""
        return Address(query, tuple(name for name, _value in self.fixed))


_OF_DOCUMENTS = ("validity", "category", "year", "body", "genre", "subject", "item")
SEARCH = Screen("search", "站内搜索", "portal/search.html", ("kind", *_OF_DOCUMENTS))
LIBRARY = Screen(
    "library",
    "政策文件库",
    "portal/library.html",
    _OF_DOCUMENTS,
    fixed=(("kind", "wenjian"),),
    lists_all=True,
)
ORDERS = (("relevance", "按相关度"), ("date", "按日期"))
FIELD_LABELS = dict(zip(("", *FIELDS), ("全部", "标题", "文号", "正文"), strict=True))


@public(LISTS)
def search(request: HttpRequest) -> HttpResponseBase:
    """Search what is public (站内搜索, R-275); ``?format=csv|xlsx`` downloads the results."""
    return _answer(request, SEARCH)


@public(LISTS)
def library(request: HttpRequest) -> HttpResponseBase:
    """Every document with its number, dates and validity (政策文件库, R-102)."""
    return _answer(request, LIBRARY)


@public(LISTS)
def suggestions(request: HttpRequest) -> JsonResponse:
    """What to type on, while typing; three queries."""
    words = read_query(request.GET).words
    return JsonResponse({"suggestions": suggest(words)}, json_dumps_params={"ensure_ascii": False})


@public(LISTS)
def search_feed(request: HttpRequest) -> HttpResponse:
    """The newest results of a search, to subscribe to."""
    return _feed(request, SEARCH)


@public(LISTS)
def library_feed(request: HttpRequest) -> HttpResponse:
    """The newest documents of a search, to subscribe to."""
    return _feed(request, LIBRARY)


def _feed(request: HttpRequest, screen: Screen) -> HttpResponse:
    query = replace(screen.query(request), order="date")
    address = f"{reverse(screen.name)}{screen.address(query).to()}"
    return feed_of(request, query, screen.title, address)


def _answer(request: HttpRequest, screen: Screen) -> HttpResponseBase:
    query = screen.query(request)
    if write := download(request.GET.get("format", "")):
        return write(request, query, screen.name)
    address = screen.address(query)
    context: dict[str, Any] = {
        "finder": screen,
        "query": query.words,
        "search": query,
        "address": address,
        "longest": LONGEST_QUERY,
        "fields": FIELD_LABELS.items(),
        "feed": f"{reverse(f'{screen.name}_feed')}{address.to()}",
        "downloads": [(kind.upper(), address.download(kind)) for kind in FORMATS],
        "orders": [(label, address.to(order=order), order == query.order) for order, label in ORDERS],
        "chosen": filters.chosen(address),
        "kept": address.pairs("words", "field"),
        "kept_by_dates": address.pairs("since", "until"),
    }
    is_asked = bool(query.words or context["chosen"])
    if is_asked or screen.lists_all:
        context |= _results(find(query, read_page(request.GET)), screen, address)
    if not is_asked or not context["found"].total:
        context |= {"popular": popular(), "entries": _entries(request)}
    return render(request, screen.template, context)


def _results(found: Results, screen: Screen, address: Address) -> dict[str, Any]:
    words, is_plain = found.query.words, found.page == 1 and not _is_narrowed(address)
    if is_plain:
        # What is only alike was not what was asked for: editors see it among the words that found nothing.
        record_query(words.lower(), 0 if found.approximate else found.total)
    first = promoted(words) if is_plain and found.query.order != "date" else []
    shown_first = {one.page.pk for one in first}
    hits = [hit for hit in found.hits if hit.entry.page_id not in shown_first]
    written = written_dates([hit.entry.page_id for hit in hits]) if screen is LIBRARY else {}
    return {
        "found": found,
        "promoted": first,
        "letters": found_letters(found.query) if screen is SEARCH and words and is_plain else None,
        "rows": [(hit, written.get(hit.entry.page_id)) for hit in hits],
        "related": [(one, address.to(words=one)) for one in related(words)] if is_plain else [],
        "meant": address.to(words=found.suggestion),
        "groups": filters.groups(found.facets, address, screen.filters),
        "listing_page": Paginator(range(found.reachable), SIZE).get_page(found.page),
    }


def _is_narrowed(address: Address) -> bool:
    """Whether more than the words decides what is found, so that finding nothing says nothing of the words."""
    return bool(not address.query.words or address.query.field or filters.chosen(address))


def _entries(request: HttpRequest) -> list:
    """Where else to look: the entries of the disclosure platform; one query."""
    site = Site.find_for_request(request)
    return platform_entries(column_tree(site.root_page)) if site else []
