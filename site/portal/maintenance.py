"""While a certain file lies on the server, every reader is told that the site is being maintained (503).

``touch var/maintenance`` begins, deleting the file ends it; no database is asked. Staff go on working in the admin,
and the health address keeps answering.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_SECONDS = "600"
_OPEN = ("/admin/", "/healthz/", settings.STATIC_URL)


class Maintenance:
    """Middleware, before everything that asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.MAINTENANCE_FILE.exists() or request.path_info.startswith(_OPEN):
            return self.get_response(request)
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = RETRY_SECONDS
        response["Cache-Control"] = "no-store"
        return response
