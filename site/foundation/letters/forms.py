"""Forms of templates and letterheads."""

from django import forms

from .models import Letterhead


class VersionForm(forms.Form):
    """上传新模板."""

    upload = forms.FileField(
        label="模板文件",
        help_text="Word 文件（.docx），字段写作 {{ 收件人 }}。不能含宏、外部链接、批注和修订。",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": "请选择模板文件。", "empty": "模板文件是空的，请重新选择。"},
    )
    note = forms.CharField(
        label="修改说明", max_length=200, error_messages={"required": "请写明改了什么、为什么改。"}
    )


class RestoreForm(forms.Form):
    """恢复上一级模板."""

    note = forms.CharField(
        label="恢复原因", max_length=200, error_messages={"required": "请写明为什么恢复。"}
    )


class LetterheadForm(forms.ModelForm):
    """信头和文号."""

    class Meta:
        model = Letterhead
        fields = [
            "name_line", "signature", "number_prefix", "number_pattern", "address", "postcode", "phone",
        ]  # fmt: skip
