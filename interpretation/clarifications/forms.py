"""Forms of the staff's screens."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.file_rules import content_problem, name_problem

from . import states
from .enums import ContactChannel, Course, Harm, Helped, Result, TaskKind
from .models import LONGEST_CLAIM, RumourCase
from .rules import likeness

_MOMENT = "%Y-%m-%dT%H:%M"


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class CheckedFile(forms.FileField):
    """An upload whose bytes are what its name says."""

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        upload = super().clean(data, initial)
        if upload and (problem := name_problem(upload.name) or content_problem(upload.name, upload)):
            raise forms.ValidationError(problem)
        return upload


class MomentField(forms.DateTimeField):
    """A day and time, now by default."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            initial=timezone.localtime,
            widget=forms.DateTimeInput({"type": "datetime-local"}, format=_MOMENT),
            input_formats=[_MOMENT, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
            error_messages={"invalid": "请按 2026-03-02 09:30 的格式填写。"},
            **kwargs,
        )


class CaseForm(forms.Form):
    """A new matter."""

    claim = forms.CharField(
        label="网传内容",
        max_length=LONGEST_CLAIM,
        widget=_area(4),
        help_text="概括转述，不必照抄；请勿填写个人隐私",
    )
    discovered_at = MomentField(label="发现时间", help_text="计时自此时起，全天候")
    unit = forms.ModelChoiceField(label="主责科室", queryset=Unit.objects.none(), empty_label=None)
    harm = forms.ChoiceField(label="可能的影响", choices=Harm.choices, widget=forms.RadioSelect)
    duty_relation = forms.CharField(label="与本机关职责的关系", max_length=300)
    spread = forms.CharField(
        label="传播情况", required=False, widget=_area(2), help_text="平台、范围、转发和评论数量"
    )
    address = forms.CharField(label="链接或出处", required=False, max_length=500)
    screenshot = CheckedFile(label="截图", required=False)
    is_emergency = forms.BooleanField(label="涉及突发公共事件（按专门程序报政府审批）", required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = units


class ActForm(forms.Form):
    """A form about one matter."""

    def __init__(self, *args: Any, case: RumourCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        for name in ("to_body", "touched"):
            if name in self.fields:
                field = cast(forms.ModelChoiceField, self.fields[name])
                field.queryset = Body.objects.exclude(pk=case.body_id).order_by("name")


class SourceForm(ActForm):
    address = forms.CharField(
        label="链接或出处", required=False, max_length=500, help_text="只供办理人员查看，不作为链接公开"
    )
    note = forms.CharField(label="说明", required=False, max_length=200)
    screenshot = CheckedFile(label="截图", required=False)


class FactsForm(ActForm):
    spread = forms.CharField(label="传播情况", required=False, widget=_area(3))
    duty_relation = forms.CharField(label="与本机关职责的关系", max_length=300)
    harm = forms.ChoiceField(label="可能的影响", choices=Harm.choices, widget=forms.RadioSelect)
    is_emergency = forms.BooleanField(label="涉及突发公共事件（按专门程序报政府审批）", required=False)

    def __init__(self, *args: Any, case: RumourCase, **kwargs: Any) -> None:
        known = {name: getattr(case, name) for name in ("spread", "duty_relation", "harm", "is_emergency")}
        super().__init__(*args, case=case, **(kwargs | {"initial": known}))


class VerifyForm(ActForm):
    result = forms.ChoiceField(label="核实结果", choices=Result.choices, widget=forms.RadioSelect)
    evidence = forms.CharField(
        label="核实依据", widget=_area(4), help_text="核实了什么、怎样核实、事实是什么"
    )
    source = forms.CharField(
        label="依据来源", max_length=300, help_text="出具单位、文件、检测报告、现场记录等"
    )
    file = CheckedFile(label="佐证材料", required=False)
    to_body = forms.ModelChoiceField(
        label="主管部门（难以确认时）",
        queryset=Body.objects.none(),
        required=False,
        empty_label="不在本平台，填写名称",
    )
    authority = forms.CharField(label="主管部门名称", required=False, max_length=120)


class DecideForm(ActForm):
    course = forms.ChoiceField(label="处置决定", choices=Course.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="理由", required=False, widget=_area(), help_text="不作公开澄清的须写明理由"
    )


class DraftForm(ActForm):
    """The three questions that decide the way of approval (R-132)."""

    in_government_name = forms.TypedChoiceField(
        label="一、以谁的名义发布",
        choices=[("no", "以本部门名义（主要负责人审批）"), ("yes", "以政府名义（政府审批）")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )
    touched = forms.ModelMultipleChoiceField(
        label="二、涉及哪些其他部门（须事先取得其同意）",
        queryset=Body.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "clarification-bodies"}),
    )
    is_sensitive = forms.TypedChoiceField(
        label="三、内容是否重要、敏感",
        choices=[("no", "一般"), ("yes", "重要、敏感（报政府审批）")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )


class OfferForm(ActForm):
    to_unit = forms.ModelChoiceField(label="接收科室", queryset=Unit.objects.none(), empty_label=None)
    reason = forms.CharField(label="移交理由", max_length=300, widget=_area(2))

    def __init__(self, *args: Any, case: RumourCase, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        units = (
            Unit.objects.exclude(pk=case.unit_id or 0).select_related("body").order_by("body__name", "name")
        )
        cast(forms.ModelChoiceField, self.fields["to_unit"]).queryset = units


class TaskForm(ActForm):
    kind = forms.ChoiceField(label="任务", choices=TaskKind.choices, widget=forms.RadioSelect)
    to_body = forms.ModelChoiceField(
        label="媒介主管部门", queryset=Body.objects.none(), required=False, empty_label="不在本平台，填写名称"
    )
    authority = forms.CharField(label="媒介主管部门名称", required=False, max_length=120)
    asked = forms.CharField(label="要求", widget=_area())


class ContactForm(ActForm):
    who = forms.CharField(label="沟通对象", max_length=60)
    channel = forms.ChoiceField(label="方式", choices=ContactChannel.choices, widget=forms.RadioSelect)
    said = forms.CharField(label="内容", max_length=1000, widget=_area())


class RecheckForm(ActForm):
    found = forms.ChoiceField(label="复查结果", choices=Helped.choices, widget=forms.RadioSelect)
    words = forms.CharField(label="复查情况", max_length=1000, widget=_area())
    next_on = forms.DateField(
        label="下次复查日期（可不填）",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class ReopenForm(ActForm):
    reason = forms.CharField(label="新的证据或者情况", max_length=500, widget=_area())


class CloseForm(ActForm):
    timeliness = forms.CharField(
        label="处置是否及时",
        max_length=500,
        widget=_area(2),
        help_text="首次决定超时的写明原因；系统将生成追责建议",
    )
    omissions = forms.CharField(label="漏报、误判等情况", max_length=500, required=False, widget=_area(2))
    harm_done = forms.CharField(label="造成的影响", max_length=500, required=False, widget=_area(2))
    police = forms.BooleanField(label="传播行为危害国家安全、公共安全等，移送公安机关", required=False)
    police_facts = forms.CharField(label="移送的事实", max_length=1000, required=False, widget=_area(2))


class MergeForm(ActForm):
    """Into which matter; those that are alike come first."""

    into = forms.ModelChoiceField(label="并入事项", queryset=RumourCase.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, case: RumourCase, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        others = RumourCase.objects.filter(body=case.body, state__in=states.OPEN | states.SETTLED).exclude(
            pk=case.pk
        )
        in_order = sorted(others, key=lambda one: -likeness(case.claim, one.claim))
        field = cast(forms.ModelChoiceField, self.fields["into"])
        field.queryset = others
        field.choices = [("", "请选择"), *((one.pk, str(one)) for one in in_order)]


class AnswerOfferForm(forms.Form):
    accepted = forms.TypedChoiceField(
        label="是否接受",
        choices=[("yes", "接受，由本科室主责"), ("no", "不接受")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label="说明", required=False, max_length=300, widget=_area(2))


class AnswerForm(forms.Form):
    answer = forms.CharField(label="答复内容", max_length=1000, widget=_area())


class ResultForm(forms.Form):
    result = forms.CharField(label="办理结果", max_length=1000, widget=_area())


class SettleForm(forms.Form):
    receiver = forms.CharField(label="接收机关", max_length=120)
    reference = forms.CharField(label="文号或回执", required=False, max_length=120)
    outcome = forms.CharField(label="结果", max_length=1000, widget=_area())


class ConsentForm(forms.Form):
    """What a touched department answers about the text."""

    body = forms.ModelChoiceField(label="涉及部门", queryset=Body.objects.none(), empty_label=None)
    state = forms.ChoiceField(
        label="意见", choices=[("consent", "同意"), ("objection", "不同意")], widget=forms.RadioSelect
    )
    person_name = forms.CharField(label="经办人", max_length=60)
    note = forms.CharField(
        label="说明", required=False, max_length=500, widget=_area(2), help_text="不同意的须写明理由"
    )

    def __init__(self, *args: Any, bodies: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["body"])
        field.queryset = Body.objects.filter(pk__in=[body.pk for body in bodies])


class ImportForm(forms.Form):
    """Findings of a monitoring tool."""

    file = forms.FileField(label="CSV 文件", help_text="UTF-8 或者 GBK 编码，第一行为列名")
    unit = forms.ModelChoiceField(label="主责科室", queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = units
