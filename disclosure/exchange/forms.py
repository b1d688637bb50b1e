"""The form of a token."""

from django import forms

from foundation.organisations.models import Body


class TokenForm(forms.Form):
    """创建令牌."""

    name = forms.CharField(
        label="对接系统",
        max_length=60,
        help_text="如 县政府办OA。",
        error_messages={"required": "请填写对接系统。"},
    )
    body = forms.ModelChoiceField(
        label="机构",
        queryset=Body.objects.all(),
        empty_label="请选择",
        help_text="令牌只能为这一个机构推送文件。",
        error_messages={"required": "请选择机构。"},
    )
