"""Forms in which an approver decides."""

from typing import cast

from django import forms

from .mark_fields import EMPTY_ROWS, LONGEST_REMARK, MarksField, Rows
from .places import TextPlace
from .rules import RETURN_PHRASES, marks_in_words

SHORTEST_OPINION = 2
LONGEST_OPINION = 2000
AGREED = "同意。"


class ReturnForm(forms.Form):
    """Returning needs words that tell the author what to change: usual reasons, own words, marked paragraphs."""

    phrases = forms.MultipleChoiceField(
        label="常用退回原因",
        choices=[(phrase, phrase) for phrase in RETURN_PHRASES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    comment = forms.CharField(
        label="退回意见",
        required=False,
        max_length=LONGEST_OPINION,
        widget=forms.Textarea({"rows": 3}),
    )
    marks = MarksField(label="指出段落", required=False)
    longest_remark = LONGEST_REMARK

    def __init__(self, *args, places: list[TextPlace], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        cast(MarksField, self.fields["marks"]).offer(places)

    @property
    def mark_rows(self) -> Rows:
        """What was filled in, and empty rows to fill."""
        rows = [row for row in self["marks"].value() or [] if any(row)]
        return rows + [("", "")] * max(0, EMPTY_ROWS - len(rows))

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        marks = data.get("marks", [])
        opinion = "；".join([*data.get("phrases", []), *filter(None, [data.get("comment", "").strip()])])
        if not opinion and not marks and "marks" not in self.errors:
            self.add_error("comment", "请写明退回原因和修改要求，拟稿人会收到这段文字。")
        elif opinion and len(opinion) < SHORTEST_OPINION:
            self.add_error("comment", "退回意见太短，请写明要修改什么。")
        return {"comment": "\n".join(filter(None, [opinion, marks_in_words(marks)])), "marks": marks}


class ApproveForm(forms.Form):
    """Approving needs every item of the step's checklist."""

    checks = forms.MultipleChoiceField(
        label="核对事项（须逐项勾选）",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请逐项核对并勾选全部事项。"},
    )
    comment = forms.CharField(
        label="审签意见",
        required=False,
        max_length=LONGEST_OPINION,
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
            raise forms.ValidationError(f"尚未核对：{'；'.join(missing)}。全部勾选后才能同意。")
        return self.cleaned_data["checks"]

    def clean_comment(self) -> str:
        return self.cleaned_data["comment"] or AGREED
