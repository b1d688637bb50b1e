"""Public screens that are no pages and belong to no feature: the site map, the reading places, the spokespersons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Site

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.selectors import column_tree
from disclosure.deposits.models import ReadingPlace
from interpretation.press.selectors import public_spokespersons

from .selectors import column_nodes
from .serving.tags import LISTS, public

SITE_MAP = ("网站地图", "全部栏目", ColumnType.OVERVIEW)


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


@public(LISTS)
def spokespersons(request: HttpRequest) -> HttpResponse:
    """Who speaks to the press, as filed (新闻发言人名单, R-118, R-120)."""
    return render(request, "press/spokespersons.html", {"people": public_spokespersons()})
