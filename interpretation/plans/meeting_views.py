"""The screen 会前预审 of one document: what each reviewing body said, and 可上会."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from wagtail.admin import messages

from disclosure.documents.models import DocumentPage
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import NOT_DONE, AdminScreen, put_errors
from foundation.signoff.refusals import words_of
from interpretation.policies.services import may_interpret

from .enums import Meeting, Stance
from .meetings import (
    asked_of,
    clear_for_meeting,
    goes_to_meeting,
    meeting_refusals,
    record_opinion,
    recording_post,
)
from .models import MeetingClearance


class OpinionForm(forms.Form):
    """What one body said, from its paper or by its own head."""

    reviewer = forms.ChoiceField(label="预审单位")
    stance = forms.ChoiceField(label="意见", choices=[("", "请选择"), *Stance.choices])
    words = forms.CharField(
        label="意见内容",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="修改后同意、不同意的必填",
    )
    given_by = forms.CharField(label="出具人", max_length=50, help_text="预审单位的签署人")
    given_on = forms.DateField(
        label="出具日期",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
    )

    def __init__(self, reviewers: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, auto_id="opinion-%s")
        self.fields["reviewer"] = forms.ChoiceField(label="预审单位", choices=[("", "请选择"), *reviewers])
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"


class MeetingView(AdminScreen):
    """会前预审; what is refused is said on the same screen."""

    request: StaffRequest
    template_name = "plans/meeting.html"
    page_title = "会前预审"
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.document = get_object_or_404(DocumentPage, pk=kwargs["document_id"])
        user = self.request.user
        self.may_record = recording_post(self.document, user) is not None
        self.may_clear = self.may_record or may_interpret(self.document, user)
        if not (self.may_clear or self.document.permissions_for_user(user).can_edit()):
            raise PermissionDenied
        self.asked = asked_of(self.document)
        self.form = OpinionForm([(one.key, one.label) for one in self.asked])

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            if request.POST.get("action") == "clear":
                cleared = clear_for_meeting(self.document, request.POST.get("meeting", ""), self.request.user)
                messages.success(request, f"已登记{cleared}。")
                return redirect("plans:meeting", self.document.pk)
        except (PermissionDenied, ValidationError) as refused:
            messages.error(request, f"不能登记可上会：{words_of(refused)}")
            return self.render_to_response(self.get_context_data())
        return self._record(request)

    def _record(self, request: HttpRequest) -> HttpResponse:
        self.form = OpinionForm([(one.key, one.label) for one in self.asked], request.POST)
        if self.form.is_valid():
            try:
                record_opinion(self.document, user=self.request.user, **self.form.cleaned_data)
            except (PermissionDenied, ValidationError) as refused:
                put_errors(self.form, refused)
            else:
                messages.success(request, "预审意见已登记。")
                return redirect("plans:meeting", self.document.pk)
        messages.error(request, NOT_DONE)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        cleared = MeetingClearance.objects.filter(document_id=self.document.pk).select_related("by")
        return super().get_context_data(**kwargs) | {
            "document": self.document,
            "asked": self.asked,
            "applies": goes_to_meeting(self.document),
            "refusals": meeting_refusals(self.document),
            "clearances": cleared.order_by("-pk")[:5],
            "meetings": Meeting.choices,
            "form": self.form if self.may_record else None,
            "may_clear": self.may_clear,
        }
