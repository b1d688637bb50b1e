"""Catalogues, decisions and stages as forms."""

from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import Body, Unit, User

from . import access
from .enums import Stage
from .models import Decision, DecisionCatalogue


class CatalogueForm(forms.Form):
    """建立年度目录."""

    body = forms.ModelChoiceField(label="决策机关", queryset=Body.objects.none(), empty_label=None)
    year = forms.IntegerField(label="年度")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(  # type: ignore[attr-defined]
            pk__in=access.bodies_kept(user)
        )
        self.fields["year"].initial = timezone.localdate().year


class DecisionForm(forms.ModelForm):
    """登记决策事项."""

    class Meta:
        model = Decision
        fields = ["matter", "office", "unit", "basis", "planned"]
        widgets = {"basis": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, catalogue: DecisionCatalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(  # type: ignore[attr-defined]
            body=catalogue.body_id
        )
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"


class SignForm(forms.Form):
    """签发公布."""

    approval = forms.CharField(
        label="同意公布的会议或者文件",
        max_length=200,
        help_text="决策事项目录经同级党委同意后向社会公布（国令713号第三条），如 2026年3月2日县委常委会会议研究同意",
        error_messages={"required": "请填写同意公布的会议或者文件。"},
    )


class StageForm(forms.Form):
    """登记环节."""

    stage = forms.ChoiceField(label="环节", choices=Stage.choices)
    on = forms.DateField(
        label="日期",
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写日期。", "invalid": "请按 2026-03-02 的样子填写日期。"},
    )
    applies = forms.TypedChoiceField(
        label="办理情况",
        choices=[("yes", "经过本环节"), ("no", "不经过本环节（须写明理由）")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    note = forms.CharField(
        label="情况说明",
        required=False,
        max_length=300,
        help_text="向公众显示，如 公开征求意见30日，收到意见26条。请勿写个人信息",
        widget=forms.Textarea({"rows": 2}),
    )


class LeaveForm(forms.Form):
    """调出目录."""

    reason = forms.CharField(
        label="调出理由",
        max_length=300,
        help_text="向公众显示",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "请写明调出的理由。"},
    )


class DocumentForm(forms.Form):
    """登记决策文件."""

    document = forms.ModelChoiceField(
        label="决策文件",
        queryset=Page.objects.all(),
        widget=AdminPageChooser(target_models=[DocumentPage]),
        error_messages={"required": "请选择文件。"},
    )
