"""/juyao/: the public reports what may be false; what was clarified already is shown before it is sent."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse

from foundation.organisations.models import Body
from foundation.submissions.forms import PublicForm, line_field, text_field
from foundation.submissions.intake import Receipt
from foundation.submissions.views import PublicFormView

from .found import similar_pages
from .models import LONGEST_CLAIM
from .page_models import ClarificationPage
from .reports import KIND, default_unit, report_received, unit_of
from .services import SHORTEST_CLAIM

LONGEST_LINK = 500


class RumourForm(PublicForm):
    """Text, where it was seen, files; everything about the sender may be left out."""

    identity = None  # type: ignore[assignment]
    text = text_field(
        "您看到或者听到的说法",
        LONGEST_CLAIM,
        rows=6,
        shortest=SHORTEST_CLAIM,
        help_text=f"写明说的是什么事、什么时间、什么地点。不超过{LONGEST_CLAIM}字，请勿填写他人隐私。",
    )
    link = line_field(
        "在哪里看到的（可不填）",
        LONGEST_LINK,
        required=False,
        help_text="网址、公众号、群名或者账号名。",
    )
    about = forms.ModelChoiceField(
        label="涉及的机关（不清楚的可不选）",
        queryset=Body.objects.none(),
        required=False,
        empty_label="不清楚，由受理机构分办",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("text", "link", "about", "name", "contact", "wants_answer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: Any = self.fields["about"]
        about.queryset = Body.objects.order_by("name")


class ReportView(PublicFormView):
    """虚假信息线索举报."""

    kind_key = KIND.key
    form_class = RumourForm
    template_name = "clarifications/report_form.html"
    title = KIND.label
    offered: list[ClarificationPage]

    def prepare(self) -> None:
        unit = default_unit()
        if unit is None:
            raise Http404("本网站还没有受理机构。")
        self.body, self.unit, self.offered = unit.body, unit, []

    def initial(self) -> dict[str, Any]:
        return {"text": self.request.GET.get("q", "")[:LONGEST_CLAIM]}

    def own_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"link": data.get("link", "")}

    def on_received(self, submission: Any) -> None:
        report_received(submission)

    def take(self, form: PublicForm, posted: str) -> Receipt | None:
        """What was clarified already is offered once; whoever has seen it may send all the same."""
        data = form.cleaned_data
        if not data["seen"]:
            self.offered = similar_pages(data["text"])
            if self.offered:
                again: Any = form.data.copy()  # type: ignore[attr-defined]
                again["seen"] = "1"
                form.data = again
                return None
        if about := data.get("about"):
            self.body, self.unit = about, unit_of(about)
        return super().take(form, posted)

    def show(self, form: PublicForm, status: int = 200) -> HttpResponse:
        # An offer is no fault of the sender's.
        return super().show(form, status=200 if self.offered else status)

    def context(self) -> dict[str, Any]:
        return {"offered": self.offered, "button": "提交举报"}
