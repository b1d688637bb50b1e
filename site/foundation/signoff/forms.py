"""Forms in which an approver decides."""

from typing import cast

from django import forms

from .rules import RETURN_PHRASES

SHORTEST_OPINION = 2
AGREED = "同意。"


class ReturnForm(forms.Form):
    """Returning needs an opinion that tells the author what to change: usual reasons, own words, or both."""

    phrases = forms.MultipleChoiceField(
        label="常用退回原因",
        choices=[(phrase, phrase) for phrase in RETURN_PHRASES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    comment = forms.CharField(
        label="退回意见", required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        opinion = ";".join([*data.get("phrases", []), *filter(None, [data.get("comment", "").strip()])])
        if not opinion:
            self.add_error("comment", "请写明退回原因和修改要求,拟稿人会收到这段文字。")
        elif len(opinion) < SHORTEST_OPINION:
            self.add_error("comment", "退回意见太短,请写明要修改什么。")
        return {"comment": opinion}


class ApproveForm(forms.Form):
    """Approving needs every item of the step's checklist."""

    checks = forms.MultipleChoiceField(
        label="核对事项(须逐项勾选)",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请逐项核对并勾选全部事项。"},
    )
    comment = forms.CharField(
        label="审签意见",
        required=False,
        max_length=2000,
        initial=AGREED,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, check_items: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.check_items = check_items
        checks = cast(forms.MultipleChoiceField, self.fields["checks"])
        checks.choices = [(item, item) for item in check_items]

    def clean_checks(self) -> list[str]:
        missing = [item for item in self.check_items if item not in self.cleaned_data["checks"]]
        if missing:
            raise forms.ValidationError(f"尚未核对:{';'.join(missing)}。全部勾选后才能同意。")
        return self.cleaned_data["checks"]

    def clean_comment(self) -> str:
        return self.cleaned_data["comment"] or AGREED
