"""Screens of inspections (保密检查)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.models import Page, get_page_models

from foundation.signoff.addresses import client_address
from foundation.signoff.pages import SignedPage

from . import access
from .enums import InspectionFinding
from .forms import InspectionForm, RemedyForm
from .inspections import inspect, report_remedy
from .models import Inspection
from .referral_views import PER_PAGE
from .screens import Action, NewScreen, RecordScreen, SecrecyScreen

INSPECTIONS = ("secrecy:inspections", "保密检查")


def published_pages(body_ids: set[int], words: str) -> list[SignedPage]:
    """Live pages of these bodies with the words in the title, newest first."""
    found: list[SignedPage] = []
    for model in get_page_models():
        if issubclass(model, SignedPage):
            rows = model.objects.live().filter(body__in=body_ids, title__icontains=words)
            found += rows.select_related("body").order_by("-first_published_at")[:PER_PAGE]
    dated = [page for page in found if page.first_published_at]
    return sorted(dated, key=lambda page: page.first_published_at, reverse=True)[:PER_PAGE]


class InspectionsView(SecrecyScreen):
    """Findings of the user's area; for supervisors the published items too."""

    template_name = "secrecy/inspections.html"
    page_title = "保密检查"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, words = self.request.user, self.request.GET.get("q", "").strip()[:100]
        area = access.bodies_reached(user, access.INSPECT)
        readable = access.bodies_reached(user, access.READ_INSPECTIONS)
        if not readable:
            raise PermissionDenied
        rows = Inspection.objects.filter(body__in=readable).select_related("body")
        return super().get_context_data(**kwargs) | {
            "shown": Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p")),
            "may_inspect": bool(area),
            "words": words,
            "published": published_pages(area, words) if area else [],
        }


class InspectView(NewScreen):
    """A finding about one published page."""

    form_class = InspectionForm
    page_title = "登记检查结论"
    button = "登记"
    note = "结论为“不应公开”的，页面立即撤下，由被检查机构补审并报告整改情况。"
    overview = INSPECTIONS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(Page, pk=kwargs["page_id"], depth__gt=1).specific
        if not isinstance(page, SignedPage):
            raise Http404
        self.page = page

    def why_not(self) -> str:
        if access.acting(self.request.user, access.INSPECT, self.page.body_id) is None:
            return "保密检查由主管部门监督员办理，您目前不在本地区的该岗位上。"
        return "" if self.page.live else "本页目前没有公开，不属于检查范围。"

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        found = inspect(self.page, self.request.user, address=client_address(self.request), **data)
        down = "页面已经撤下，已通知补审。" if found.measure_id else ""
        messages.success(
            self.request, f"已登记《{found.page_title}》的检查结论：{found.get_finding_display()}。{down}"
        )
        return redirect("secrecy:inspection", found.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"subject": self.page}


class InspectionView(RecordScreen):
    """One finding and what was done about it."""

    template_name = "secrecy/inspection.html"
    page_title = "检查结论"
    overview = INSPECTIONS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Inspection.objects.select_related("body", "measure")
        self.found = get_object_or_404(rows, pk=kwargs["pk"])
        if access.acting(self.request.user, access.READ_INSPECTIONS, self.found.body_id) is None:
            raise PermissionDenied

    def actions(self) -> dict[str, Action]:
        found, user = self.found, self.request.user
        if found.finding == InspectionFinding.FINE or not access.acting(user, access.REMEDY, found.body_id):
            return {}
        return {"remedy": Action("报告整改情况", RemedyForm, lambda data: report_remedy(found, user, **data))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "found": self.found,
            "remedies": self.found.remedies.all(),
        }
