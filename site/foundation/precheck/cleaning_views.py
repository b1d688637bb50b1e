"""清理后使用: what will be removed from a file, and the button that confirms it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from foundation.organisations.requests import StaffRequest
from foundation.signoff.pages import SignedPage
from foundation.signoff.refusals import words_of

from .cleaning import Cleaning, editing_refusal, find_file, prepare, use_cleaned


class CleanView(WagtailAdminTemplateMixin, TemplateView):
    """Before and after on one screen; POST puts the cleaned copy into the draft."""

    request: StaffRequest
    template_name = "precheck/clean.html"
    page_title = "清理后使用"
    header_icon = "doc-full"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(Page, pk=kwargs["page_id"], depth__gt=1).specific
        file = find_file(kwargs["kind"], int(kwargs["file_id"]))
        if not isinstance(page, SignedPage) or file is None:
            raise Http404
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        self.page, self.file = page, file

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_page_subtitle(self) -> str:
        return self.page.draft_title

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            done = use_cleaned(self.page, kwargs["kind"], self.file.pk, self.request.user)
        except (PermissionDenied, ValidationError) as refused:
            messages.error(request, words_of(refused))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        messages.success(
            request,
            f"已改用清理后的“{self.file.title}”，去除{len(done.removed)}项。原文件仍在文件库中，未作改动。",
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        why_not, done = editing_refusal(self.page, self.request.user), None
        if not why_not:
            why_not, done = self._prepared()
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "file": self.file,
            "why_not": why_not,
            "cleaning": done,
        }

    def _prepared(self) -> tuple[str, Cleaning | None]:
        try:
            return "", prepare(self.page.get_latest_revision_as_object(), self.file)
        except ValidationError as refused:
            return "".join(refused.messages), None
