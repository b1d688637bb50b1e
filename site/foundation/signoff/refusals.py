"""Refusals on the admin's screens, in words: what was not done, why, and everything that was typed."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from .workflow_guard import CHAINS_FIXED, GROUPS_FIXED

# Whole groups of Wagtail's addresses: the menus do not lead there, and whoever types one is told why.
CLOSED = {"wagtailadmin_workflows": CHAINS_FIXED, "wagtailusers_groups": GROUPS_FIXED}
NOT_YOURS = "您目前不在办理本件的岗位上，任职可能已经结束或调整，本次没有办理。"
OPINIONS = ("comment", "opinion", "reason")

View = Callable[..., HttpResponseBase]


def words_of(refused: Exception) -> str:
    """What a service says when it refuses, on one line."""
    return "".join(getattr(refused, "messages", None) or [str(refused)])


class RefusalsInWords:
    """Middleware: closed addresses of the admin, and what a service refuses there, are answered with the reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        match = request.resolver_match
        namespace = match.namespace if match else ""
        if namespace not in CLOSED and not (namespace == "signoff" and request.method == "POST"):
            return None  # before the user is asked for: public answers must not depend on a cookie
        may_enter = request.user.has_perm("wagtailadmin.access_admin")
        if namespace in CLOSED and may_enter:
            return answer(request, [CLOSED[namespace]], 403, chains=True)
        if namespace not in CLOSED and request.user.is_authenticated and not may_enter:
            # With the last post the admin itself is closed; the words typed meanwhile are not lost with it.
            return answer(request, [NOT_YOURS], 403)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A service refused what a screen of Wagtail's asked for: not an error of the site."""
        in_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if not (in_admin and isinstance(exception, ValidationError) and request.method == "POST"):
            return None
        return answer(request, exception.messages, 409, resend=True)


def keep_opinion(view: View) -> View:
    """A decision screen for whoever lost the post after opening it: the opinion typed stays on the screen."""

    @wraps(view)
    def kept(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as refused:
            if request.method != "POST":
                raise
            return answer(request, [str(refused) or NOT_YOURS], 403)

    return kept


def answer(
    request: HttpRequest, problems: list[str], status: int, *, chains: bool = False, resend: bool = False
) -> HttpResponse:
    """The refusal as the client reads it: a page, or for a script Wagtail's own form of an error."""
    if "application/json" in request.headers.get("Accept", ""):
        error = {"success": False, "error_code": "refused", "error_message": "".join(problems)}
        return JsonResponse(error, status=400)
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {
        "problems": problems,
        "typed": typed if resend and not request.FILES else [],
        "opinions": [value for name, value in typed if name in OPINIONS and value.strip()],
        "chains": chains,
    }
    return render(request, "signoff/refused.html", context, status=status)
