"""Pictures and attachments of live pages, kept by the proxy like the pages that show them."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.documents.views.serve import serve

from foundation.signoff import file_views

from . import tags


def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Below MEDIA_URL. What staff may see beyond the public comes with Cache-Control: private."""
    response = file_views.media(request, name)
    is_private = "private" in response.get("Cache-Control", "")
    return response if is_private else tags.put(response, tags.FILES)


def attachment(request: HttpRequest, *args: Any) -> HttpResponseBase:
    """Wagtail's own view; for whoever had to be asked who he is, the answer depends on the cookie."""
    response = serve(request, *args)
    depends = "cookie" in response.get("Vary", "").lower() or request.session.accessed
    return response if depends else tags.put(response, tags.FILES)
