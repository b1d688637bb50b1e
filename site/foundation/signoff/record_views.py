"""审签记录: all seals in one report, for those who may see them, with CSV and Excel."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from foundation.organisations.models import Body, Unit
from foundation.organisations.requests import StaffRequest
from foundation.organisations.spreadsheets import SafeExport

from .enums import Decision
from .models import PostTaskState, Seal
from .selectors import visible_seals


class RecordFilterSet(WagtailFilterSet):
    """By page, person, decision, day, and by body or unit of the submission."""

    page_title = django_filters.CharFilter(label="标题", lookup_expr="icontains")
    page_id = django_filters.NumberFilter(label="页面编号", widget=forms.NumberInput)
    person_name = django_filters.CharFilter(label="姓名", lookup_expr="icontains")
    decision = django_filters.MultipleChoiceFilter(
        label="决定", choices=Decision.choices, widget=forms.CheckboxSelectMultiple
    )
    at = django_filters.DateFromToRangeFilter(label="时间", widget=DateRangePickerWidget)
    body = django_filters.ModelChoiceFilter(label="机构", queryset=Body.objects.all(), method="of_body")
    unit = django_filters.ModelChoiceFilter(
        label="责任科室", queryset=Unit.objects.select_related("body"), method="of_unit"
    )

    class Meta:
        model = Seal
        fields: list[str] = []

    def of_body(self, queryset: QuerySet[Seal], name: str, body: Body) -> QuerySet[Seal]:
        """A seal knows its page; body and unit are those of the page's submissions."""
        return queryset.filter(page_id__in=PostTaskState.objects.filter(body=body).values("page_id"))

    def of_unit(self, queryset: QuerySet[Seal], name: str, unit: Unit) -> QuerySet[Seal]:
        return queryset.filter(page_id__in=PostTaskState.objects.filter(unit=unit).values("page_id"))


def _moment(seal: Seal) -> str:
    # “3 分钟之前” is no time for a record.
    return f"{timezone.localtime(seal.at):%Y-%m-%d %H:%M:%S}"


class RecordsView(SafeExport, ReportView):
    """The records that the user may also see on the page's 发布审核单."""

    request: StaffRequest
    page_title = "审签记录"
    header_icon = "history"
    model = Seal
    index_url_name = "signoff:records"
    index_results_url_name = "signoff:records_results"
    filterset_class = RecordFilterSet
    default_ordering = "-pk"
    paginate_by = 50
    columns = [
        TitleColumn(
            "page_title",
            label="标题",
            get_url=lambda seal: reverse("signoff:sheet", args=[seal.page_id]) if seal.page_id else None,
        ),
        Column("step", label="环节", width="14%"),
        Column("person_name", label="姓名", accessor="signature", width="14%"),
        Column("decision", label="决定", accessor="get_decision_display", width="9%"),
        Column("opinion", label="意见", width="20%"),
        Column("at", label="时间", accessor=_moment, width="13%"),
    ]
    list_export = [
        "pk", "page_id", "page_title", "revision_id", "workflow_state_id", "step", "post_title", "person_name",
        "on_behalf_of", "get_decision_display", "opinion", "ticked", "content_digest", "address", "at",
        "previous_digest", "digest",
    ]  # fmt: skip
    export_headings = {
        "pk": "记录编号",
        "page_id": "页面编号",
        "page_title": "标题",
        "revision_id": "版本编号",
        "workflow_state_id": "送审编号",
        "step": "环节",
        "post_title": "岗位",
        "person_name": "姓名",
        "on_behalf_of": "代理谁",
        "get_decision_display": "决定",
        "opinion": "意见",
        "ticked": "已核对事项",
        "content_digest": "内容指纹",
        "address": "网络地址",
        "at": "时间",
        "previous_digest": "上一记录指纹",
        "digest": "本记录指纹",
    }
    export_filename = "审签记录"

    def get_base_queryset(self) -> QuerySet[Seal]:
        return visible_seals(self.request.user)
