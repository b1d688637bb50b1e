"""Tables for download: what people typed stays text, and the file keeps its Chinese name."""

from typing import Any

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from wagtail.admin.views.mixins import SpreadsheetExportMixin

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: Any) -> Any:
    """Spreadsheets run cells that begin like a formula. Numbers and days stay what they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS) else cell


class SafeExport(SpreadsheetExportMixin):
    """Stands before Wagtail's views that export: theirs keeps formulas from XLSX, this one also from CSV."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        shown = super().preprocess_field_value(field, value, export_format)
        return harmless(shown) if export_format == self.FORMAT_CSV else shown

    def write_csv_response(self, queryset: Any) -> StreamingHttpResponse:
        response = super().write_csv_response(queryset)
        named = content_disposition_header(True, f"{self.get_filename()}.csv")
        response["Content-Disposition"] = named or "attachment"
        return response
