"""Screens of approvals from outside."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.widgets.button import Button

from foundation.organisations.models import User
from foundation.organisations.requests import StaffRequest

from .file_responses import private_file
from .models import PostTaskState, PriorApproval
from .routing import RoutedPage
from .routing_forms import ApprovalForm
from .routing_services import record_approval, recording_refusal
from .screens import PageFormScreen
from .selectors import may_open, may_see_record


class ApprovalView(PageFormScreen):
    """登记批准文件."""

    form_class = ApprovalForm
    page_title = "登记批准文件"
    button = "登记"
    button_style = ""
    overview = ("signoff:queue", "待我审签")

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        draft = self.page.get_latest_revision_as_object()
        if not isinstance(draft, RoutedPage):
            raise PermissionDenied
        self.page = self.draft = draft

    @property
    def warning(self) -> str:  # type: ignore[override]
        subject = self.draft.approval_type
        if subject is None:
            return ""
        return f"“{subject}”须经{subject.authority}批准。依据：{subject.basis}。登记后记入审签记录。"

    def get_initial(self) -> dict[str, Any]:
        subject = self.draft.approval_type
        return {"authority": subject.authority} if subject else {}

    def refusal(self) -> str:
        return recording_refusal(self.draft, self.request.user)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        approval = record_approval(self.draft, self.request.user, **data)
        return self.done(f"已登记《{self.draft.title}》的批准文件：{approval}。")

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def approval_scan(request: StaffRequest, pk: int) -> FileResponse:
    """The scanned approval, for those who have a part in the page. Raises PermissionDenied."""
    approval = get_object_or_404(PriorApproval, pk=pk)
    state = PostTaskState.objects.filter(page_id=approval.page_id).order_by("-pk").first()
    may = approval.recorded_by_id == request.user.pk or may_see_record(approval.page_id, request.user)
    if not may and (state is None or not may_open(state, request.user)):
        raise PermissionDenied
    return private_file(approval.scan)


def approval_button(page, user: User) -> Iterator[Button]:
    """登记批准文件 in the page's header, for who may."""
    if isinstance(page, RoutedPage) and page.approval_type and not recording_refusal(page, user):
        yield Button(
            "登记批准文件", reverse("signoff:approval", args=[page.pk]), icon_name="doc-full", priority=91
        )
