"""送交登记: what waits and what was handed over, one deposit, and how the bodies do."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import Button, HeaderButton

from disclosure.attributes.reports import RegisterView
from foundation.duties.models import Duty
from foundation.organisations.models import Body
from foundation.organisations.screens import AdminScreen

from .duties import due_days
from .enums import State
from .models import Deposit
from .selectors import bodies_depositing, deposits_seen, has_officer


class DepositFilterSet(WagtailFilterSet):
    """By state, cause, place and body."""

    class Meta:
        model = Deposit
        fields = ["state", "cause", "place", "body"]


class DepositReport(RegisterView):
    """送交登记 (R-029–R-032)."""

    page_title = "送交登记"
    header_icon = "upload"
    no_results_message = (
        "没有符合条件的送交事项。在“设置—送交专人和场所”中确定了查阅场所的单位，信息公开后自动列入。"
    )
    index_url_name = "deposits:list"
    index_results_url_name = "deposits:list_results"
    filterset_class = DepositFilterSet
    search_fields = ["title", "document_number"]
    list_export = [
        "title", "document_number", "get_cause_display", "place", "body", "unit", "formed_on", "due_on",
        "get_state_display", "handover", "handover.handed_on", "late_in_words", "reason",
    ]  # fmt: skip
    export_headings = {
        "title": "名称",
        "document_number": "文号",
        "get_cause_display": "送交事由",
        "place": "查阅场所",
        "body": "送交单位",
        "unit": "责任科室",
        "formed_on": "形成或者变更日期",
        "due_on": "到期日",
        "get_state_display": "状态",
        "handover": "交接单",
        "handover.handed_on": "交接日期",
        "late_in_words": "是否超期",
        "reason": "说明",
    }

    def get_base_queryset(self) -> QuerySet[Deposit]:
        seen = deposits_seen(self.request.user)
        return seen.select_related("place", "body", "unit__body", "handover").distinct().order_by("-pk")

    def decorate_paginated_queryset(self, object_list):
        due = due_days(list(object_list))
        for deposit in object_list:
            deposit.due_on = due.get(deposit.pk)
            deposit.late_in_words = "超期" if deposit.is_late else ""
        return object_list

    @property
    def header_buttons(self):
        return [HeaderButton("待送交批次", reverse("deposits:batches"), icon_name="clipboard-list")]

    @property
    def header_more_buttons(self):
        return [
            Button("各单位送交情况", reverse("deposits:bodies"), icon_name="table"),
            *super().header_more_buttons,
        ]

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title",
                label="名称",
                get_url=lambda row: reverse("deposits:deposit", args=[row.pk]),
                width="32%",
            ),
            Column("cause", label="事由", accessor="get_cause_display"),
            Column("place", label="查阅场所"),
            Column("body", label="送交单位"),
            Column("due_on", label="到期日"),
            Column("state", label="状态", accessor="get_state_display"),
        ]


class DepositView(AdminScreen):
    """One deposit."""

    template_name = "deposits/deposit.html"
    page_title = "送交事项"
    header_icon = "upload"
    overview = ("deposits:list", "送交登记")

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        seen = deposits_seen(self.request.user).distinct()
        rows = seen.select_related("place", "body", "unit__body", "handover", "page")
        self.deposit = get_object_or_404(rows, pk=kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        duty = Duty.objects.of(self.deposit).order_by("-pk").first()
        return super().get_context_data(**kwargs) | {
            "deposit": self.deposit,
            "duty": duty,
            "waits": self.deposit.state == State.WAITING,
        }


class BodyFilterSet(WagtailFilterSet):
    """未落实专人, overdue."""

    standing = django_filters.ChoiceFilter(
        label="情况",
        empty_label="全部",
        choices=[("nobody", "未落实专人"), ("overdue", "有超期未送交"), ("late", "有超期送交")],
        method="filter_standing",
    )

    class Meta:
        model = Body
        fields = ["standing"]

    def filter_standing(self, bodies: QuerySet, name: str, standing: str) -> QuerySet:
        if standing == "nobody":
            return bodies.filter(~has_officer())
        return bodies.filter(overdue__gt=0) if standing == "overdue" else bodies.filter(handed_late__gt=0)


class BodyReport(RegisterView):
    """各单位送交情况 (R-033): what 主管部门 looks at."""

    page_title = "各单位送交情况"
    index_url_name = "deposits:bodies"
    index_results_url_name = "deposits:bodies_results"
    filterset_class = BodyFilterSet
    search_fields = ["name", "short_name"]
    list_export = ["name", "officer", "due", "handed", "rate", "handed_late", "waits", "overdue"]
    export_headings = {
        "name": "单位",
        "officer": "送交专人",
        "due": "应送交",
        "handed": "已交接",
        "rate": "送交率",
        "handed_late": "超期送交",
        "waits": "待送交",
        "overdue": "超期未送交",
    }

    def get_base_queryset(self) -> QuerySet[Body]:
        bodies = bodies_depositing(self.request.user)
        return bodies.annotate(due=F("handed") + F("waits"), has_officer=has_officer())

    def decorate_paginated_queryset(self, object_list):
        for body in object_list:
            setting = getattr(body, "deposit_setting", None)
            body.officer = setting.officer.get_full_name() if setting and body.has_officer else "未落实专人"
            body.rate = f"{100 * body.handed / body.due:.0f}%" if body.due else "—"
        return object_list

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "name", label="单位", get_url=lambda body: f"{reverse('deposits:list')}?body={body.pk}"
            ),
            Column("officer", label="送交专人"),
            Column("due", label="应送交"),
            Column("handed", label="已交接"),
            Column("rate", label="送交率"),
            Column("handed_late", label="超期送交"),
            Column("overdue", label="超期未送交"),
        ]
