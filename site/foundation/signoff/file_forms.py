"""Wagtail's forms for documents and images, with our check of uploads and respect for sealed files."""

from django import forms
from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .file_rules import content_problem, name_problem
from .files import SHOWN, kind_of, refusal


class CheckedFileForm(forms.ModelForm):
    """What both forms share; also used by the multiple uploader and the choosers."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.sealed = refusal(self.instance, "替换或改名") if self.instance.pk else ""
        if self.sealed and "file" in self.fields:
            self.fields["file"].help_text = self.sealed

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if "file" in self.changed_data:
            problem = name_problem(upload.name) or content_problem(upload.name, upload)
            if problem:
                raise ValidationError(problem)
        return upload

    def add_error(self, field, error) -> None:
        """One reason for each file: Wagtail also refuses the empty name that a file refused here leaves behind."""
        if field is None and "file" in self.errors and hasattr(error, "error_dict"):
            error.error_dict.pop("file", None)
            if not error.error_dict:
                return
        super().add_error(field, error)

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        if not title.isprintable():
            raise ValidationError("名称中有看不见的控制字符，请重新输入。")
        return title

    def clean(self):
        cleaned = super().clean()
        if self.sealed:
            for name in set(SHOWN[kind_of(self.instance)]) & set(self.changed_data):
                self.add_error(name, self.sealed)
        return cleaned


class DocumentForm(CheckedFileForm, BaseDocumentForm):
    """WAGTAILDOCS_DOCUMENT_FORM_BASE."""


class ImageForm(CheckedFileForm, BaseImageForm):
    """WAGTAILIMAGES_IMAGE_FORM_BASE."""
