"""Monthly statistics with every number a link to its rows, the table for the appraisal, and the lessons."""

import datetime as dt
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from foundation.organisations.selectors import appointments_shown
from foundation.organisations.spreadsheets import SafeExport

from . import selectors
from .access import seen_by, standing_of
from .asking import Asked, as_month
from .enums import Level
from .models import Evaluation, Finding
from .rules import late_in_words
from .screens import ConcernScreen

PER_PAGE = 20


class StatisticsView(ConcernScreen):
    """舆情统计 of one month."""

    template_name = "monitoring/statistics.html"
    page_title = "舆情统计"
    header_icon = "table"
    overview = ("monitoring:register", "舆情台账")

    def admit(self) -> None:
        mine = self.standing
        if not (mine.desks or mine.supervises):
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = as_month(self.request.GET.get("month", "")) or timezone.localdate().replace(day=1)
        findings = seen_by(self.request.user, self.standing).known_between(*selectors.month_bounds(month))
        asked = Asked("all", "", "", f"{month:%Y-%m}", "")
        register = reverse("monitoring:register")
        rows = [
            (
                row,
                [
                    (number, register + asked.link(channel=row.channel, level=level))
                    for level, number in row.numbers
                ],
                register + asked.link(channel=row.channel),
            )
            for row in selectors.by_channel(findings)
        ]
        return super().get_context_data(**kwargs) | {
            "month": f"{month:%Y-%m}",
            "before": f"{month - dt.timedelta(days=1):%Y-%m}",
            "after": f"{(month + dt.timedelta(days=32)).replace(day=1):%Y-%m}",
            "levels": Level.labels,
            "rows": rows,
            "sums": [
                sum(numbers) for numbers in zip(*([n for n, _ in cells] for _, cells, _ in rows), strict=True)
            ],
            "indicators": selectors.indicators(findings),
            "units": selectors.by_unit(findings),
            "links": {
                mark: register + asked.link(mark=mark) for mark in ("late", "omitted", "reported", "waiting")
            }
            | {"total": register + asked.link()},
        }


class FindingFilterSet(WagtailFilterSet):
    """By month of 知悉, channel, level, 迟报 and 漏报."""

    month = django_filters.CharFilter(label="知悉月份（如 2026-01）", method="filter_month")
    late = django_filters.ChoiceFilter(
        label="是否迟报", empty_label="全部", choices=[("yes", "迟报"), ("no", "按时")], method="filter_late"
    )

    class Meta:
        model = Finding
        fields = ["month", "channel", "level", "is_omitted", "state"]

    def filter_month(self, findings: QuerySet, name: str, value: str) -> QuerySet:
        month = as_month(value.strip())
        if month is None:
            return findings.none()
        first, last = selectors.month_bounds(month)
        return findings.filter(known_at__gte=first, known_at__lt=last)

    def filter_late(self, findings: QuerySet, name: str, value: str) -> QuerySet:
        told = findings.filter(reported_at__isnull=False)
        return told.filter(late_minutes__gt=0) if value == "yes" else told.filter(late_minutes=0)


class FindingReport(SafeExport, ReportView):
    """舆情报送情况, for the appraisal: times and marks, nothing of the content."""

    page_title = "舆情报送情况"
    header_icon = "table"
    is_searchable = False
    no_results_message = "没有符合条件的舆情信息。"
    index_url_name = "monitoring:report"
    index_results_url_name = "monitoring:report_results"
    filterset_class = FindingFilterSet
    export_headings = {
        "number": "编号", "body": "机构", "unit": "收集科室", "get_channel_display": "渠道",
        "get_level_display": "级别", "known": "知悉时间", "reported": "上报时间", "late": "时效",
        "omitted": "漏报", "get_state_display": "状态", "quality": "报送质量", "score": "得分",
    }  # fmt: skip
    list_export = list(export_headings)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        standing = standing_of(self.request.user, appointments_shown(self.request.user))
        if not (standing.desks or standing.supervises):
            raise PermissionDenied

    def get_filename(self) -> str:
        return f"{self.page_title}-{timezone.localdate():%Y%m%d}"

    def get_base_queryset(self) -> QuerySet[Finding]:
        return seen_by(self.request.user).select_related("body", "unit__body", "evaluation")

    def decorate_paginated_queryset(self, object_list):
        for one in object_list:
            one.known = f"{timezone.localtime(one.known_at):%Y-%m-%d %H:%M}"
            one.reported = (
                f"{timezone.localtime(one.reported_at):%Y-%m-%d %H:%M}" if one.reported_at else "未上报"
            )
            one.late = late_in_words(one.late_minutes) or ("按时" if one.reported_at else "")
            one.omitted = "漏报" if one.is_omitted else ""
            evaluation = getattr(one, "evaluation", None)
            one.quality, one.score = (evaluation.quality, evaluation.score) if evaluation else ("", "")
        return object_list

    @property
    def columns(self) -> list[Column]:
        shown = {name: label for name, label in self.export_headings.items() if name != "number"}
        return [
            TitleColumn(
                "number", label="编号", get_url=lambda row: reverse("monitoring:finding", args=[row.pk])
            ),
            *(Column(name, label=label) for name, label in shown.items()),
        ]


class LessonsView(ConcernScreen):
    """经验库: what evaluations taught, without the cases."""

    template_name = "monitoring/lessons.html"
    page_title = "舆情经验库"
    header_icon = "history"
    overview = ("monitoring:register", "舆情台账")

    def admit(self) -> None:
        mine = self.standing
        if not (mine.desks or mine.supervises or mine.heads or mine.emergency):
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").strip()[:50]
        lessons = Evaluation.objects.select_related("finding__body")
        if words:
            lessons = lessons.filter(topic__icontains=words) | lessons.filter(lessons__icontains=words)
        return super().get_context_data(**kwargs) | {
            "q": words,
            "shown": Paginator(lessons, PER_PAGE).get_page(self.request.GET.get("p")),
        }
