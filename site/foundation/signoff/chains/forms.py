"""The form in which a chain is set up: too weak a chain is refused with words, and every change has a reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Page, get_page_models

from .models import Chain
from .selectors import weaknesses_of
from .services import revise


def content_choices() -> list[tuple[str, str]]:
    """The kinds of pages that a chain may be for."""
    kinds = ((model._meta.label_lower, str(model._meta.verbose_name)) for model in get_page_models())
    return [("", "各类内容"), *((label, name) for label, name in kinds if label != Page._meta.label_lower)]


class ChainForm(WagtailAdminModelForm):
    """A chain with its steps; saving puts them in force as a new version."""

    page_type = forms.ChoiceField(label="适用内容", choices=content_choices, required=False)
    reason = forms.CharField(
        label="变更理由",
        max_length=200,
        help_text="记入审签记录，如“按县政府办〔2026〕2号文增加分管负责人审核”",
    )
    also_open = forms.BooleanField(
        label="正在审签的稿件也补上新增的环节",
        required=False,
        help_text="不勾选时，已送审的稿件按送审时的流程办完；任何变更都不会减少其环节",
    )

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        chain = self.save(commit=False)
        for problem in weaknesses_of(chain):
            self.add_error(None, problem)
        return not self.errors

    def save(self, commit: bool = True) -> Chain:
        if not commit:
            return super().save(commit=False)
        with transaction.atomic():
            chain = super().save()
            data = self.cleaned_data
            try:
                revise(chain, self.for_user, data["reason"], also_open=data["also_open"])
            except ValidationError as refused:  # two people saved at once
                self.add_error(None, refused)
                raise
        return chain
