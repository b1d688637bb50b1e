"""Reports: the catalogues by attribute, returned documents with their statistics, the register of numbers."""

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from disclosure.documents.enums import Openness
from disclosure.documents.openness import openness_label
from foundation.organisations.spreadsheets import SafeExport

from . import selectors
from .enums import REASON_SETS, Defect
from .models import CatalogueEntry, NumberIssue, ReturnedDocument


class RegisterView(SafeExport, ReportView):
    """What the registers share: everybody who works on the site reads the own scope's rows."""

    header_icon = "clipboard-list"
    is_searchable = True

    def get_filename(self) -> str:
        return f"{self.page_title}-{timezone.localdate():%Y%m%d}"


class CatalogueFilterSet(WagtailFilterSet):
    """主动公开目录, 依申请公开目录 or 不予公开目录."""

    value = django_filters.ChoiceFilter(
        label="目录",
        empty_label="全部",
        choices=lambda: [(value, f"{openness_label(value)}目录") for value in Openness.values],
    )

    reasons = django_filters.ChoiceFilter(
        label="不予公开理由",
        empty_label="全部",
        choices=[(key, label) for key, (label, _reasons) in REASON_SETS.items()],
        method="filter_reasons",
    )

    class Meta:
        model = CatalogueEntry
        fields = ["value", "reasons"]

    def filter_reasons(self, entries: QuerySet, name: str, key: str) -> QuerySet:
        return entries.filter(value=Openness.WITHHELD, reason__in=REASON_SETS[key][1])


class CatalogueReport(RegisterView):
    """公开属性目录 (R-037): every signed document under its final attribute. Only 主动公开 is public."""

    page_title = "公开属性目录"
    index_url_name = "attributes:catalogue"
    index_results_url_name = "attributes:catalogue_results"
    filterset_class = CatalogueFilterSet
    search_fields = ["title", "document_number"]
    list_export = [
        "attribute", "title", "document_number", "kind", "body", "unit", "ground", "signed_by", "at", "place",
    ]  # fmt: skip
    export_headings = {
        "attribute": "公开属性",
        "title": "标题",
        "document_number": "文号",
        "kind": "类型",
        "body": "机构",
        "unit": "责任科室",
        "ground": "理由",
        "signed_by": "签发人",
        "at": "签发时间",
        "place": "公开情况",
    }

    def get_base_queryset(self) -> QuerySet[CatalogueEntry]:
        seen = selectors.catalogue().filter(selectors.scope_of(self.request.user))
        return seen.select_related("body", "unit__body").order_by("-pk")

    def decorate_paginated_queryset(self, object_list):
        for entry in object_list:
            entry.attribute = openness_label(entry.value, entry.body_id)
            entry.ground = entry.get_reason_display()
            entry.place = "网站全文公开" if entry.is_public else "只入目录"
        return object_list

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title", label="标题", get_url=lambda entry: reverse("attributes:page", args=[entry.page_id])
            ),
            Column("attribute", label="公开属性", width="12%"),
            Column("document_number", label="文号", width="16%"),
            Column("ground", label="理由", width="14%"),
            Column("signed_by", label="签发人"),
            DateColumn("at", label="签发时间"),
            Column("place", label="公开情况"),
        ]


class ReturnedFilterSet(WagtailFilterSet):
    """Returns by defect, place and unit."""

    class Meta:
        model = ReturnedDocument
        fields = ["defect", "returned_at", "unit"]


class ReturnedReport(RegisterView):
    """退文登记 (R-048)."""

    page_title = "退文登记"
    index_url_name = "attributes:returns"
    index_results_url_name = "attributes:returns_results"
    filterset_class = ReturnedFilterSet
    search_fields = ["title", "document_number"]
    list_export = [
        "title", "document_number", "unit", "get_defect_display", "get_returned_at_display", "note",
        "person_name", "at",
    ]  # fmt: skip
    export_headings = {
        "title": "文件",
        "document_number": "文号",
        "unit": "责任科室",
        "get_defect_display": "缺陷",
        "get_returned_at_display": "退回环节",
        "note": "退回意见",
        "person_name": "退回人",
        "at": "时间",
    }

    def get_base_queryset(self) -> QuerySet[ReturnedDocument]:
        seen = ReturnedDocument.objects.filter(selectors.scope_of(self.request.user))
        return seen.select_related("unit__body").order_by("-pk")

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title", label="文件", get_url=lambda slip: reverse("attributes:returned", args=[slip.pk])
            ),
            Column("unit", label="责任科室", width="16%"),
            Column("defect", label="缺陷", accessor="get_defect_display"),
            Column("returned_at", label="退回环节", accessor="get_returned_at_display"),
            Column("person_name", label="退回人"),
            DateColumn("at", label="时间"),
        ]


class ReturnStatistics(RegisterView):
    """退文统计 (R-048): returns by unit and defect; each unit leads to its slips."""

    page_title = "退文统计"
    index_url_name = "attributes:return_statistics"
    index_results_url_name = "attributes:return_statistics_results"
    is_searchable = False
    list_export = ["body", "name", *Defect.values, "total"]
    export_headings = {"body": "机构", "name": "科室", "total": "合计"} | dict(Defect.choices)

    def get_base_queryset(self) -> QuerySet:
        return selectors.units_with_returns(self.request.user)

    @property
    def columns(self) -> list[Column]:
        counted = [Column(value, label=label) for value, label in Defect.choices]
        return [
            TitleColumn(
                "name",
                label="科室",
                accessor=str,
                get_url=lambda unit: f"{reverse('attributes:returns')}?unit={unit.pk}",
            ),
            *counted,
            Column("total", label="合计"),
        ]


class NumberFilterSet(WagtailFilterSet):
    """未送交电子文稿, waiting within the period, received."""

    state = django_filters.ChoiceFilter(
        label="电子文稿",
        empty_label="全部",
        choices=[("late", "未送交电子文稿（已超期）"), ("open", "待送交"), ("done", "已送交")],
        method="filter_state",
    )

    class Meta:
        model = NumberIssue
        fields = ["state", "unit"]

    def filter_state(self, numbers: QuerySet, name: str, state: str) -> QuerySet:
        if state == "late":
            return numbers.filter(selectors.outstanding())
        if state == "open":
            return numbers.filter(received_on=None).exclude(selectors.outstanding())
        return numbers.exclude(received_on=None)


class NumberReport(RegisterView):
    """文号、用印登记 (R-024): what was numbered, and whose electronic text has not come."""

    page_title = "文号、用印登记"
    index_url_name = "attributes:numbers"
    index_results_url_name = "attributes:numbers_results"
    filterset_class = NumberFilterSet
    search_fields = ["number", "page__title"]
    list_export = [
        "number", "page.title", "unit", "issued_on", "issued_by", "due_on", "provisional", "received_on", "state",
    ]  # fmt: skip
    export_headings = {
        "number": "文号",
        "page.title": "标题",
        "unit": "拟稿科室",
        "issued_on": "编号、用印日期",
        "issued_by": "编号人",
        "due_on": "送交到期日",
        "provisional": "是否暂定",
        "received_on": "收到日期",
        "state": "电子文稿",
    }

    def get_base_queryset(self) -> QuerySet[NumberIssue]:
        seen = NumberIssue.objects.filter(selectors.scope_of(self.request.user))
        return seen.select_related("page", "unit__body", "issued_by").order_by("-issued_on", "-pk")

    def decorate_paginated_queryset(self, object_list):
        today = timezone.localdate()
        for issue in object_list:
            issue.provisional = "暂定" if issue.is_provisional else ""
            late = issue.due_on < (issue.received_on or today)
            issue.state = (
                ("超期送交" if late else "已送交") if issue.received_on else "未送交" if late else "待送交"
            )
        return object_list

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "number",
                label="文号",
                get_url=lambda issue: reverse("attributes:page", args=[issue.page_id]),
            ),
            Column("title", label="标题", accessor="page.title", width="30%"),
            Column("unit", label="拟稿科室"),
            Column("issued_on", label="编号日期"),
            Column("due_on", label="送交到期日"),
            Column("received_on", label="收到日期"),
            Column("state", label="电子文稿"),
        ]
