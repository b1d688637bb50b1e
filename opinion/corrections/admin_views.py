"""Screens of those who handle reports."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.signoff.screens import FormScreen
from foundation.submissions.admin_views import InboxView

from .access import handler, seen_by
from .forms import CloseForm
from .models import PageCorrectionReport
from .services import KIND, close


class ListView(InboxView):
    """Reports of the user's units and bodies: those that wait, or those that are done (``?tab=done``)."""

    template_name = "corrections/admin/list.html"
    page_title = "纠错来件"

    def seen_by(self, user: User) -> QuerySet[PageCorrectionReport]:
        return seen_by(user)

    def decorated(self, rows: list[PageCorrectionReport]) -> list[PageCorrectionReport]:
        keys = [str(report.pk) for report in rows]
        due = {duty.object_id: duty for duty in Duty.objects.filter(kind=KIND, object_id__in=keys)}
        for report in rows:
            report.duty = due.get(str(report.pk))  # type: ignore[attr-defined]
        return rows


class ReportView(FormScreen):
    """One report, and the form that closes it."""

    form_class = CloseForm
    template_name = "corrections/admin/report.html"
    page_title = "纠错来件"
    header_icon = "comment"
    overview = ("corrections_admin:list", "纠错来件")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        reports = seen_by(self.request.user).without_personal_data()  # type: ignore[attr-defined]
        self.report: PageCorrectionReport = get_object_or_404(reports, pk=kwargs["pk"])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        report = close(self.report, self.request.user, **data)
        return self.done(f"已办结 {report.number}：{report.get_state_display()}。")

    def get_success_url(self) -> str:
        return reverse("corrections_admin:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "report": self.report,
            "kind_key": KIND,
            "handles": handler(self.report, self.request.user) is not None,
            "duty": Duty.objects.filter(kind=KIND, object_id=str(self.report.pk)).first(),
        }
