"""The register of letters (留言台账) for download. It holds no personal data: names and contacts are never in it."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from foundation.organisations.requests import StaffRequest
from foundation.organisations.spreadsheets import SafeExport

from . import access
from .enums import Channel, Nature, Outcome, State
from .models import Letter


class LetterFilterSet(WagtailFilterSet):
    """类别、渠道、状态、结果、收到时间."""

    nature = django_filters.ChoiceFilter(label="类别", empty_label="全部", choices=Nature.choices)
    channel = django_filters.ChoiceFilter(label="渠道", empty_label="全部", choices=Channel.choices)
    state = django_filters.ChoiceFilter(label="状态", empty_label="全部", choices=State.choices)
    outcome = django_filters.ChoiceFilter(label="处理结果", empty_label="全部", choices=Outcome.choices)
    received_at = django_filters.DateFromToRangeFilter(label="收到时间", widget=DateRangePickerWidget)

    class Meta:
        model = Letter
        fields = ["nature", "channel", "state", "outcome", "received_at"]


class LetterReport(SafeExport, ReportView):
    """Letters in the reader's reach, newest first."""

    request: StaffRequest
    page_title = "留言台账"
    header_icon = "mail"
    model = Letter
    permission_policy = None
    is_searchable = False
    index_url_name = "feedback_admin:report"
    index_results_url_name = "feedback_admin:report_results"
    filterset_class = LetterFilterSet
    default_ordering = "-received_at"
    paginate_by = 50
    columns = [
        TitleColumn(
            "number", label="编号", get_url=lambda letter: reverse("feedback_admin:letter", args=[letter.pk])
        ),
        Column("topic", label="主题"),
        Column("nature", label="类别", accessor="get_nature_display"),
        Column("state", label="状态", accessor="get_state_display"),
        Column("outcome", label="处理结果", accessor="get_outcome_display"),
    ]
    list_export = [
        "number", "channel", "nature", "topic", "unit", "state", "outcome", "received_at", "answered_at",
        "days_to_answer", "transferred_to", "transferred_at", "published_at",
    ]  # fmt: skip
    export_headings = {
        "number": "编号",
        "channel": "渠道",
        "nature": "类别",
        "topic": "主题",
        "unit": "承办科室",
        "state": "状态",
        "outcome": "处理结果",
        "received_at": "收到时间",
        "answered_at": "答复时间",
        "days_to_answer": "用时（自然日）",
        "transferred_to": "转往单位",
        "transferred_at": "转办时间",
        "published_at": "公示时间",
    }
    export_filename = "留言台账"

    def get_base_queryset(self) -> QuerySet[Letter]:
        return access.seen_by(self.request.user).without_personal_data()  # type: ignore[attr-defined]

    def to_row_dict(self, item: Letter) -> dict[str, Any]:
        """Words instead of keys; times as they read on the wall."""
        row = super().to_row_dict(item)
        for name in ("received_at", "answered_at", "transferred_at", "published_at"):
            row[name] = f"{timezone.localtime(row[name]):%Y-%m-%d %H:%M}" if row[name] else ""
        shown = ("channel", "nature", "state", "outcome")
        return row | {name: getattr(item, f"get_{name}_display")() for name in shown}
