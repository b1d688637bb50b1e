"""The form in which a leader signs a migration batch."""

from django import forms

from .batches import CHECKS


class SignBatchForm(forms.Form):
    """Every item ticked, over the list as it was shown."""

    shown_digest = forms.CharField(widget=forms.HiddenInput)
    checks = forms.MultipleChoiceField(
        label="核对事项（须逐项勾选）",
        choices=[(item, item) for item in CHECKS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请逐项核对并勾选全部事项。"},
    )
