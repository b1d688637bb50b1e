"""Spreadsheets of the ledger: download, example, upload, and what became of an upload."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header

from foundation.organisations.requests import StaffRequest
from foundation.signoff.screens import FormScreen

from . import ledger_access as access
from .ledger import NOT_MANAGER
from .ledger_enums import RUNNING, SheetState
from .ledger_models import LedgerSheet
from .ledger_views import OVERVIEW, _OfConsultation, ledger_head
from .models import ConsultationPage
from .sheet_services import AT_ONCE, drop, receive, rows_of, start_writing, write_sheet
from .sheets import MOST_BYTES, write

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ERRORS_SHOWN, ABSENT_SHOWN = 200, 100
_EXAMPLE = (
    ("YJ20260302-000001", 0, "网上", "第三条", "2026-03-02", "个人", "建议把末班车延长到零点。", "", "运营时间",
     "部分采纳", "节假日延长到零点，平日维持二十三点。", ""),
    ("YJ20260302-000002", 1, "来信", "全文", "2026-03-03", "企业", "建议增设夜间线路。", "", "线路", "采纳", "", ""),
    ("YJ20260303-000003", 0, "座谈会", "第五条", "2026-03-03", "其他组织", "建议取消夜间加价。", "", "票价", "不采纳",
     "夜间加价用于弥补运营成本，已在成本监审中核定。", ""),
)  # fmt: skip


class UploadForm(forms.Form):
    """One spreadsheet."""

    file = forms.FileField(
        label="台账表格",
        help_text=".xlsx 或者 .csv，不超过20MB；表头与导出的台账相同",
        error_messages={"required": "请选择文件。", "empty": "文件是空的，请重新选择。"},
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("文件超过20MB。请只保留台账的一张表，删去图片后再上传。")
        return file


class UploadView(_OfConsultation, FormScreen):
    """导出、导入 with what was imported before."""

    form_class = UploadForm
    template_name = "consultations/ledger/sheets.html"
    page_title = "台账导出和导入"
    header_icon = "upload"
    overview = OVERVIEW

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        file = data["file"]
        self.sheet = receive(self.request.user, self.page, file.name, file.read())
        return self.done(f"已收到“{self.sheet.name}”。")

    def get_success_url(self) -> str:
        return reverse("ledger:sheet", args=[self.page.pk, self.sheet.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        head = ledger_head(self.page, self.opinions, self.request.user)
        sheets = self.page.ledger_sheets.select_related("by").defer("rows", "errors", "absent_numbers")[:20]
        return super().get_context_data(**kwargs) | head | {"sheets": sheets}


class ConfirmForm(forms.Form):
    """写入."""

    only_good = forms.BooleanField(
        label="只写入无误的行，有误的行不写入", required=False, help_text="有误的行可以改正后另行上传"
    )


class SheetView(_OfConsultation, FormScreen):
    """One upload: progress, errors by row, and the question whether to write."""

    form_class = ConfirmForm
    template_name = "consultations/ledger/sheet.html"
    header_icon = "upload"
    overview = OVERVIEW

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sheet: LedgerSheet = get_object_or_404(
            LedgerSheet.objects.select_related("by"), pk=kwargs["pk"], consultation=self.page
        )

    def get_page_title(self) -> str:
        return f"导入 {self.sheet.name}"

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        if self.request.POST.get("act") == "drop":
            drop(self.request.user, self.sheet)
            return self.done("已放弃，台账没有改动。")
        sheet = start_writing(self.request.user, self.sheet, **data)
        if sheet.total > AT_ONCE:
            return self.done("已开始写入，完成情况见本页。")
        sheet = write_sheet(sheet)
        return self.done(f"已写入{sheet.written}行。")

    def get_success_url(self) -> str:
        return reverse("ledger:sheet", args=[self.page.pk, self.sheet.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet = self.sheet
        return super().get_context_data(**kwargs) | {
            "notice": self.page,
            "sheet": sheet,
            "is_running": sheet.state in RUNNING,
            "asks": sheet.state == SheetState.CHECKED,
            "errors": sheet.errors[:ERRORS_SHOWN],
            "absent": sheet.absent_numbers[:ABSENT_SHOWN],
            "share": 100 * sheet.done // sheet.total if sheet.total else 0,
        }


def export(request: StaffRequest, page: int) -> HttpResponse:
    """The whole ledger, for those who manage it."""
    notice = _managed(request, page)
    return _file(write(rows_of(notice)), f"采纳台账-{notice.pk}.xlsx")


def example(request: StaffRequest, page: int) -> HttpResponse:
    """A file that shows how to fill it in."""
    _managed(request, page)
    return _file(write(_EXAMPLE), "采纳台账-示例.xlsx")


def _managed(request: StaffRequest, page: int) -> ConsultationPage:
    notice = get_object_or_404(access.consultations_seen(request.user), pk=page)
    if access.may_manage(request.user, notice) is None:
        raise PermissionDenied(NOT_MANAGER)
    return notice


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=_XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
