"""The headers that let a proxy and the browser keep a public answer."""

import datetime as dt
import logging
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control

from . import tags, version

logger = logging.getLogger(__name__)
ALIVE = "/healthz/"
CONTROL, KEYS = "Surrogate-Control", "Surrogate-Key"


class NoNul:
    """Takes NUL out of what follows the question mark; no path has one. PostgreSQL refuses it as text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info:
            raise Http404
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return self.get_response(request)


def seconds_of_today(now: dt.datetime) -> int:
    """Whole seconds until the local day ends: validity and periods, which pages show, change with the day."""
    local = timezone.localtime(now)
    tomorrow = timezone.make_aware(dt.datetime.combine(local.date() + dt.timedelta(days=1), dt.time()))
    return max(int((tomorrow - local).total_seconds()), 1)


class Alive:
    """Answers the proxy's question whether this process lives, whatever name it asks under; reads nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == ALIVE:
            return HttpResponse("ok", content_type="text/plain")
        return self.get_response(request)


class PublicAnswers:
    """The proxy keeps an answer until its tags are purged or the day ends; the browser asks each time (304).

    The proxy's share stands in Surrogate headers, which the proxy takes off, so that caches nobody can purge
    never hold what was taken down.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        before = version.current() if request.method in ("GET", "HEAD") else ""
        response = self.get_response(request)
        shown = tags.of(response)
        if not shown or response.status_code != 200:
            return response
        if response.cookies or "cookie" in response.get("Vary", "").lower():
            logger.error("%s is meant for everybody but depends on a cookie", request.path)
            return response
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, no_cache=True)
        # Changed while it was made: whoever asked may have it, nobody may keep it.
        if before == version.current():
            response[CONTROL] = f"max-age={seconds_of_today(timezone.now())}"
            response[KEYS] = " ".join(shown)
        return response
