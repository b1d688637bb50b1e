"""At the reading place: the counter (查阅登记), counts by month, the report on a quarter."""

import re
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Page

from disclosure.attributes.reports import RegisterView
from foundation.duties.models import Duty
from foundation.organisations.spreadsheets import SafeExport
from foundation.signoff.screens import FormScreen

from .duties import REPORT
from .forms import MOST_FOUND, QuarterForm, VisitForm
from .models import PlaceReport, VisitRecord
from .places import record_visit, submit_report
from .rules import parse_quarter, quarter_before
from .selectors import (
    figures_of,
    may_serve,
    places_seen,
    places_served,
    report_of,
    unreported,
    visits_by_month,
)
from .services import deposited_pages

# A page's number as the form sends it; what is longer is nobody's and too large for the database.
_NUMBER = re.compile(r"[0-9]{1,9}")


class VisitFilterSet(WagtailFilterSet):
    """By place and day."""

    visited_on = django_filters.DateFromToRangeFilter(label="查阅日期")

    class Meta:
        model = VisitRecord
        fields = ["place", "visited_on"]


class VisitReport(RegisterView):
    """查阅登记 (R-028)."""

    page_title = "查阅登记"
    header_icon = "user"
    no_results_message = "没有符合条件的查阅登记。查阅由查阅点管理机构的工作人员登记。"
    index_url_name = "deposits:visits"
    index_results_url_name = "deposits:visits_results"
    filterset_class = VisitFilterSet
    search_fields = ["need", "items__title"]
    list_export = ["visited_on", "place", "visitor", "need", "supplied", "supplied_in_words"]
    export_headings = {
        "visited_on": "查阅日期",
        "place": "查阅点",
        "visitor": "查阅人",
        "need": "查阅需求",
        "supplied": "提供（件）",
        "supplied_in_words": "提供的信息",
    }

    def get_base_queryset(self) -> QuerySet[VisitRecord]:
        seen = VisitRecord.objects.filter(place__in=places_seen(self.request.user))
        counted = seen.annotate(supplied=Count("items", distinct=True))
        return counted.select_related("place").prefetch_related("items").order_by("-visited_on", "-pk")

    def decorate_paginated_queryset(self, object_list):
        for visit in object_list:
            visit.supplied_in_words = "；".join(item.title for item in visit.items.all())
        return object_list

    @property
    def header_buttons(self):
        if not places_served(self.request.user).filter(is_active=True).exists():
            return []
        return [HeaderButton("登记查阅", reverse("deposits:visit"), icon_name="plus")]

    @property
    def header_more_buttons(self):
        return [
            Button("按月统计", reverse("deposits:months"), icon_name="table"),
            *super().header_more_buttons,
        ]

    @property
    def columns(self) -> list[Column]:
        return [
            Column("visited_on", label="查阅日期"),
            Column("place", label="查阅点"),
            Column("visitor", label="查阅人"),
            Column("need", label="查阅需求"),
            Column("supplied_in_words", label="提供的信息", width="36%"),
        ]


class MonthReport(RegisterView):
    """查阅按月统计 (R-028)."""

    page_title = "查阅按月统计"
    no_results_message = "还没有查阅登记。"
    index_url_name = "deposits:months"
    index_results_url_name = "deposits:months_results"
    is_searchable = False
    list_export = ["month_in_words", "place__name", "visits", "supplied"]
    export_headings = {
        "month_in_words": "月份",
        "place__name": "查阅点",
        "visits": "查阅（人次）",
        "supplied": "提供（件次）",
    }

    def get_base_queryset(self) -> QuerySet:
        return visits_by_month(self.request.user)

    def decorate_paginated_queryset(self, object_list):
        for row in object_list:
            row["month_in_words"] = f"{row['month']:%Y-%m}"
        return object_list

    @property
    def columns(self) -> list[Column]:
        return [
            Column("month_in_words", label="月份"),
            Column("place__name", label="查阅点"),
            Column("visits", label="查阅（人次）"),
            Column("supplied", label="提供（件次）"),
        ]


class VisitView(FormScreen):
    """The counter: 查找 lists what the site has, 登记 writes the visit down."""

    template_name = "deposits/visit.html"
    page_title = "登记查阅"
    header_icon = "user"
    overview = ("deposits:visits", "查阅登记")
    form_class = VisitForm

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.places = places_served(self.request.user).filter(is_active=True)
        if not self.places.exists():
            raise PermissionDenied

    def _pages(self) -> QuerySet[Page]:
        """What was ticked before, and what is looked for now."""
        ticked = [int(number) for number in self.request.POST.getlist("pages") if _NUMBER.fullmatch(number)]
        words = self.request.POST.get("q", "").replace("\x00", "").strip()
        found: list[int] = []
        if words:
            named = Q(title__icontains=words) | Q(documentpage__document_number__icontains=words)
            rows = deposited_pages().filter(named).order_by("-first_published_at")
            found = list(rows.values_list("pk", flat=True)[:MOST_FOUND])
        return deposited_pages().filter(pk__in=[*found, *ticked]).select_related("documentpage")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"places": self.places, "pages": self._pages()}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "find" not in request.POST:
            return super().post(request, *args, **kwargs)
        # Looking for something is no submission: what is typed stays, and nothing is called wrong yet.
        asked: dict[str, Any] = {name: request.POST.get(name, "") for name in VisitForm.base_fields}
        asked["pages"] = request.POST.getlist("pages")
        form = VisitForm(initial=asked, places=self.places, pages=self._pages())
        return self.render_to_response(self.get_context_data(form=form, looked=True))

    def get_success_url(self) -> str:
        return reverse("deposits:visits")

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        data = {name: found for name, found in data.items() if name != "q"}
        visit = record_visit(self.request.user, data.pop("place"), **data)
        return self.done(f"已登记查阅，提供{visit.items.count()}件。")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"found": self._pages().exists()}


class QuarterFilterSet(WagtailFilterSet):
    """By place, year and quarter."""

    class Meta:
        model = PlaceReport
        fields = ["place", "year", "quarter"]


class QuarterReport(RegisterView):
    """查阅点季度报告 (R-034): what is missing for the last quarter, and what was submitted."""

    page_title = "查阅点季度报告"
    index_url_name = "deposits:reports"
    index_results_url_name = "deposits:reports_results"
    results_template_name = "deposits/reports_results.html"
    filterset_class = QuarterFilterSet
    is_searchable = False
    list_export = [
        "place",
        "period",
        "received",
        "late",
        "visits",
        "items",
        "note",
        "submitted_by",
        "submitted_at",
    ]
    export_headings = {"period": "季度"}

    def get_base_queryset(self) -> QuerySet[PlaceReport]:
        seen = PlaceReport.objects.filter(place__in=places_seen(self.request.user))
        return seen.select_related("place", "submitted_by").order_by("-year", "-quarter", "place")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        last = quarter_before(timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "quarter": last,
            "missing": unreported(places_seen(self.request.user), last),
        }

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "place",
                label="查阅点",
                get_url=lambda row: reverse("deposits:report", args=[row.place_id, row.period.key]),
            ),
            Column("period", label="季度"),
            Column("received", label="接收（件）"),
            Column("late", label="其中超期"),
            Column("visits", label="查阅（人次）"),
            Column("items", label="提供（件次）"),
            Column(
                "submitted_at", label="报送时间", accessor=lambda row: timezone.localdate(row.submitted_at)
            ),
        ]


class ReportView(SafeExport, FormScreen):
    """One place's quarter: figures as they are, or as they were submitted; each sending body by itself."""

    template_name = "deposits/report.html"
    page_title = "查阅点季度报告"
    header_icon = "table"
    overview = ("deposits:reports", "查阅点季度报告")
    form_class = QuarterForm
    list_export = ["body", "received", "late"]
    export_headings = {"body": "送交单位", "received": "接收（件）", "late": "其中超期（件）"}

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.place = get_object_or_404(places_seen(self.request.user), pk=kwargs["pk"])
        try:
            self.quarter = parse_quarter(kwargs["quarter"])
        except ValueError:
            raise Http404 from None
        self.report = report_of(self.place, self.quarter)

    def get_filename(self) -> str:
        return f"{self.place}-{self.quarter.key}"

    def get(self, request: HttpRequest, *args, **kwargs) -> Any:
        if (form := request.GET.get("export", "")) in self.FORMATS:
            rows = self.report.rows if self.report else figures_of(self.place, self.quarter)["rows"]
            return self.as_spreadsheet(rows, form)
        return super().get(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("deposits:report", args=[self.place.pk, self.quarter.key])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        submit_report(self.request.user, self.place, self.quarter, data["note"])
        return self.done(f"已报送{self.place}{self.quarter}报告。")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        duty = Duty.objects.of(self.place, REPORT).filter(period=self.quarter.key).first()
        over = self.quarter.last < timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "place": self.place,
            "quarter": self.quarter,
            "report": self.report,
            "figures": self.report or figures_of(self.place, self.quarter),
            "duty": duty,
            "may_submit": over and not self.report and may_serve(self.request.user, self.place),
            "is_over": over,
        }
