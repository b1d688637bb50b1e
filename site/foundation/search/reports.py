"""Reports for editors: attachments that search could not read, queries that found nothing."""

import datetime as dt

from django.db.models import QuerySet, Sum
from django.utils import timezone
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from foundation.organisations.spreadsheets import SafeExport

from .models import AttachmentText, QueryLog

# What readers looked for longer ago says little about what is missing now. 本机关内部目标.
_DAYS = 90


class SearchReport(SafeExport, ReportView):
    """What the reports of search share."""

    def get_filename(self) -> str:
        return f"{self.page_title}-{timezone.localdate():%Y%m%d}"


class UnreadFilesReport(SearchReport):
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


class NothingFoundReport(SearchReport):
    """没有结果的检索词 of the last quarter, most frequent first."""

    page_title = "没有结果的检索词"
    header_icon = "search"
    index_url_name = "search_admin:nothing_found"
    index_results_url_name = "search_admin:nothing_found_results"
    columns = [Column("query", label="检索词"), Column("times", label="次数")]
    list_export = ["query", "times"]
    export_headings = {"query": "检索词", "times": "次数"}

    def get_queryset(self) -> QuerySet:
        since = timezone.localdate() - dt.timedelta(days=_DAYS)
        rows = QueryLog.objects.filter(day__gte=since, results=0)
        return rows.values("query").annotate(times=Sum("count")).order_by("-times", "query")
