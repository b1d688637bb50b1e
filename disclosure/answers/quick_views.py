"""The screen of 当场答复. Below the admin's address."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from disclosure.requests import access
from disclosure.requests.enums import State
from disclosure.requests.models import Case
from disclosure.requests.places import address_of
from foundation.signoff.screens import FormScreen

from .outcomes import OUTCOMES
from .quick import WAYS, answer_at_once
from .views import case_of


class AtOnceForm(forms.Form):
    """A1 or A2 with what it must come with."""

    outcome = forms.ChoiceField(
        label="答复",
        widget=forms.RadioSelect,
        choices=[(key, OUTCOMES[key].words) for key in WAYS],
        error_messages={"required": "请选择答复。"},
    )
    place_url = forms.URLField(label="网址", required=False, assume_scheme="https")
    place = forms.CharField(
        label="查阅场所",
        required=False,
        max_length=200,
        help_text="网址和查阅场所至少填一项；随答复提供文件的不填",
    )
    upload = forms.FileField(label="提供的文件", required=False, help_text="选择“随答复书提供”的，须上传文件")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == "granted_now" and not data.get("upload"):
            self.add_error("upload", "请上传提供给申请人的文件。")
        return data


class AtOnceView(FormScreen):
    """One screen from the counter to the chain."""

    form_class = AtOnceForm
    template_name = "answers/at_once.html"
    page_title = "当场答复"
    header_icon = "tick"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = case_of(self.request.user, kwargs["pk"])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        given = {name: data[name] for name in ("place_url", "place") if data[name]}
        answer_at_once(
            Case.objects.get(pk=self.case.pk),
            by=self.request.user,
            outcome=data["outcome"],
            given=given,
            upload=data["upload"],
        )
        return self.done("答复已送审。审签完成后即可送达。")

    def get_success_url(self) -> str:
        return address_of(self.case) or reverse("answers:draft", args=[self.case.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refused = ""
        if not access.as_office(self.case, self.request.user):
            refused = "当场答复由受理机构办理，您目前不在相应岗位上。"
        elif self.case.state not in (State.REGISTERED, State.HANDLING):
            refused = f"本申请目前为“{self.case.get_state_display()}”，不能当场答复。"
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "items": list(self.case.items.all()),
            "why_not": refused,
            "back": self.get_success_url(),
        }
