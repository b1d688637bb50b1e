"""Admin form of the allocation of columns."""

from typing import Any, cast

from django import forms

from foundation.organisations.models import Unit

from .models import ColumnPage


class AssignForm(forms.Form):
    """Which unit of the column's body is responsible for it."""

    unit = forms.ModelChoiceField(
        label="责任科室", queryset=Unit.objects.none(), required=False, empty_label="（未分配）"
    )

    def __init__(self, *args: Any, column: ColumnPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = cast(forms.ModelChoiceField, self.fields["unit"])
        unit.queryset = Unit.objects.filter(body=column.body_id).select_related("body")
        unit.initial = column.unit_id
        duty = f"维护要求：{column.requirement}" if column.requirement else ""
        unit.help_text = (
            f"该科室的编辑可在本栏目及未另行分工的下级栏目中拟稿；原责任科室的权限同时收回。{duty}"
        )
