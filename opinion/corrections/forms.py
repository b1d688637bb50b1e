"""Forms of 纠错: the reader's and the handler's."""

from django import forms

from foundation.submissions.forms import PublicForm, line_field, text_field

from .enums import CLOSING
from .models import LONGEST_CONTACT, LONGEST_PROBLEM, LONGEST_SENTENCE


class ReportForm(PublicForm):
    """What is wrong. Nobody need say who they are; what is done with the contact is told beside it."""

    sentence = text_field(
        "有误的语句",
        LONGEST_SENTENCE,
        rows=2,
        required=False,
        help_text="请摘录原文中有误的一句；不是文字错误的可留空。",
    )
    text = text_field(
        "错在哪里",
        LONGEST_PROBLEM,
        rows=4,
        help_text="如错别字、数据或日期有误、链接打不开、附件缺失。请勿填写个人隐私。",
        error_messages={"required": "请写明错在哪里。"},
    )
    contact = line_field(
        "联系方式（可不填）",
        LONGEST_CONTACT,
        required=False,
        help_text="电话或电子邮箱，仅供办理人员核实情况，不公开，办结后到期自动删除。",
    )
    identity = name = wants_answer = attachments = consent = None  # type: ignore[assignment]
    field_order = ["sentence", "text", "contact"]


class CloseForm(forms.Form):
    """办结."""

    state = forms.ChoiceField(
        label="办理结果",
        choices=[(state.value, state.label) for state in CLOSING],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择办理结果。"},
    )
    reply = forms.CharField(
        label="核实和处理情况",
        required=False,
        max_length=1000,
        help_text="来件人凭回执码可以看到。",
        widget=forms.Textarea({"rows": 4}),
    )
