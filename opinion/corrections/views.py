"""The reader's form. It works without script and is kept by no cache; the pages that lead to it are."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from foundation.rules.parameters import value
from foundation.signoff.addresses import client_address
from foundation.signoff.pages import SignedPage

from .forms import ReportForm
from .models import LONGEST_SENTENCE
from .parameters import PER_HOUR
from .services import receive

AN_HOUR = 3600
TOO_MANY = "您提交得过于频繁，请一小时后再试；急需反映的，请拨打页面底部的联系电话。"


@never_cache
def report(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the form, or take what was filled in; what is refused is shown as typed."""
    subject = get_object_or_404(Page.objects.live().public(), pk=page_id, depth__gt=1).specific
    if not isinstance(subject, SignedPage) or subject.body is None:
        raise Http404("本页没有责任单位。")
    if request.method == "POST":
        form = ReportForm(request.POST)
        if form.is_valid() and (number := _take(request, subject, form)) is not None:
            return redirect("corrections:received", number)
    else:
        form = ReportForm(initial={"sentence": request.GET.get("sentence", "")[:LONGEST_SENTENCE]})
    status = 400 if form.is_bound else 200
    return render(request, "corrections/report.html", {"form": form, "subject": subject}, status=status)


def _take(request: HttpRequest, subject: SignedPage, form: ReportForm) -> str | None:
    """The receipt's number; None when it is refused. What a machine sent is thanked for and dropped."""
    data: dict[str, Any] = form.cleaned_data
    if data.pop("homepage"):
        return "0"
    if _is_too_often(request, subject):
        form.add_error(None, TOO_MANY)
        return None
    try:
        return receive(subject, **data).number
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


def _is_too_often(request: HttpRequest, subject: SignedPage) -> bool:
    """Counted for an hour under a keyed digest: no address is stored."""
    address = client_address(request) or ""
    digest = salted_hmac("corrections", address, settings.SECRET_KEY, algorithm="sha256")
    key = f"corrections:{digest.hexdigest()}"
    cache.add(key, 0, AN_HOUR)
    try:
        return cache.incr(key) > value(PER_HOUR.key, subject.body)
    except ValueError:  # the hour ended in between
        return False


@never_cache
def received(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt. It tells nothing but what its address says."""
    return render(request, "corrections/received.html", {"number": "" if number == "0" else number})
