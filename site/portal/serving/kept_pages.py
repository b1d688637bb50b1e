"""Content pages kept as rendered, so that a rush to one notice costs little where no proxy stands in front."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.models import Page

from disclosure.catalogue.models import BodyPage
from disclosure.documents.models import FiledPage
from disclosure.guides.models import GuidePage
from interpretation.clarifications.models import ClarificationPage
from interpretation.policies.models import InterpretationPage
from interpretation.press.models.pages import PressPage
from opinion.consultations.models import ConsultationPage, ConsultationResultPage
from opinion.decisions.models import MeetingPage

from . import tags, version

CONTENT = (
    FiledPage,
    InterpretationPage,
    PressPage,
    MeetingPage,
    GuidePage,
    BodyPage,
    ClarificationPage,
    ConsultationPage,
    ConsultationResultPage,
)
# The version makes it exact; the time only bounds what a cache holds. Technical, no legal source.
KEPT_SECONDS = 600


def serve_kept(callback: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Serve a page as rendered before, if nothing has changed since. Wagtail serves no preview this way."""

    def inner(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return callback(page, request, args, kwargs)
        shown = tags.of_page(page.pk) if isinstance(page, CONTENT) else tags.LISTS
        if request.method == "HEAD" or request.GET or args or kwargs:
            return tags.put(callback(page, request, args, kwargs), shown)
        # The day is part of the key because validity changes with it.
        parts = (version.current(), page.pk, timezone.localdate(), request.scheme, request.get_host())
        key = "kept-page:" + ":".join(map(str, parts))
        if content := cache.get(key):
            return tags.put(HttpResponse(content), shown)
        response = callback(page, request, args, kwargs)
        if (
            response.status_code == HttpResponse.status_code
            and not response.streaming
            and not response.cookies
        ):
            cache.set(key, _rendered(response), KEPT_SECONDS)
        return tags.put(response, shown)

    return inner


def _rendered(response: Any) -> bytes:
    if hasattr(response, "render"):
        response.render()
    return response.content
