"""Forms of 纠错: the reader's and the handler's."""

from django import forms

from .enums import CLOSING
from .models import LONGEST_CONTACT, LONGEST_PROBLEM, LONGEST_SENTENCE


class ReportForm(forms.Form):
    """What is wrong. ``homepage`` is a trap: people do not see it, machines fill it in."""

    sentence = forms.CharField(
        label="有误的语句",
        required=False,
        max_length=LONGEST_SENTENCE,
        help_text="请摘录原文中有误的一句；不是文字错误的可留空。",
        widget=forms.Textarea({"rows": 2}),
    )
    problem = forms.CharField(
        label="错在哪里",
        max_length=LONGEST_PROBLEM,
        help_text="如错别字、数据或日期有误、链接打不开、附件缺失。请勿填写个人隐私。",
        error_messages={
            "required": "请写明错在哪里。",
            "max_length": f"请控制在 {LONGEST_PROBLEM} 字以内。",
        },
        widget=forms.Textarea({"rows": 4}),
    )
    contact = forms.CharField(
        label="联系方式（可不填）",
        required=False,
        max_length=LONGEST_CONTACT,
        help_text="电话或电子邮箱，仅供办理人员核实情况，不公开，办结后到期自动删除。",
    )
    homepage = forms.CharField(
        label="请勿填写",
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sentence"].error_messages["max_length"] = f"请控制在 {LONGEST_SENTENCE} 字以内。"


class CloseForm(forms.Form):
    """办结."""

    state = forms.ChoiceField(
        label="办理结果",
        choices=[(state.value, state.label) for state in CLOSING],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择办理结果。"},
    )
    reply = forms.CharField(
        label="核实和处理情况", required=False, max_length=1000, widget=forms.Textarea({"rows": 4})
    )
