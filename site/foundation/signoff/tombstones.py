"""What the public finds where a page was taken down: 410 with the reason's category, not a bare 404."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from wagtail.models import Site

from .takedown_selectors import tombstone_for


class TombstoneMiddleware:
    """Looks an address up that nothing answers (one query), so that pages in use cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        site = Site.find_for_request(request)
        if site is None:
            return response
        tombstone = tombstone_for(f"{site.root_page.url_path}{request.path.strip('/')}/")
        if tombstone is None:
            return response
        answer = render(request, "signoff/takedown/tombstone.html", {"tombstone": tombstone}, status=410)
        # Browsers keep a 410 for good unless told otherwise, and the page may be public again tomorrow.
        patch_cache_control(answer, no_cache=True)
        return answer
