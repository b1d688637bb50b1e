"""Screens of redacted copies, below the admin's address."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.organisations.selectors import units_edited_by
from foundation.signoff.file_responses import private_file
from foundation.signoff.screens import FormScreen

from .forms import CheckForm, RegisterForm
from .models import Redaction
from .selectors import check_refusal, seen_by
from .services import check_redaction, register_redaction

OVERVIEW = ("redactions:list", "遮盖件")
PER_PAGE = 20
NOT_YOURS = "遮盖件由责任科室的编辑登记，您目前不在该岗位上。"


class ListView(AdminScreen):
    """The redacted copies of the units and bodies the user works for, newest first."""

    template_name = "redactions/list.html"
    page_title = "遮盖件"
    header_icon = "doc-full"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "shown": Paginator(seen_by(user), PER_PAGE).get_page(self.request.GET.get("p")),
            "may_register": units_edited_by(user).exists(),
        }


class RegisterView(FormScreen):
    """登记遮盖件."""

    form_class = RegisterForm
    template_name = "redactions/register.html"
    page_title = "登记遮盖件"
    header_icon = "doc-full"
    overview = OVERVIEW

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.redaction = register_redaction(self.request.user, **data)
        return self.done(f"已登记遮盖件“{self.redaction}”，待第二人核对；核对后邮件通知您。")

    def get_success_url(self) -> str:
        """Back to the work that needs the copy (``?back=``, within the site), else the copy itself."""
        back = self.request.GET.get("back", "")
        if url_has_allowed_host_and_scheme(back, allowed_hosts={self.request.get_host()}):
            return back
        return reverse("redactions:redaction", args=[self.redaction.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = units_edited_by(self.request.user).exists()
        return super().get_context_data(**kwargs) | {"why_not": "" if may else NOT_YOURS}


class RedactionView(FormScreen):
    """One redacted copy with both files, and the check by the second person."""

    form_class = CheckForm
    template_name = "redactions/redaction.html"
    page_title = "核对遮盖件"
    header_icon = "doc-full"
    overview = OVERVIEW

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.redaction = get_object_or_404(seen_by(self.request.user), pk=kwargs["pk"])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        check = check_redaction(self.redaction, self.request.user, **data)
        return self.done(f"已核对“{self.redaction}”：{'通过' if check.agreed else '未通过'}。")

    def get_success_url(self) -> str:
        return reverse("redactions:redaction", args=[self.redaction.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "redaction": self.redaction,
            "why_not": check_refusal(self.redaction, self.request.user),
        }


def redaction_file(request: StaffRequest, pk: int, which: str) -> FileResponse:
    """The original or the copy, for those who register and check. Raises Http404."""
    redaction: Redaction = get_object_or_404(seen_by(request.user), pk=pk)
    document = redaction.original if which == "original" else redaction.copy
    try:
        return private_file(document.file, document.filename, opens_pdf=True)
    except FileNotFoundError:
        raise Http404("文件在服务器上找不到。") from None
