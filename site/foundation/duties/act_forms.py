"""The small forms of a duty's screen, one for each act; their fields are what ``acting.perform`` is asked."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from foundation.organisations.models import Unit, User

from .acting import staff_of
from .enums import MOMENT_CLOCKS, Act, Clock, PauseCategory
from .ledger import base_in_words, due_in_words
from .models import Duty
from .opening import base_problem
from .reach import Reach

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ActForm(forms.Form):
    """One act on one duty; ``moments`` are asked to the minute where the time runs by the hour."""

    act: Act
    button_style = ""
    moments: tuple[str, ...] = ()

    def __init__(self, duty: Duty, reach: Reach, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{self.act.value}-%s")
        self.duty, self.reach = duty, reach
        for name in self.moments if duty.clock in MOMENT_CLOCKS else ():
            day = self.fields[name]
            self.fields[name] = forms.DateTimeField(
                label=day.label, help_text=day.help_text, widget=MOMENT, initial=timezone.localtime
            )
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the duty."""


def _reason(example: str) -> forms.CharField:
    return forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=f"记入办理记录，如 {example}",
    )


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, widget=DAY, initial=timezone.localdate)


class MeetForm(ActForm):
    act, moments = Act.MEET, ("on",)
    on = _day("办结日", "实际办结的日期，按此计算用时和是否超期")


class ExtendForm(ActForm):
    act = Act.EXTEND
    days = forms.IntegerField(label="延长", min_value=1)
    reason = _reason("涉及多个科室，需要汇总核对")

    def prepare(self) -> None:
        measure = Clock(self.duty.clock).extension_measure
        self.fields["days"].label = f"延长（{measure.removeprefix('个')}）"
        self.fields["days"].help_text = f"现{due_in_words(self.duty)}；延长由您批准，保存后显示新的到期日"


class PauseForm(ActForm):
    act, moments = Act.PAUSE, ("since",)
    category = forms.ChoiceField(label="类别", choices=[("", "请选择"), *PauseCategory.choices])
    since = _day("暂停开始日", "当日起不计入期限")
    reason = _reason("已发函征求第三方意见")


class ResumeForm(ActForm):
    act, moments = Act.RESUME, ("until",)
    until = _day("不计入期限的最后一日", "次日起继续计时")

    def prepare(self) -> None:
        if self.duty.clock in MOMENT_CLOCKS:
            self.fields["until"].label, self.fields["until"].help_text = "恢复时刻", "自该时刻起继续计时"


class CorrectBaseForm(ActForm):
    act, moments = Act.CORRECT_BASE, ("base_on",)
    base_on = forms.DateField(label="起算日更正为", widget=DAY)
    confirmed = forms.BooleanField(label="起算日年份较早，经核对确属无误", required=False)
    reason = _reason("登记时误用了签批日期")

    def prepare(self) -> None:
        now = f"现起算{base_in_words(self.duty)}，{due_in_words(self.duty)}"
        self.fields["base_on"].initial = None
        self.fields["base_on"].help_text = f"{now}；保存后显示新的到期日"
        self._show_tick(self.data.get("confirmed") == "on")

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        base = asked.get("base_on")
        if base and not asked.get("confirmed"):
            moment = base if isinstance(base, dt.datetime) else None
            day = timezone.localdate(moment) if moment else base
            problem = base_problem(day, moment, confirmed=False)
            if problem and not base_problem(day, moment, confirmed=True):
                self._show_tick(True)
                self.add_error("confirmed", problem)
        return asked

    def _show_tick(self, shown: bool) -> None:
        """The tick is only asked for when the day is years back."""
        self.fields["confirmed"].widget = forms.CheckboxInput() if shown else forms.HiddenInput()


class _UnitField(forms.ModelChoiceField):
    """Units of one body need no name of the body."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.name


class ReassignForm(ActForm):
    act = Act.REASSIGN
    unit = _UnitField(Unit.objects.none(), label="责任科室", empty_label="请选择")
    person = forms.TypedChoiceField(label="责任人", required=False, empty_value=None)
    reason = _reason("职责调整，改由法规科办理")

    def prepare(self) -> None:
        units = Unit.objects.filter(body=self.duty.body_id)
        if not self.reach.may_change(self.duty.body_id):
            units = units.filter(pk__in=[self.duty.unit_id])
        people: dict[str, User] = {}
        by_unit: dict[str, dict[str, str]] = {}
        for held in staff_of(units):
            people[str(held.user_id)] = held.user
            by_unit.setdefault(getattr(held.post.unit, "name", ""), {})[str(held.user_id)] = str(held.user)
        unit, person = self.fields["unit"], self.fields["person"]
        if isinstance(unit, forms.ModelChoiceField):
            unit.queryset, unit.initial = units, self.duty.unit_id
        if isinstance(person, forms.TypedChoiceField):
            groups = [(name, list(staff.items())) for name, staff in by_unit.items()]
            person.choices = [("", "不指定，由科室办理"), *groups]
            person.coerce = people.__getitem__


class CancelForm(ActForm):
    act, button_style = Act.CANCEL, " no"
    reason = _reason("重复登记；撤销后不再计时和提醒")


FORMS: dict[Act, type[ActForm]] = {
    form.act: form
    for form in (MeetForm, ExtendForm, PauseForm, ResumeForm, CorrectBaseForm, ReassignForm, CancelForm)
}
