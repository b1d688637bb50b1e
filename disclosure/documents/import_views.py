"""The import screens: upload, the files of a batch, and one file beside its original for confirmation."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from foundation.organisations.models import User

from .import_forms import FactsForm, UploadForm
from .import_preview import original_lines
from .import_uploads import columns_open_to, confirm, read_pending, receive
from .importing.problems import ImportProblem
from .imports import DuplicateDocument, find_duplicate, plan_import
from .models import PendingImport


class ImportScreen(WagtailAdminTemplateMixin):
    """Only for those who may add pages to a column; every step asks again."""

    page_title = "导入文件"
    header_icon = "upload"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        # The admin lets nobody in who has not logged in.
        self.user = cast(User, request.user)
        self.columns = columns_open_to(self.user)
        if not self.columns.exists():
            raise PermissionDenied("没有可以存放文件的栏目。请联系平台运维人员把栏目交给本科室。")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse("documents_import"), "label": self.page_title},
        ]
        return [*items, {"url": "", "label": self.page_subtitle}] if self.page_subtitle else items

    def uploads(self, **filters):
        """The user's own uploads of this batch, into columns still open to the user."""
        return PendingImport.objects.filter(
            batch=self.kwargs["batch"], owner=self.user, column__in=self.columns, **filters
        ).select_related("column__body", "column__unit", "page")


class UploadView(ImportScreen, FormView):
    """Choose a column and files."""

    form_class = UploadForm
    template_name = "documents/admin/import_upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"columns": self.columns}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        batch = receive(form.cleaned_data["uploads"], form.cleaned_data["column"], self.user)
        only = PendingImport.objects.filter(batch=batch)[:2]
        if len(only) == 1 and not only[0].problem:
            return redirect("documents_import_confirm", batch, only[0].pk)
        return redirect("documents_import_batch", batch)


class BatchView(ImportScreen, TemplateView):
    """One row for each uploaded file."""

    page_subtitle = "本次上传的文件"
    template_name = "documents/admin/import_batch.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        uploads = list(self.uploads())
        if not uploads:
            messages.info(self.request, "这批上传已超过一天，或不属于您，请重新上传。")
        return super().get_context_data(**kwargs) | {"uploads": uploads}


class ConfirmView(ImportScreen, FormView):
    """What was recognised in one file, beside the file; confirming creates the draft."""

    page_subtitle = "核对并确认"
    form_class = FactsForm
    template_name = "documents/admin/import_confirm.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.pending = get_object_or_404(self.uploads(), pk=kwargs["pk"])
        if self.pending.page_id:
            return self._open_draft("此文件已导入，未重复建稿。")
        if self.pending.problem:
            return redirect("documents_import_batch", self.pending.batch)
        try:
            self.parsed = read_pending(self.pending)
        except (ImportProblem, FileNotFoundError):
            messages.error(request, f"“{self.pending.name}”已无法读取，请重新上传。")
            return redirect("documents_import")
        self.plan = plan_import(self.parsed, self.pending.column.body, self.pending.column)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}

    def form_valid(self, form: FactsForm) -> HttpResponse:
        try:
            self.pending.page = confirm(self.pending, form.corrected(self.plan), self.user)
        except DuplicateDocument as found:
            form.add_error(None, f"未导入：{found.duplicate.message}")
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return self._open_draft(f"已建草稿《{self.pending.page.title}》，请补全后送审。")
        return self.form_invalid(form)

    def form_invalid(self, form: FactsForm) -> HttpResponse:
        messages.error(self.request, "未导入，请改正标出的项目后再次确认。您填写的内容都已保留。")
        return super().form_invalid(form)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "pending": self.pending,
            "lines": original_lines(self.parsed),
            "plan": self.plan,
            "duplicate": find_duplicate(self.plan),
        }

    def _open_draft(self, message: str) -> HttpResponse:
        """The draft, or the list while files of the batch still wait."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.pending.page_id])
        messages.success(self.request, message)
        if self.uploads(page__isnull=True, problem="").exclude(pk=self.pending.pk).exists():
            return redirect("documents_import_batch", self.pending.batch)
        return redirect(edit)
