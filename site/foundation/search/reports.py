"""The report for editors: attachments that search could not read."""

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from foundation.organisations.spreadsheets import SafeExport

from .models import AttachmentText


class UnreadFilesReport(SafeExport, ReportView):
    """检索未能读取的附件: found by the text of their page only."""

    page_title = "检索未能读取的附件"
    header_icon = "doc-full"
    index_url_name = "search_admin:unread_files"
    index_results_url_name = "search_admin:unread_files_results"
    columns = [
        Column("entry.title", label="页面", accessor="entry.title"),
        Column("name", label="附件"),
        Column("failure", label="原因"),
    ]
    list_export = ["entry.title", "name", "failure"]
    export_headings = {"entry.title": "页面", "name": "附件", "failure": "原因"}

    def get_queryset(self) -> QuerySet:
        return AttachmentText.objects.exclude(failure="").select_related("entry").order_by("-pk")

    def get_filename(self) -> str:
        return f"{self.page_title}-{timezone.localdate():%Y%m%d}"
