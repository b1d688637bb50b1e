"""Writing a plan: its own fields, the outline and the forms."""

from typing import Any, cast

from django import forms
from django.db import transaction
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.functional import cached_property

from disclosure.documents.models import DocumentPage
from disclosure.documents.rules import anchor_of_clause
from disclosure.documents.selectors import outline_of

from .enums import Channel, Slot
from .models import Expert, InterpretationPlan, OutlineRow, PlannedMaterial

BLANK_ROWS = 3


class PlanForm(forms.ModelForm):
    """起草说明, 途径, 时间, 法制审核意见."""

    channels = forms.MultipleChoiceField(
        label="解读途径", choices=Channel.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = InterpretationPlan
        fields = ["drafting_note", "channels", "timing", "legal_opinion"]
        widgets = {
            "drafting_note": forms.Textarea({"rows": 6}),
            "timing": forms.RadioSelect,
            "legal_opinion": forms.Textarea({"rows": 2}),
        }


class OutlineRowForm(forms.ModelForm):
    """One point; its clause has to stand in the document."""

    class Meta:
        model = OutlineRow
        fields = ["point", "clause", "source"]

    def __init__(self, *args: Any, document: DocumentPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document

    def clean_clause(self) -> str:
        clause = self.cleaned_data["clause"].strip()
        entries = outline_of(self.document)
        if clause and entries and not anchor_of_clause(clause, entries):
            raise forms.ValidationError(f"文件中没有“{clause}”，请核对条号。")
        return clause


class MaterialForm(forms.ModelForm):
    """One form of interpretation; 专家解读 names somebody of the register (R-098)."""

    class Meta:
        model = PlannedMaterial
        fields = ["form", "expert"]

    def __init__(self, *args: Any, document: DocumentPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        experts = cast(forms.ModelChoiceField, self.fields["expert"])
        experts.queryset = Expert.objects.filter(body_id=document.body_id, is_active=True)


class Rows(BaseInlineFormSet):
    """Rows of one plan, each checked against the newest text of the document."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"document": self.draft}

    @cached_property
    def draft(self) -> DocumentPage:
        return self.instance.document.get_latest_revision_as_object()


OutlineRows = inlineformset_factory(
    InterpretationPlan,
    OutlineRow,
    form=OutlineRowForm,
    formset=Rows,
    extra=BLANK_ROWS,
    can_delete_extra=False,
)
MaterialRows = inlineformset_factory(
    InterpretationPlan, PlannedMaterial, form=MaterialForm, formset=Rows, extra=1, can_delete_extra=False
)


class PlanForms:
    """The three together: all are checked, all are saved or none."""

    def __init__(self, plan: InterpretationPlan, data: Any = None) -> None:
        self.main = PlanForm(data, instance=plan)
        self.outline = OutlineRows(data, instance=plan, prefix="outline")
        self.materials = MaterialRows(data, instance=plan, prefix="materials")

    def is_valid(self) -> bool:
        # Not short-circuited: the editor sees every fault at once.
        return all([self.main.is_valid(), self.outline.is_valid(), self.materials.is_valid()])

    @transaction.atomic
    def save(self, user) -> None:
        plan = self.main.save(commit=False)
        plan.changed_by = user
        plan.save()
        self.outline.save()
        self.materials.save()


class WaiverForm(forms.Form):
    """Leave a part of the package out, with the reason."""

    slot = forms.ChoiceField(label="免交材料", choices=Slot.choices)
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea({"rows": 2}))


def page_of_plan(document: DocumentPage) -> InterpretationPlan:
    """The stored plan or an empty one that is not saved, to show the form before anything is written."""
    found = InterpretationPlan.objects.filter(document=document).first()
    return found or InterpretationPlan(document=document)
