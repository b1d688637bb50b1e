"""Forms of the import screens."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from disclosure.catalogue.models import ColumnPage

from .import_facts import tag_names
from .importing.limits import MAX_FILE_BYTES, MB
from .importing.reading import EXTENSIONS
from .imports import ImportPlan
from .models import DocumentPage, IndexNumber

# More at once belongs to the command, which reports and can be resumed.
MAX_UPLOADS = 50
_FACTS = [
    "title", "document_number", "kind", "genre", "subject", "written_on", "printed_on", "original_published_at",
    "effective_on", "expires_on", "validity", "openness", "source", "phone", "overview",
]  # fmt: skip
_DATES = ("written_on", "printed_on", "effective_on", "expires_on")


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or several files."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise ValidationError("请选择要导入的文件。")
        if len(files) > MAX_UPLOADS:
            raise ValidationError(
                f"一次最多上传 {MAX_UPLOADS} 个文件，您选了 {len(files)} 个。"
                "请分次上传，或由平台运维人员用批量导入命令处理。"
            )
        return files


class ColumnChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, column: ColumnPage) -> str:
        return f"{column.title}（{column.body}）"


class UploadForm(forms.Form):
    """Where to, and which files. The files themselves are judged one by one afterwards."""

    column = ColumnChoiceField(
        ColumnPage.objects.none(), label="导入到栏目", error_messages={"required": "请选择栏目。"}
    )
    uploads = ManyFilesField(
        label="文件",
        help_text=f"{'、'.join(EXTENSIONS)} 文件，可多选；每个不超过 {MAX_FILE_BYTES // MB} MB。",
        widget=ManyFilesInput(attrs={"accept": ",".join(EXTENSIONS)}),
    )

    def __init__(self, *args, columns, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = cast(ColumnChoiceField, self.fields["column"])
        field.queryset = columns
        if len(columns) == 1:
            field.initial, field.empty_label = columns[0], None


class FactsForm(forms.Form):
    """What was recognised, for the editor to correct. Empty facts are allowed: a draft may be incomplete."""

    def __init__(self, *args, plan: ImportPlan, **kwargs) -> None:
        recognised = plan.values | {"index_number": plan.index_number, "tags": " ".join(plan.tags)}
        super().__init__(*args, **kwargs | {"initial": recognised})
        widgets = dict.fromkeys(_DATES, AdminDateInput) | {"original_published_at": AdminDateTimeInput}
        widgets |= {"overview": forms.Textarea(attrs={"rows": 2})}
        self.fields.update(fields_for_model(DocumentPage, _FACTS, widgets=widgets))
        self.fields["title"].label, self.fields["title"].help_text = "标题", ""
        self.fields["title"].error_messages["required"] = "请填写标题。"
        self.fields["index_number"] = forms.CharField(
            label="索引号",
            required=False,
            max_length=IndexNumber._meta.get_field("value").max_length,
            help_text="保留原网站的索引号；留空则在首次发布时按本机构模板赋号",
        )
        self.fields["tags"] = forms.CharField(label="主题词", required=False, help_text="用空格分隔")

    def corrected(self, plan: ImportPlan) -> ImportPlan:
        """The plan with what the editor typed."""
        values = {name: self.cleaned_data[name] for name in _FACTS}
        return plan.corrected(values, tag_names(self.cleaned_data["tags"]), self.cleaned_data["index_number"])
