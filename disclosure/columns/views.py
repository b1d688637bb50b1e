"""Screens of 栏目保障: the heat map, one column, its task, the indicators."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages

from disclosure.catalogue.models import ColumnEntry, ColumnPage
from disclosure.catalogue.views import MAY_ASSIGN
from foundation.letters.printing import Printed, PrintedView
from foundation.organisations.models import Body
from foundation.organisations.spreadsheets import SafeExport
from foundation.signoff.views import AdminScreen

from .enums import Health
from .forms import CareForm, ProblemForm
from .health import ColumnHealth, counted, health_of_columns
from .indicators import indicators
from .letters import TASK_SHEET, task_fields
from .models import ColumnCare
from .rules import ONE_WEEK, week_starts
from .services import acknowledge, may_confirm, report_problem, set_care
from .tasks import task_digest

PER_PAGE = 60


class ColumnsScreen(AdminScreen):
    """A screen below 栏目体检."""

    header_icon = "calendar-check"
    page_title = "栏目体检"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = (
            [] if self.page_title == "栏目体检" else [{"url": reverse("columns:health"), "label": "栏目体检"}]
        )
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]


class HealthView(SafeExport, ColumnsScreen):
    """栏目体检: every column with its last 26 weeks, filtered by body, unit and state; export."""

    template_name = "columns/health.html"
    list_export = [
        "column.title", "path", "body_name", "unit_name", "health.label", "note", "missing_words", "updated_on",
        "frequency_words", "person_name", "acknowledged",
    ]  # fmt: skip
    export_headings = {
        "column.title": "栏目",
        "path": "上级目录",
        "body_name": "发布机构",
        "unit_name": "责任科室",
        "health.label": "状态",
        "note": "说明",
        "missing_words": "缺期",
        "updated_on": "最近更新",
        "frequency_words": "更新频率",
        "person_name": "责任人",
        "acknowledged": "任务确认",
    }

    def get_filename(self) -> str:
        return f"栏目体检-{timezone.localdate():%Y%m%d}"

    @cached_property
    def rows(self) -> list[ColumnHealth]:
        """All columns of the chosen body."""
        columns = ColumnPage.objects.live()
        body = self.request.GET.get("body", "")
        return health_of_columns(columns.filter(body=body) if body.isdecimal() else columns)

    @cached_property
    def chosen(self) -> list[ColumnHealth]:
        """Those that the other filters let through."""
        asked = self.request.GET
        state, unit, words = asked.get("state", ""), asked.get("unit", ""), asked.get("q", "").strip()
        return [
            row for row in self.rows
            if (not state or row.health == state)
            and (not unit or str(row.unit.pk if row.unit else 0) == unit)
            and words in row.column.title
        ]  # fmt: skip

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = request.GET.get("export", "")
        if form in self.FORMATS:
            return self.as_spreadsheet(self.chosen, form)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        units = {row.unit.pk: row.unit for row in self.rows if row.unit}
        query = self.request.GET.copy()
        for name in ("export", "p"):
            query.pop(name, None)
        without_state = query.copy()
        without_state.pop("state", None)
        page = Paginator(self.chosen, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "page": page,
            "months": _months(week_starts(timezone.localdate())),
            "counts": counted(self.rows),
            "total": len(self.rows),
            "unallocated": sum(row.unit is None for row in self.rows),
            "bodies": Body.objects.filter(pk__in=ColumnPage.objects.live().values("body")),
            "units": sorted(units.values(), key=str),
            "query": query.urlencode(),
            "without_state": without_state.urlencode(),
            "states": Health,
        }


def _months(weeks: list[dt.date]) -> list[tuple[str, int]]:
    """The head of the heat map: each month with the number of weeks that begin in it."""
    spans: list[tuple[str, int]] = []
    for first in weeks:
        name = f"{first.month}月"
        if spans and spans[-1][0] == name:
            spans[-1] = (name, spans[-1][1] + 1)
        else:
            spans.append((name, 1))
    # One week is too narrow for the name of its month.
    return [(name if weeks_long > 1 else "", weeks_long) for name, weeks_long in spans]


class ColumnView(ColumnsScreen):
    """One column: how it stands, its task with 确认, the items of a week, its problems."""

    template_name = "columns/column.html"
    page_title = "栏目"

    def get_page_title(self) -> str:
        return self.row.column.title

    @cached_property
    def row(self) -> ColumnHealth:
        return row_or_404(self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "report":
            return self._report()
        row = self.row
        try:
            acknowledge(row.column, row.unit, row.care, request.POST.get("shown", ""), self.request.user)
        except (PermissionDenied, ValidationError) as refused:
            messages.error(request, "；".join(getattr(refused, "messages", [str(refused)])))
        else:
            messages.success(request, "已确认本栏目的维护任务。")
        return redirect("columns:column", row.column.pk)

    def _report(self) -> HttpResponse:
        form = ProblemForm(self.request.POST)
        if form.is_valid():
            try:
                report_problem(self.row.column, self.row.unit, **form.cleaned_data, by=self.request.user)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(self.request, "已记入巡查台账。")
                return redirect("columns:column", self.row.column.pk)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        column = self.row.column
        entries = ColumnEntry.objects.filter(column=column).select_related("page")
        week = _week(self.request.GET.get("week", ""))
        if week:
            entries = entries.filter(public_date__gte=week, public_date__lt=week + ONE_WEEK)
        context = {
            "row": self.row,
            "digest": task_digest(self.row.task),
            "confirmed": column.acknowledgements.first(),
            "elements": column.item.elements.all() if column.item else [],
            "entries": Paginator(entries, 20).get_page(self.request.GET.get("p")),
            "week": week,
            "week_end": week and week + dt.timedelta(days=6),
            "problems": column.problems.select_related("unit__body", "closed_by")[:10],
            "may_confirm": self.row.unit and may_confirm(self.request.user, self.row.unit),
            "may_assign": self.request.user.has_perm(MAY_ASSIGN),
            "form": ProblemForm(),
        }
        return super().get_context_data(**kwargs) | context | kwargs


def _week(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day - dt.timedelta(days=day.weekday())


def row_or_404(pk: int) -> ColumnHealth:
    """How one live column stands, a heading too. Raises Http404."""
    column = get_object_or_404(ColumnPage.objects.live(), pk=pk)
    rows = health_of_columns(ColumnPage.objects.filter(pk=column.pk), keep_headings=True)
    return rows[0]


class CareView(ColumnsScreen):
    """设置维护任务: person, elements and frequency of a column; by those who allocate columns."""

    template_name = "columns/care.html"
    page_title = "设置维护任务"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(MAY_ASSIGN):
            raise PermissionDenied("栏目维护任务由平台运维人员设置。")
        self.column = get_object_or_404(ColumnPage.objects.live(), pk=kwargs["pk"])
        self.care = ColumnCare.objects.filter(column=self.column).first() or ColumnCare(column=self.column)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CareForm(request.POST, instance=self.care, column=self.column)
        if form.is_valid():
            try:
                set_care(self.column, form.save(commit=False), self.request.user)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, "维护任务已保存，请责任科室重新确认。")
                return redirect("columns:column", self.column.pk)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", CareForm(instance=self.care, column=self.column))
        return super().get_context_data(**kwargs) | {"column": self.column}


class TaskSheetView(PrintedView):
    """栏目维护任务书 (T08), to be printed."""

    template_name = "columns/task_sheet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = row_or_404(self.kwargs["pk"])
        parts = [line.partition("：") for line in row.task.splitlines()]
        return super().get_context_data(**kwargs) | {
            "row": row,
            "task": [(name, words) for name, _colon, words in parts],
            "confirmed": row.is_acknowledged and row.column.acknowledgements.first(),
        }

    def letter(self, context: dict[str, Any]) -> Printed:
        column = context["row"].column
        fields = task_fields(context["task"], context["confirmed"])
        return Printed(TASK_SHEET.key, column.body, fields, f"{TASK_SHEET.label}-{column.title}")


class IndicatorsView(ColumnsScreen):
    """检查指标: every indicator of 国办秘函〔2019〕19号 with its count and the distance to its limit."""

    template_name = "columns/indicators.html"
    page_title = "检查指标"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body = self.request.GET.get("body", "")
        columns = ColumnPage.objects.live()
        rows = health_of_columns(columns.filter(body=body) if body.isdecimal() else columns)
        found = indicators(rows)
        return super().get_context_data(**kwargs) | {
            "vetoes": [one for one in found if one.kind == "单项否决"],
            "others": [one for one in found if one.kind != "单项否决"],
            "bodies": Body.objects.filter(pk__in=ColumnPage.objects.live().values("body")),
            "body": body,
        }
