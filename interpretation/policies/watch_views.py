"""The screen 舆情关注 of one document."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from disclosure.documents.models import DocumentPage
from foundation.duties.ledger import due_in_words
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import NOT_DONE, AdminScreen, put_errors

from .models import WatchStatement
from .watch import close_watch, may_close, responses_of, running_watch


class WatchForm(forms.Form):
    """The statement that closes a watch."""

    words = forms.CharField(
        label="关注结论",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text="关注了哪些渠道、主要关切是什么、怎样回应的；没有需要回应的，也请写明",
        error_messages={"required": "请填写关注结论。"},
    )


class WatchView(AdminScreen):
    """Until when, what was published in answer, and the statement."""

    request: StaffRequest
    template_name = "policies/admin/watch.html"
    page_title = "舆情关注"
    header_icon = "view"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.document = get_object_or_404(DocumentPage, pk=kwargs["document_id"])
        self.may_close = may_close(self.document, self.request.user)
        if not (self.may_close or self.document.permissions_for_user(self.request.user).can_edit()):
            raise PermissionDenied
        self.form = WatchForm(request.POST or None)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.form.is_valid():
            try:
                close_watch(self.document, self.form.cleaned_data["words"], self.request.user)
            except (PermissionDenied, ValidationError) as refused:
                put_errors(self.form, refused)
            else:
                messages.success(request, "舆情关注已办结，结论已存档。")
                return redirect("policies_watch", self.document.pk)
        messages.error(request, NOT_DONE)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        running = running_watch(self.document)
        statements = WatchStatement.objects.filter(document_id=self.document.pk).select_related("by")
        return super().get_context_data(**kwargs) | {
            "document": self.document,
            "running": running,
            "due": due_in_words(running) if running else "",
            "responses": responses_of(self.document),
            "statements": statements,
            "form": self.form if running and self.may_close else None,
        }
