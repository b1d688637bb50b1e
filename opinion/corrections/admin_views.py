"""Screens of those who handle reports."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from foundation.duties.models import Duty
from foundation.organisations.screens import AdminScreen
from foundation.signoff.screens import FormScreen

from .access import handler, seen_by
from .enums import State
from .forms import CloseForm
from .models import PageCorrectionReport
from .services import KIND, close

PER_PAGE = 20


class ListView(AdminScreen):
    """Reports of the user's units and bodies: those that wait, or those that are done (``?tab=done``)."""

    template_name = "corrections/admin/list.html"
    page_title = "纠错来件"
    header_icon = "comment"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reports = seen_by(self.request.user)
        shows_done = self.request.GET.get("tab") == "done"
        waiting = reports.filter(state=State.WAITING)
        asked = reports.exclude(state=State.WAITING) if shows_done else waiting.order_by("received_at", "pk")
        shown = Paginator(asked, PER_PAGE).get_page(self.request.GET.get("p"))
        due = {
            duty.object_id: duty
            for duty in Duty.objects.filter(kind=KIND, object_id__in=[str(report.pk) for report in shown])
        }
        return super().get_context_data(**kwargs) | {
            "shows_done": shows_done,
            "waiting_count": shown.paginator.count if not shows_done else waiting.count(),
            "shown": shown,
            "rows": [(report, due.get(str(report.pk))) for report in shown],
        }


class ReportView(FormScreen):
    """One report, and the form that closes it."""

    form_class = CloseForm
    template_name = "corrections/admin/report.html"
    page_title = "纠错来件"
    header_icon = "comment"
    overview = ("corrections_admin:list", "纠错来件")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.report: PageCorrectionReport = get_object_or_404(seen_by(self.request.user), pk=kwargs["pk"])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        report = close(self.report, self.request.user, **data)
        return self.done(f"已办结 {report.number}:{report.get_state_display()}。")

    def get_success_url(self) -> str:
        return reverse("corrections_admin:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "report": self.report,
            "handles": handler(self.report, self.request.user) is not None,
            "duty": Duty.objects.filter(kind=KIND, object_id=str(self.report.pk)).first(),
        }
