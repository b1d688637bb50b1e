"""A login that ended while somebody was writing: what was typed stays on the screen and can be sent again.

Stock Wagtail answers such a save with a redirect to the login page, and the text is gone.
"""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.csrf import csrf_failure as plain_csrf_failure

LEFT_OUT = frozenset({"csrfmiddlewaretoken"})
# The login screens themselves carry passwords.
_LOGIN_PAGES = ("wagtailadmin_login", "wagtailadmin_password_reset")


class KeepTypedText:
    """Middleware: a form posted to the admin without a login is shown again instead of thrown away.

    It stands behind the CSRF check, so the form came from this site.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        # In this order: to ask for the user makes an answer depend on its cookie, and public ones must not.
        if not _is_typed_admin_form(request) or request.user.is_authenticated:
            return None
        return ask_to_log_in(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: after a new login the old form carries an old token.

    Offered again only when the browser says that the form came from this very site; a form of another site
    must not reach the admin through one click.
    """
    if _is_typed_admin_form(request) and _came_from_here(request):
        return ask_to_log_in(request)
    return plain_csrf_failure(request, reason)


def ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """The form with everything typed, a link to log in beside it and a button that sends it again."""
    context = {
        "typed": list(_typed(request)),
        "action": request.get_full_path(),
        "logged_in": request.user.is_authenticated,
        "login_url": reverse("wagtailadmin_login"),
    }
    return render(request, "portal/admin/expired.html", context, status=403)


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in LEFT_OUT and "password" not in name:
            yield from ((name, value) for value in values)


def _is_typed_admin_form(request: HttpRequest) -> bool:
    # The path first: a public form whose body is too long to read is answered by its own view.
    if request.method != "POST" or not request.path.startswith(reverse("wagtailadmin_home")):
        return False
    wants_json = "application/json" in request.headers.get("Accept", "")
    is_script = wants_json or request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if is_script or request.FILES:
        return False
    return not any(request.path.startswith(reverse(name)) for name in _LOGIN_PAGES)


def _came_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()
