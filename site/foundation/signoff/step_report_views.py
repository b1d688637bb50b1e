"""The report 审签环节明细, with filters and exports."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.models import Task

from foundation.organisations.models import Body, Unit, User
from foundation.organisations.requests import StaffRequest
from foundation.organisations.spreadsheets import SafeExport

from .models import PostTaskState
from .step_report import (
    STATUS_LABELS,
    is_late,
    rows_of_steps,
    steps_within_reach,
    with_record,
)


def _reach(request: StaffRequest, key: str) -> QuerySet:
    """Values of one column within the reader's reach: the filters offer nothing from beyond it."""
    return steps_within_reach(request.user).order_by().values(key)


def bodies(request: StaffRequest) -> QuerySet[Body]:
    return Body.objects.filter(pk__in=_reach(request, "body"))


def units(request: StaffRequest) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=_reach(request, "unit")).select_related("body")


def tasks(request: StaffRequest) -> QuerySet[Task]:
    return Task.objects.filter(pk__in=_reach(request, "task"))


def people(request: StaffRequest) -> QuerySet[User]:
    return User.objects.filter(pk__in=_reach(request, "finished_by")).order_by("username")


class StepFilterSet(WagtailFilterSet):
    """机构、科室、环节、人员、状态、时间、是否超期."""

    body = django_filters.ModelChoiceFilter(label="机构", empty_label="全部", queryset=bodies)
    unit = django_filters.ModelChoiceFilter(label="科室", empty_label="全部", queryset=units)
    task = django_filters.ModelChoiceFilter(label="环节", empty_label="全部", queryset=tasks)
    finished_by = django_filters.ModelChoiceFilter(label="办理人", empty_label="全部", queryset=people)
    status = django_filters.ChoiceFilter(
        label="状态", empty_label="全部", choices=list(STATUS_LABELS.items())
    )
    late = django_filters.ChoiceFilter(
        label="时限",
        empty_label="全部",
        choices=[("yes", "已超期或超期办理"), ("no", "未超期")],
        method="by_time",
    )
    started_at = django_filters.DateFromToRangeFilter(label="送达时间", widget=DateRangePickerWidget)
    finished_at = django_filters.DateFromToRangeFilter(label="办结时间", widget=DateRangePickerWidget)

    class Meta:
        model = PostTaskState
        fields = ["body", "unit", "task", "finished_by", "status", "late", "started_at", "finished_at"]

    def by_time(self, states: QuerySet, name: str, value: str) -> QuerySet:
        late = is_late(timezone.localdate())
        return states.filter(late) if value == "yes" else states.exclude(late)


class StepReport(SafeExport, ReportView):
    """Every step that the reader may know of, newest first. One query for the rows, exported or shown."""

    page_title = "审签环节明细"
    header_icon = "tasks"
    index_url_name = "signoff_steps"
    index_results_url_name = "signoff_steps_results"
    results_template_name = "signoff/step_report_results.html"
    filterset_class = StepFilterSet
    # The rows themselves are limited to the reader's reach.
    permission_policy = None
    is_searchable = False
    model = PostTaskState
    export_headings = {
        "title": "标题",
        "body": "机构",
        "unit": "科室",
        "step": "环节",
        "post": "岗位",
        "person": "办理人",
        "on_behalf_of": "代签（代理谁）",
        "status": "状态",
        "started_at": "送达时间",
        "due_on": "办理期限",
        "finished_at": "办结时间",
        "days": "用时（工作日）",
        "overdue": "是否超期",
        "returned": "本次送审退回次数",
        "requested_by": "提交人",
    }
    list_export = list(export_headings)

    def get_queryset(self) -> QuerySet[PostTaskState]:
        return with_record(steps_within_reach(self.request.user))

    def decorate_paginated_queryset(self, object_list: Any) -> list:
        return list(rows_of_steps(object_list, self.request.user))

    def to_row_dict(self, item) -> dict[str, Any]:
        """Times as they read on the wall; a spreadsheet knows no zones."""
        row = super().to_row_dict(item)
        for name in ("started_at", "finished_at"):
            row[name] = f"{timezone.localtime(row[name]):%Y-%m-%d %H:%M}" if row[name] else ""
        return row

    def get_filename(self) -> str:
        return f"审签环节明细-{timezone.localdate():%Y%m%d}"
