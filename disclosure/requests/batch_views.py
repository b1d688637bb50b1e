"""批量出具文书: one kind of letter for the chosen cases, each in its own transaction, with an account of each."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from foundation.letters.models import Letter
from foundation.letters.rendering import BrokenTemplate
from foundation.organisations.models import Unit, User
from foundation.signoff.screens import FormScreen

from . import access
from .case_views import OVERVIEW
from .desk_views import PER_PAGE
from .models import Case
from .panels import BatchLetter, batch_letters

NONE_CHOSEN = "请先在办理台勾选申请，再批量出具文书。"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case of the batch."""

    case: Case
    letter: Letter | None = None
    refused: str = ""
    is_new: bool = False


class BatchForm(forms.Form):
    """Which letter."""

    letter = forms.ChoiceField(
        label="文书", widget=forms.RadioSelect, error_messages={"required": "请选择要出具的文书。"}
    )

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="承办科室",
        required=False,
        empty_label="—",
        help_text="受理时填写；出具其他文书不填。",
    )

    def __init__(self, *args: Any, bodies: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"].choices = [(one.kind, one.label) for one in batch_letters().values()]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.filter(body__in=bodies).select_related("body")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = batch_letters().get(data.get("letter", ""))
        if chosen and chosen.needs_unit and not data.get("unit"):
            self.add_error("unit", "请选择承办科室。")
        return data


@method_decorator(never_cache, name="dispatch")
class BatchView(FormScreen):
    """``?case=`` names the chosen ones, a page of the desk at most. Who has a letter of the kind gets no second one."""

    form_class = BatchForm
    template_name = "requests/batch.html"
    page_title = "批量出具文书"
    header_icon = "doc-full-inverse"
    overview = OVERVIEW

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bodies": {case.body_id for case in self.chosen()}}

    def chosen(self) -> list[Case]:
        keys = [int(key[:18]) for key in self.request.GET.getlist("case")[:PER_PAGE] if key.isdecimal()]
        cases = access.seen_by(self.request.user).filter(pk__in=keys)
        return list(cases.in_order_of_receipt())

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        cases = self.chosen()
        if not cases:
            raise ValidationError(NONE_CHOSEN)
        outcomes = issued(batch_letters()[data["letter"]], cases, self.request.user, data["unit"])
        return self.render_to_response(self.get_context_data(outcomes=outcomes))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"cases": self.chosen(), "kinds": batch_letters()}


def issued(kind: BatchLetter, cases: list[Case], user: User, unit: Unit | None = None) -> list[Outcome]:
    """The letter for each, or why not. One that cannot be written keeps no other one back."""
    keys = [case.pk for case in cases]
    of_cases = Letter.objects.filter(
        kind=kind.kind, subject_type=ContentType.objects.get_for_model(Case), subject_id__in=keys
    )
    before = {letter.subject_id: letter for letter in of_cases}
    return [_outcome(kind, case, user, unit, before.get(case.pk)) for case in cases]


def _outcome(kind: BatchLetter, case: Case, user: User, unit: Unit | None, before: Letter | None) -> Outcome:
    if before is not None:
        return Outcome(case, before)
    try:
        return Outcome(case, kind.issue(case, user, unit), is_new=True)
    except ValidationError as refused:
        return Outcome(case, refused="；".join(refused.messages))
    except (PermissionDenied, BrokenTemplate) as refused:
        return Outcome(case, refused=str(refused))
