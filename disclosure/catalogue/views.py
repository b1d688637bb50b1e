"""Admin views: the register of columns with their units, the allocation, and what the law is covered by."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from foundation.organisations.models import Body
from foundation.organisations.requests import StaffRequest
from foundation.organisations.spreadsheets import SafeExport

from .coverage import body_coverage, missing, register_of_columns
from .forms import AssignForm
from .models import ColumnPage
from .services import assign_column

# Allocation is kept by those who keep the posts: 平台运维 and superusers.
MAY_ASSIGN = "organisations.change_appointment"
COLUMNS_URL = "catalogue_columns"
COLUMNS_RESULTS_URL = "catalogue_columns_results"
ASSIGN_URL = "catalogue_assign"
COVERAGE_URL = "catalogue_coverage"


class ColumnFilterSet(WagtailFilterSet):
    """Columns by body, unit and category."""

    class Meta:
        model = ColumnPage
        fields = ["body", "unit", "column_type"]


class ResponsibleColumn(Column):
    """The responsible unit: its own or the one above; red when there is none (R-268)."""

    cell_template_name = "catalogue/admin/responsible_cell.html"


class ColumnRegisterView(SafeExport, ReportView):
    """栏目责任分工: every live column, its unit, what it has to hold and when it was last updated."""

    page_title = "栏目责任分工"
    header_icon = "clipboard-list"
    index_url_name = COLUMNS_URL
    index_results_url_name = COLUMNS_RESULTS_URL
    filterset_class = ColumnFilterSet
    default_ordering = "path"
    is_searchable = True
    search_fields = ["title", "requirement"]
    list_export = ["title", "body", "responsible", "requirement", "item.time_limit", "updated_on"]
    export_headings = {
        "title": "栏目",
        "body": "发布机构",
        "responsible": "责任科室",
        "requirement": "维护要求",
        "item.time_limit": "公开时限",
        "updated_on": "最近更新",
    }
    export_filename = "栏目责任分工"

    def get_base_queryset(self) -> QuerySet[ColumnPage]:
        return (
            ColumnPage.objects.live()
            .select_related("item", "body", "unit__body")
            .annotate(updated_on=Max("entries__public_date"))
        )

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title", label="栏目", accessor=_indented, get_url=self._assign_url, sort_key="title"
            ),
            Column("body", label="发布机构", accessor="body.display_name", width="12%"),
            ResponsibleColumn("row", label="责任科室", width="18%"),
            Column("limit", label="公开时限", accessor="item.time_limit", width="22%"),
            Column("updated_on", label="最近更新", sort_key="updated_on"),
        ]

    def _assign_url(self, column: ColumnPage) -> str | None:
        allowed = self.request.user.has_perm(MAY_ASSIGN)
        return reverse(ASSIGN_URL, args=[column.pk]) if allowed else column.get_url(self.request)

    def decorate_paginated_queryset(self, object_list) -> Any:
        shown = ColumnPage.objects.filter(pk__in=[column.pk for column in object_list])
        rows = {row.column.pk: row for row in register_of_columns(shown)}
        for column in object_list:
            column.row = rows[column.pk]
            column.responsible = str(column.row.unit or "未分配")
        return object_list


def _indented(column: ColumnPage) -> str:
    # The home page is at depth 2, a top column at 3.
    return "　　" * (column.depth - 3) + column.title


class AssignView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """分配责任科室 for one column."""

    request: StaffRequest
    permission_required = MAY_ASSIGN
    raise_exception = True
    form_class = AssignForm
    template_name = "wagtailadmin/generic/form.html"
    page_title = "分配责任科室"
    header_icon = "clipboard-list"

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.column = get_object_or_404(ColumnPage, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.column.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(COLUMNS_URL), "label": ColumnRegisterView.page_title},
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"column": self.column}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            action_url=reverse(ASSIGN_URL, args=[self.column.pk]),
            submit_button_label="保存",
            submit_button_active_label="正在保存…",
        )

    def form_valid(self, form: AssignForm) -> HttpResponse:
        try:
            assign_column(self.column, form.cleaned_data["unit"], self.request.user)
        except ValidationError as problem:
            form.add_error("unit", problem)
            return self.form_invalid(form)
        messages.success(self.request, f"栏目“{self.column.title}”的责任科室已更新。")
        return redirect(COLUMNS_URL)


class CoverageView(WagtailAdminTemplateMixin, TemplateView):
    """法定事项覆盖: every category of 条例 20 (and 21) with the columns of a body that cover it (R-016)."""

    template_name = "catalogue/admin/coverage.html"
    page_title = "法定事项覆盖"
    header_icon = "list-ul"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        bodies = Body.objects.filter(pk__in=ColumnPage.objects.live().values("body"))
        chosen = self.request.GET.get("body", "")
        body = bodies.filter(pk=chosen).first() if chosen.isdigit() else bodies.first()
        rows = body_coverage(body) if body else []
        columns = [
            Column("code", label="条例"),
            Column("name", label="类别", width="30%"),
            CoveringColumn("covering", label="栏目", accessor=lambda row: row),
        ]
        return super().get_context_data(
            **kwargs, bodies=bodies, body=body, missing=missing(rows), table=Table(columns, rows)
        )


class CoveringColumn(Column):
    """The columns of a category; red when there is none."""

    cell_template_name = "catalogue/admin/covering_cell.html"
