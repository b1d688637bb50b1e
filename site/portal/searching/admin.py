"""Admin screens of the public search: what was asked for, and which pages stand first."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Max, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.search_promotions.views.settings import IndexView

from foundation.organisations.spreadsheets import SafeExport
from foundation.search.models import QueryLog


class QueryFilterSet(WagtailFilterSet):
    """有没有结果, and when."""

    found = django_filters.ChoiceFilter(
        label="检索结果",
        empty_label="全部",
        choices=[("no", "没有结果"), ("yes", "有结果")],
        method="by_found",
    )
    day = django_filters.DateFromToRangeFilter(label="日期", widget=DateRangePickerWidget)

    class Meta:
        model = QueryLog
        fields = ["found", "day"]

    def by_found(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(most=0) if value == "no" else rows.filter(most__gt=0)


class QueryReport(SafeExport, ReportView):
    """What readers asked for, most frequent first, and what found nothing; one query for the rows."""

    page_title = "公众检索词"
    header_icon = "search"
    index_url_name = "query_report"
    index_results_url_name = "query_report_results"
    results_template_name = "portal/admin/query_report_results.html"
    filterset_class = QueryFilterSet
    # Nothing in it says who asked.
    permission_policy = None
    is_searchable = False
    model = QueryLog
    default_ordering = None
    list_export = ["query", "times", "most", "last"]
    export_headings = {"query": "检索词", "times": "次数", "most": "结果数", "last": "最近检索日期"}

    def get_base_queryset(self) -> QuerySet:
        rows = QueryLog.objects.order_by().values("query")
        totals = rows.annotate(times=Sum("count"), most=Max("results"), last=Max("day"))
        return totals.order_by("-times", "query")

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("query", label="检索词", get_url=_public_search),
            Column("times", label="次数", width="12%"),
            Column("most", label="结果数", width="12%"),
            Column("last", label="最近检索日期", width="18%"),
        ]

    def get_filename(self) -> str:
        return f"公众检索词-{timezone.localdate():%Y%m%d}"


def _public_search(row: dict[str, Any]) -> str:
    return f"{reverse('search')}?{urlencode({'q': row['query']})}"


class PromotionsView(IndexView):
    """推荐结果; without Wagtail's own counter, which the public search does not feed."""

    page_title = "检索推荐"
    columns = IndexView.columns[:2]
