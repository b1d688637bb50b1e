"""The form that hands a unit's open duties over."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from foundation.organisations.models import Unit, User

from .reach import Reach

# Who keeps units may also empty one (机构与岗位 is kept by 平台运维).
KEEPS_UNITS = "organisations.change_unit"


def may_hand_over(user: User, reach: Reach) -> bool:
    """The disclosure office and leaders in their bodies, 平台运维 everywhere."""
    return bool(reach.urges) or user.has_perm(KEEPS_UNITS)


def units_to_give(user: User, reach: Reach) -> QuerySet[Unit]:
    units = Unit.objects.select_related("body")
    return units if user.has_perm(KEEPS_UNITS) else units.filter(body__in=reach.urges)


class HandOverForm(forms.Form):
    """From, to, and why."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="移交科室", empty_label="请选择")
    to_unit = forms.ModelChoiceField(Unit.objects.none(), label="接收科室", empty_label="请选择")
    reason = forms.CharField(label="理由", max_length=200, help_text="如 机构改革，职责并入政务公开科")

    def __init__(self, user: User, reach: Reach, *args: Any) -> None:
        super().__init__(*args)
        for name in ("unit", "to_unit"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = units_to_give(user, reach)

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        if asked.get("unit") and asked.get("unit") == asked.get("to_unit"):
            raise ValidationError("接收科室不能是移交科室自己，请另选。")
        return asked
