"""The screen 登记事项: charge a unit with something no step of the platform opens."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from foundation.organisations.models import Unit, User
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import NOT_DONE, AdminScreen, put_errors

from .acting import staff_of
from .ledger import due_in_words
from .matters import WHO_MAY, give, kinds_to_open, may_charge, units_to_charge
from .reach import Reach, reach_of


class MatterForm(forms.Form):
    """What, from whom, who does it, until when."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(label="事项类别")
    title = forms.CharField(label="事项", max_length=200, help_text="如 完善“财政预决算”栏目历年数据")
    source = forms.CharField(
        label="来源", max_length=200, help_text="如 县长2026年3月9日批示、3月政务公开巡查通报第2项"
    )
    requirement = forms.CharField(
        label="办理要求", max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="责任科室", empty_label="请选择")
    person = forms.TypedChoiceField(label="责任人", required=False, empty_value=None)
    due_on = forms.DateField(
        label="到期日",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="督办事项必填；巡查整改留空的，按规则参数“巡查发现问题的整改期限”自今天起算",
    )

    def __init__(self, reach: Reach, data: Any = None) -> None:
        super().__init__(data)
        units = units_to_charge(reach)
        people: dict[str, User] = {}
        by_unit: dict[str, dict[str, str]] = {}
        for held in staff_of(units):
            people[str(held.user_id)] = held.user
            by_unit.setdefault(str(held.post.unit), {})[str(held.user_id)] = str(held.user)
        kind, unit, person = self.fields["kind"], self.fields["unit"], self.fields["person"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [("", "请选择"), *((one.key, one.label) for one in kinds_to_open())]
        if isinstance(unit, forms.ModelChoiceField):
            unit.queryset = units
            unit.initial = next(iter(reach.headed), None) if not reach.urges else None
        if isinstance(person, forms.TypedChoiceField):
            groups = [(name, list(staff.items())) for name, staff in by_unit.items()]
            person.choices = [("", "不指定，由科室办理"), *groups]
            person.coerce = people.__getitem__
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"


class MatterView(AdminScreen):
    """登记事项; what is refused is said beside its field, and nothing typed is lost."""

    template_name = "duties/matter.html"
    page_title = "登记事项"
    header_icon = "calendar-alt"
    overview = ("duties:list", "法定时限")

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        reach = reach_of(self.request.user)
        if not may_charge(reach):
            raise PermissionDenied(WHO_MAY)
        self.form = MatterForm(reach, request.POST or None)

    def post(self, request: StaffRequest, *args, **kwargs) -> HttpResponse:
        if self.form.is_valid():
            try:
                duty = give(by=request.user, **self.form.cleaned_data)
            except (ValidationError, PermissionDenied) as refused:
                put_errors(self.form, refused)
            else:
                messages.success(request, f"已登记“{duty.label}”，{due_in_words(duty)}。")
                return redirect("duties:duty", pk=duty.pk)
        messages.error(request, NOT_DONE)
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"form": self.form}
