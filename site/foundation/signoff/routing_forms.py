"""The form in which an approval from outside is put on record."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from .file_rules import content_problem, name_problem


class ApprovalForm(forms.Form):
    """登记批准文件."""

    authority = forms.CharField(
        label="批准机关", max_length=120, error_messages={"required": "请填写批准机关。"}
    )
    number = forms.CharField(label="批准文号", max_length=80, error_messages={"required": "请填写批准文号。"})
    approved_on = forms.DateField(
        label="批准日期",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写批准日期。", "invalid": "请按 2026-01-05 的格式填写批准日期。"},
    )
    scan = forms.FileField(
        label="批准件扫描",
        help_text="PDF 或图片；只供审签人员查看，不公开",
        error_messages={"required": "请选择批准件的扫描文件。"},
    )

    def clean_approved_on(self):
        day = self.cleaned_data["approved_on"]
        if day > timezone.localdate():
            raise ValidationError("批准日期晚于今天，请核对。")
        return day

    def clean_scan(self):
        upload = self.cleaned_data["scan"]
        if problem := name_problem(upload.name) or content_problem(upload.name, upload):
            raise ValidationError(problem)
        return upload
