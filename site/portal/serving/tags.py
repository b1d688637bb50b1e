"""Tags: what an answer shows, so that a change reaches every answer that shows it and no other.

Addresses could not do that: a list has an address for every page and filter, and what a document shows of its
interpretation has the document's address.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

# On every answer: what the frame shows (navigation, footer), and the tag to purge when in doubt.
SITE = "site"
# On everything that lists or counts pages: home, columns, catalogue, search, feeds, site maps.
LISTS = "lists"
# Pictures and attachments: any publication may change which of them are public.
FILES = "files"


def of_page(page_id: int) -> str:
    """The tag of a page's own answer."""
    return f"page-{page_id}"


def put(response: HttpResponseBase, *tags: str) -> HttpResponseBase:
    """Say that anybody may be given this answer again until one of the tags is purged."""
    response.public_tags = (SITE, *tags)  # type: ignore[attr-defined]
    return response


def of(response: HttpResponseBase) -> tuple[str, ...]:
    """The tags of an answer; none if it may not be given to others."""
    return getattr(response, "public_tags", ())


def public(*tags: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view that answers everybody alike, and shows what the tags say."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return put(view(request, *args, **kwargs), *tags)

        return inner

    return decorate
