"""The editing form of pages that belong to a unit: it starts with the editor's own unit."""

from collections.abc import Callable, Sequence

from django import forms
from wagtail.blocks import StreamValue
from wagtail.models import Page

from foundation.organisations.models import Body, Unit
from foundation.organisations.selectors import units_edited_by
from foundation.secrecy.enums import SecretLevel
from foundation.signoff.pages import SignedPageForm
from foundation.workdays.periods import Period

UNCLASSIFIED = "none"
CLASSIFIED = (
    "您选择的密级为“{}”。涉密内容不得在本系统录入、上传、存储，本次没有保存。请删除已录入的内容和已上传的文件，"
    "由保密审查责任人在“保密审查—涉密登记”中登记（只登记密级、保密期限和责任人）。确不涉密的，请改选“无”。"
)

ElementNames = Callable[[Page], Sequence[str]]
_element_names: list[ElementNames] = []


def register_element_names(names: ElementNames) -> None:
    """Let a feature above say which elements (要素) a page filed below this parent begins with."""
    if names not in _element_names:
        _element_names.append(names)


class UnitPageForm(SignedPageForm):
    """Offers the units the editor drafts for, and fills them in on a new page (谁制作谁公开)."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is None or self.for_user.is_superuser or not {"body", "unit"} <= self.fields.keys():
            return
        mine = list(units_edited_by(self.for_user))
        if not mine:
            return
        if self.instance.pk is None:
            self.initial |= {"body": mine[0].body_id, "unit": mine[0].pk}
        units = {unit.pk for unit in mine} | {self.instance.unit_id}
        bodies = {unit.body_id for unit in mine} | {self.instance.body_id}
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=units - {None}).select_related("body")
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies - {None})


class FiledPageForm(UnitPageForm):
    """Asks for the 密级 beside the openness (R-074). Nothing classified is stored, and so neither is the answer."""

    secret_level = forms.ChoiceField(
        label="密级",
        choices=[(UNCLASSIFIED, "无"), *SecretLevel.choices],
        initial=UNCLASSIFIED,
        required=False,
        widget=forms.RadioSelect,
        help_text="拟稿时同时确定密级和公开属性。有密级的不得在本系统办理。",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "elements" in self.fields and self.parent_page:
            self._begin_with_elements()

    def clean_secret_level(self) -> str:
        level = self.cleaned_data["secret_level"] or UNCLASSIFIED
        if level != UNCLASSIFIED:
            raise forms.ValidationError(CLASSIFIED.format(SecretLevel(level).label))
        return level

    def clean_period(self) -> str:
        """By its short name, however it was typed. What is no period is kept, and asked about at submission."""
        try:
            return Period.read(self.cleaned_data["period"]).name
        except ValueError:
            return self.cleaned_data["period"].strip()

    def _begin_with_elements(self) -> None:
        """A new page shows the rows that its column asks for, to be filled in."""
        wanted = [name for names in _element_names for name in names(self.parent_page)]
        if wanted and not self.instance.elements:
            block = self.instance.elements.stream_block
            rows = [("element", {"name": name, "value": ""}) for name in wanted]
            self.initial["elements"] = StreamValue(block, rows)
