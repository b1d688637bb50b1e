"""Calendar subscriptions: the file itself, and making, renewing and ending an address."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from foundation.organisations.models import Body
from foundation.organisations.requests import StaffRequest

from .feed_models import CalendarFeed, hash_of, renew
from .feeds import calendar_of
from .reach import reach_of


@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For calendar programs, which cannot log in: the address is the key."""
    found = get_object_or_404(
        CalendarFeed.objects.select_related("user", "body"), token_hash=hash_of(token), user__is_active=True
    )
    answer = HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8")
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_POST
def renew_feed(request: StaffRequest, body_id: int | None = None) -> HttpResponse:
    """Make an address, or a new one in place of the old. It is shown once."""
    body = get_object_or_404(Body, pk=body_id) if body_id else None
    reach = reach_of(request.user)
    if body and not (reach.everything or body.pk in reach.bodies):
        raise PermissionDenied
    address = settings.WAGTAILADMIN_BASE_URL + reverse("duties_feed", args=[renew(request.user, body)])
    messages.success(
        request, f"订阅地址（只显示这一次，请立即复制到日历软件，勿转给他人）：{address} 原地址已失效。"
    )
    return redirect("wagtailadmin_account")


@require_POST
def end_feed(request: StaffRequest, pk: int) -> HttpResponse:
    """The address stops at once."""
    get_object_or_404(CalendarFeed, pk=pk, user=request.user).delete()
    messages.success(request, "订阅已取消，原地址已失效。")
    return redirect("wagtailadmin_account")
