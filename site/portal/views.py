"""Public screens that are no pages: search results, the site map, the reading places."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Site

from disclosure.catalogue.selectors import PAGE_SIZE, column_tree, rows_of
from disclosure.deposits.models import ReadingPlace

from .selectors import SEARCHED, column_nodes, find
from .serving.tags import LISTS, public


@public(LISTS)
def search(request: HttpRequest) -> HttpResponse:
    """Search the titles of what is public (站内搜索)."""
    query = request.GET.get("q", "").replace("\x00", "").strip()  # PostgreSQL takes no NUL
    kind = request.GET.get("type", "")
    context: dict[str, object] = {"query": query, "kind": kind if kind in SEARCHED else ""}
    if query:
        found = find(query, kind)
        count = found.counts.get(kind, 0) if kind in SEARCHED else found.total
        paginator = Paginator(found.entries, PAGE_SIZE)
        paginator.count = count  # already counted for the kinds
        page = paginator.get_page(request.GET.get("page"))
        kinds = [
            (name, model._meta.verbose_name, found.counts[name])
            for name, model in SEARCHED.items()
            if found.counts.get(name)
        ]
        context |= {
            "words": found.words,
            "total": found.total,
            "kinds": kinds,
            "listing_page": page,
            "rows": rows_of(page.object_list),
        }
    return render(request, "portal/search.html", context)


@public(LISTS)
def site_map(request: HttpRequest) -> HttpResponse:
    """Every column of the site (网站地图)."""
    site = Site.find_for_request(request)
    nodes = column_nodes(column_tree(site.root_page), site.root_page) if site else []
    return render(request, "portal/site_map.html", {"nodes": nodes})


def reading_places(request: HttpRequest) -> HttpResponse:
    """Where the public reads government information (政府信息查阅点, R-027)."""
    places = ReadingPlace.objects.filter(is_active=True)
    return render(request, "portal/reading_places.html", {"places": places})
