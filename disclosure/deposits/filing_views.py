"""目录报送: versions of the three catalogues, with their receipts (R-037)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from disclosure.attributes.reports import RegisterView
from disclosure.documents.openness import openness_label
from foundation.organisations.models import Body
from foundation.organisations.requests import StaffRequest
from foundation.signoff.file_responses import private_file
from foundation.signoff.screens import FormScreen

from .filings import make_version, record_filing
from .forms import FiledForm, MakeForm
from .models import CatalogueFiling
from .selectors import bodies_sent_for, filings_seen, may_send


class FilingFilterSet(WagtailFilterSet):
    """By catalogue and body."""

    class Meta:
        model = CatalogueFiling
        fields = ["value", "body"]


class FilingReport(RegisterView):
    """目录报送 (R-037)."""

    page_title = "目录报送"
    no_results_message = "还没有编制目录。公文签发后，由送交专人或者办公室编制新版并报送。"
    index_url_name = "deposits:filings"
    index_results_url_name = "deposits:filings_results"
    filterset_class = FilingFilterSet
    is_searchable = False
    list_export = [
        "catalogue", "body", "version", "entries", "digest", "made_at", "receiver", "filed_on", "receipt_number",
    ]  # fmt: skip
    export_headings = {"catalogue": "目录"}

    def get_base_queryset(self) -> QuerySet[CatalogueFiling]:
        return filings_seen(self.request.user).select_related("body").distinct().order_by("-pk")

    def decorate_paginated_queryset(self, object_list):
        for filing in object_list:
            filing.catalogue = f"{openness_label(filing.value, filing.body_id)}目录"
            filing.standing = f"{filing.filed_on}已报送" if filing.filed_on else "未报送"
        return object_list

    @property
    def header_buttons(self):
        if not bodies_sent_for(self.request.user):
            return []
        return [HeaderButton("编制新版", reverse("deposits:filing_add"), icon_name="plus")]

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "catalogue", label="目录", get_url=lambda row: reverse("deposits:filing", args=[row.pk])
            ),
            Column("version", label="版本", accessor=lambda row: f"第{row.version}版"),
            Column("entries", label="条目数"),
            Column("body", label="报送单位"),
            Column("receiver", label="接收单位"),
            Column("standing", label="报送情况"),
            Column("receipt_number", label="回执编号"),
        ]


class MakeView(FormScreen):
    """Freeze a catalogue as its next version."""

    template_name = "deposits/form.html"
    page_title = "编制目录新版"
    header_icon = "plus"
    overview = ("deposits:filings", "目录报送")
    form_class = MakeForm
    extra_context = {
        "words": "把目录现在的全部条目编为新的一版，存为 CSV、XLSX 并记录内容指纹；没有变化的，仍为原来的一版。",
        "button": "编制",
    }

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.bodies = Body.objects.filter(pk__in=bodies_sent_for(self.request.user))
        if not self.bodies.exists():
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bodies": self.bodies}

    def get_success_url(self) -> str:
        return reverse("deposits:filing", args=[self.filing.pk])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.filing = make_version(self.request.user, **data)
        return self.done(f"{self.filing}，共{self.filing.entries}条。")


def _seen(request: StaffRequest, pk: int) -> CatalogueFiling:
    seen = filings_seen(request.user).select_related("body", "made_by").distinct()
    return get_object_or_404(seen, pk=pk)


class FilingView(FormScreen):
    """One version; its receipt is recorded once."""

    template_name = "deposits/filing.html"
    page_title = "目录报送"
    header_icon = "list-ul"
    overview = ("deposits:filings", "目录报送")
    form_class = FiledForm

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.filing = _seen(self.request, kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("deposits:filing", args=[self.filing.pk])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.filing = record_filing(self.request.user, self.filing, **data)
        return self.done(f"已登记回执{self.filing.receipt_number}。")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        filing = self.filing
        return super().get_context_data(**kwargs) | {
            "filing": filing,
            "catalogue": f"{openness_label(filing.value, filing.body_id)}目录",
            "may_file": not filing.filed_on and may_send(self.request.user, filing.body),
        }


def stored_file(request: StaffRequest, pk: int, kind: str) -> FileResponse:
    """The version as CSV or XLSX."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    return private_file(getattr(_seen(request, pk), kind))
