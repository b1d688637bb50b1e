"""Forms of the screen 公开属性: a reply, a co-issuer's answer, a number."""

from typing import cast

from django import forms
from django.utils import timezone

from foundation.organisations.models import Body

from .enums import ConsentState


class ReplyForm(forms.Form):
    """The drafting unit's answer to a different opinion."""

    note = forms.CharField(
        label="拟稿科室回复", required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )


class ConsentForm(forms.Form):
    """What a co-issuing body answered."""

    body = forms.ModelChoiceField(label="联合发文机关", queryset=Body.objects.none(), empty_label=None)
    state = forms.ChoiceField(
        label="意见", choices=ConsentState.choices, widget=forms.RadioSelect, initial=ConsentState.CONSENT
    )
    person_name = forms.CharField(label="经办人", required=False, max_length=60)
    said_on = forms.DateField(
        label="回复日期",
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label="说明（不同意的须写明）", required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args, bodies: list[Body], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["body"])
        field.queryset = Body.objects.filter(pk__in=[body.pk for body in bodies])


class NumberForm(forms.Form):
    """The number to be given."""

    number = forms.CharField(label="文号", max_length=60, help_text="如 示政办发〔2026〕3号")
