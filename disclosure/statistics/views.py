"""Screens of the numbers: table three, the cases behind a cell, the periodic report."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from disclosure.remedies.disputes import table_four
from disclosure.remedies.enums import DisputeKind
from disclosure.requests.enums import Leaf
from foundation.letters.printing import Printed, PrintedView
from foundation.organisations.screens import AdminScreen
from foundation.organisations.spreadsheets import SafeExport
from foundation.signoff.screens import FormScreen

from . import selectors
from .access import bodies_read, reporter
from .asked import asked
from .letters import REPORT, fields_of, summary
from .models import PeriodReport
from .reports import figures_of, is_over, send
from .rules import CODES, COLUMNS, NOTE, ROWS, TOTAL, UNKNOWN, Period, quarter_of, result_of, year

PER_PAGE = 30
SHOWN_REPORTS = 20
LONGEST_WORDS = 2000
TABLE_FOUR = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


class TableView(SafeExport, AdminScreen):
    """表三: 25 rows by 7 columns for a body and a period, every cell a link; ``?export=xlsx`` or ``csv``."""

    template_name = "statistics/table.html"
    page_title = "申请统计（年报表三）"
    header_icon = "table"
    export_headings = {"label": "项目"} | {column.code: column.label for column in COLUMNS}
    list_export = list(export_headings)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.asked = asked(self.request.user, request.GET)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.table = selectors.table_three(self.asked.bodies, self.asked.period)
        if request.GET.get("export") in self.FORMATS:
            return self.as_spreadsheet(self._export_rows(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def _export_rows(self) -> list[dict[str, Any]]:
        codes = [column.code for column in COLUMNS]
        return [
            {"label": row.label}
            | dict(zip(codes, self.table.row(row.code) if row.code else [""] * len(codes), strict=True))
            for row in ROWS
        ]

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        return item

    def get_filename(self) -> str:
        return f"表三-{self.asked.body.name}-{self.asked.period}"

    def _cells(self, code: str) -> list[tuple[int, str]]:
        address = reverse("statistics:cell")
        return [
            (number, address + self.asked.link(row=code, column=column.code))
            for column, number in zip(COLUMNS, self.table.row(code), strict=True)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        this = self.asked.period.first.year
        years = [(f"{n}年", year(n)) for n in (this - 1, this, this + 1)]
        quarters = [(f"{this}年第{n}季度", quarter_of(this, n)) for n in range(1, 5)]
        return super().get_context_data(**kwargs) | {
            "asked": self.asked,
            "columns": COLUMNS,
            "rows": [(row, self._cells(row.code) if row.code else []) for row in ROWS],
            "faults": self.table.faults(),
            "unknown": self.table.unknown(),
            "unknown_link": reverse("statistics:cell") + self.asked.link(row=UNKNOWN, column=TOTAL),
            "note": NOTE,
            "periods": self.asked.links(years + quarters),
        }


class CellView(AdminScreen):
    """The cases that one cell counts: numbers, dates and results, nothing of the applicant."""

    template_name = "statistics/cell.html"
    page_title = "统计明细"
    header_icon = "list-ul"
    overview = ("statistics:table", "依申请公开统计")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = asked(self.request.user, self.request.GET)
        row, column = self.request.GET.get("row", ""), self.request.GET.get("column", TOTAL)
        labels = {one.code: one.label for one in COLUMNS}
        if row not in (*CODES, UNKNOWN) or column not in labels:
            raise Http404("统计表没有这一格。")
        cases = selectors.behind(row, column, wanted.bodies, wanted.period)
        listed = selectors.with_ranks(cases).without_personal_data().select_related("body", "unit")
        shown = Paginator(listed, PER_PAGE).get_page(self.request.GET.get("p"))
        for case in shown:
            leaf = result_of(case.ending, case.first_rank, case.last_rank) if case.closed_on else ""
            case.result_label = Leaf(leaf).label if leaf in Leaf.values else ""
        row_label = next((one.label for one in ROWS if one.code == row), "未认定答复类型")
        return super().get_context_data(**kwargs) | {
            "asked": wanted,
            "row_label": row_label,
            "column_label": labels[column],
            "shown": shown,
            "back": reverse("statistics:table") + wanted.link(),
        }


class TableFourView(AdminScreen):
    """表四: 行政复议 and 行政诉讼 by result, from the register of disputes."""

    template_name = "statistics/table_four.html"
    page_title = "复议、诉讼统计（年报表四）"
    header_icon = "table"
    overview = ("statistics:table", "依申请公开统计")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = asked(self.request.user, self.request.GET)
        numbers = table_four(wanted.bodies, wanted.period.first, wanted.period.last)
        return super().get_context_data(**kwargs) | {
            "asked": wanted,
            "groups": [(DisputeKind(kind).label, row) for kind, row in numbers.items()],
            "columns": TABLE_FOUR,
        }


class SendForm(forms.Form):
    """To whom the report goes, and what has to be said beside the numbers."""

    sent_to = forms.CharField(label="报送机关", max_length=200, help_text="接收本报告的主管部门的名称")
    words = forms.CharField(
        label="情况说明",
        required=False,
        max_length=LONGEST_WORDS,
        help_text="随数据一并报送；重报时写明更正的原因。请勿写申请人的个人信息。",
        widget=forms.Textarea({"rows": 4}),
    )


class ReportView(FormScreen):
    """依申请公开定期报告: the numbers of a period, and sending them."""

    form_class = SendForm
    template_name = "statistics/report.html"
    page_title = "依申请公开定期报告"
    header_icon = "doc-full"
    overview = ("statistics:table", "依申请公开统计")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.asked = asked(self.request.user, request.GET, usual="quarter")

    def get_initial(self) -> dict[str, Any]:
        parent = self.asked.body.parent
        return {"sent_to": parent.name if parent else ""}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        report = send(self.asked.body, self.asked.period, self.request.user, **data)
        return self.done(f"已报送{report.period}的依申请公开情况，数据已留存。")

    def get_success_url(self) -> str:
        return reverse("statistics:report") + self.asked.link()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body, period = self.asked.body, self.asked.period
        figures = figures_of(body, period)
        number = period.first.year
        quarters = [
            (str(one), one)
            for one in (quarter_of(y, n) for y in (number - 1, number) for n in range(1, 5))
            if one.last <= timezone.localdate()
        ]
        return super().get_context_data(**kwargs) | {
            "asked": self.asked,
            "figures": figures,
            "summary": summary(str(period), figures["totals"]),
            "periods": self.asked.links(quarters),
            "may_send": reporter(body, self.request.user) is not None,
            "is_over": is_over(period),
            "sent": PeriodReport.objects.filter(body=body).select_related("body")[:SHOWN_REPORTS],
        }


class SentReportView(PrintedView):
    """A report as it was sent, to be printed or taken as Word; may be given a number."""

    template_name = "statistics/sent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reports = PeriodReport.objects.filter(body__in=bodies_read(self.request.user))
        report = get_object_or_404(reports.select_related("body"), pk=kwargs["pk"])
        period = Period(report.first_day, report.last_day)
        return super().get_context_data(**kwargs) | {
            "report": report,
            "period": period,
            "results": [pair for pair in report.figures["results"] if pair[1]],
            "summary": summary(str(period), report.figures["totals"]),
        }

    def letter(self, context: dict[str, Any]) -> Printed:
        report: PeriodReport = context["report"]
        fields = fields_of(report.sent_to, str(report.period), report.figures, report.words)
        name = f"{REPORT.label}-{report.period}"
        return Printed(REPORT.key, report.body, fields, name, timezone.localdate(report.at), report)
