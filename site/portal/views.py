"""Public screens that are no pages: search results, the site map, the reading places."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Site

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.selectors import column_tree
from disclosure.deposits.models import ReadingPlace
from foundation.search.queries import Query
from foundation.search.selectors import SIZE, find
from foundation.search.services import record_query

from .selectors import column_nodes
from .serving.tags import LISTS, public

SITE_MAP = ("网站地图", "全部栏目", ColumnType.OVERVIEW)


@public(LISTS)
def search(request: HttpRequest) -> HttpResponse:
    """Search what is public (站内搜索)."""
    words = request.GET.get("q", "").strip()
    number = request.GET.get("page", "1")
    query = Query(words, kind=request.GET.get("type", ""))
    context: dict[str, object] = {"query": words, "kind": query.kind}
    if words:
        found = find(query, int(number) if number.isdecimal() and len(number) < 5 else 1)
        if found.page == 1:
            record_query(" ".join(words.split()).lower(), found.total)
        context |= {
            "found": found,
            "listing_page": Paginator(range(found.reachable), SIZE).get_page(found.page),
        }
    return render(request, "portal/search.html", context)


@public(LISTS)
def site_map(request: HttpRequest) -> HttpResponse:
    """Every column of the site (网站地图)."""
    site = Site.find_for_request(request)
    nodes = column_nodes(column_tree(site.root_page), site.root_page) if site else []
    return render(request, "portal/site_map.html", {"nodes": nodes, "screen": SITE_MAP})


@public(LISTS)
def reading_places(request: HttpRequest) -> HttpResponse:
    """Where the public reads government information (政府信息查阅点, R-027)."""
    places = ReadingPlace.objects.filter(is_active=True, started_on__lte=timezone.localdate())
    return render(request, "portal/reading_places.html", {"places": places})
