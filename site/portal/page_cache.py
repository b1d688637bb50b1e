"""The home page and content pages kept as rendered for a moment, so that a rush to one notice costs little.

Kept pages are filed under a version of the whole site. Whatever changes what the public sees takes a new
version, at once and again when its transaction ends, so that nothing rendered before or during it is served
after it. Several processes must therefore share their cache (CACHE_URL).
"""

import uuid

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Page

from disclosure.documents.models import FiledPage
from interpretation.policies.models import InterpretationPage

from .models import HomePage

KEPT_TYPES = (HomePage, FiledPage, InterpretationPage)
VERSION_KEY = "public-site-version"
KEPT_SECONDS = 60


def renew_version(**kwargs) -> None:
    """Let go of every kept page; connected to the signals of what the public sees."""
    _take_version()
    transaction.on_commit(_take_version)


def _take_version() -> str:
    version = uuid.uuid4().hex
    cache.set(VERSION_KEY, version, timeout=None)
    return version


def serve_kept(callback):
    """Serve a page as rendered before, if nothing has changed since. A preview is never kept."""

    def inner(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse:
        if not isinstance(page, KEPT_TYPES) or request.method != "GET" or request.GET:
            return callback(page, request, args, kwargs)
        version = cache.get(VERSION_KEY) or _take_version()
        # The day is part of the key because validity changes with it.
        parts = (version, page.pk, timezone.localdate(), request.scheme, request.get_host())
        key = "kept-page:" + ":".join(map(str, parts))
        if content := cache.get(key):
            return HttpResponse(content)
        response = callback(page, request, args, kwargs)
        if response.status_code == HttpResponse.status_code:
            cache.set(key, response.render().content, KEPT_SECONDS)
        return response

    return inner
