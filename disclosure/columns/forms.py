"""Forms of the care for columns."""

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminDateInput

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import Appointment, User

from .models import ColumnCare


class CareForm(forms.ModelForm):
    """栏目维护任务: offers the people of the column's body."""

    class Meta:
        model = ColumnCare
        fields = ["person", "elements", "number", "unit_of_time", "source"]
        widgets = {"elements": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, column: ColumnPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Appointment.objects.filter(post__body_id=column.body_id)
        people = User.objects.filter(is_active=True, pk__in=held.values("user"))
        self.fields["person"].queryset = people | User.objects.filter(pk=self.instance.person_id)  # type: ignore[attr-defined]


class ProblemForm(forms.Form):
    """What a person found."""

    words = forms.CharField(label="问题", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label="整改期限", widget=AdminDateInput)


class ResultForm(forms.Form):
    """What was done about a problem."""

    result = forms.CharField(label="处理结果", max_length=300)
