"""Forms of redacted copies."""

from typing import cast

from django import forms
from wagtail.documents import get_document_model
from wagtail.documents.widgets import AdminDocumentChooser

from foundation.organisations.models import Unit, User
from foundation.organisations.selectors import units_edited_by

from .rules import HOW, reasons_in_words


class RegisterForm(forms.Form):
    """登记遮盖件."""

    original = forms.ModelChoiceField(
        label="原件",
        queryset=get_document_model().objects.all(),
        widget=AdminDocumentChooser,
        help_text="登记后原件不能放入任何页面，公众始终打不开。",
        error_messages={"required": "请选择原件。"},
    )
    upload = forms.FileField(
        label="遮盖后的文件",
        help_text="PDF或图片。平台自动去除文件属性，并检查遮盖块下有无残留文字、有无个人信息。",
        error_messages={"required": "请上传遮盖后的文件。"},
    )
    title = forms.CharField(
        label="遮盖件名称", max_length=200, error_messages={"required": "请填写遮盖件名称。"}
    )
    places = forms.CharField(
        label="遮盖处和理由",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=f"{HOW}代号：{reasons_in_words()}。",
    )
    unit = forms.ModelChoiceField(label="责任科室", queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        units = cast(forms.ModelChoiceField, self.fields["unit"])
        units.queryset = units_edited_by(user).select_related("body")


class CheckForm(forms.Form):
    """核对."""

    agreed = forms.TypedChoiceField(
        label="核对结果",
        choices=[("yes", "通过：应遮盖的均已遮盖，没有残留"), ("no", "未通过")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择核对结果。"},
    )
    opinion = forms.CharField(
        label="核对意见", required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )
