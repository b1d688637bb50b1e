"""发布渠道登记: the register with its report, a form to record, the page of one release."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from disclosure.attributes.reports import RegisterView
from disclosure.attributes.selectors import scope_of
from foundation.organisations.requests import StaffRequest
from foundation.signoff.file_responses import private_file
from foundation.signoff.screens import FormScreen

from .enums import Standing
from .forms import JoinForm, ReleaseForm
from .models import Release, ReleaseQuerySet
from .selectors import releases_of, units_of
from .services import join_page, may_record, record_release


class ReleaseFilterSet(WagtailFilterSet):
    """By standing, channel and unit."""

    standing = django_filters.ChoiceFilter(
        label="与网站同步", empty_label="全部", choices=Standing.choices, method="filter_standing"
    )

    class Meta:
        model = Release
        fields = ["standing", "channel", "unit"]

    def filter_standing(self, releases: ReleaseQuerySet, name: str, standing: str) -> QuerySet:
        return releases.standing(standing)


class ReleaseReport(RegisterView):
    """发布渠道登记 (R-025, R-026)."""

    page_title = "发布渠道登记"
    index_url_name = "channels:list"
    index_results_url_name = "channels:list_results"
    filterset_class = ReleaseFilterSet
    search_fields = ["title", "reference"]
    list_export = ["title", "unit", "get_channel_display", "released_at", "reference", "in_words", "lag_days"]
    export_headings = {
        "title": "信息名称",
        "unit": "责任科室",
        "get_channel_display": "发布渠道",
        "released_at": "发布时间",
        "reference": "链接、期号或版面",
        "in_words": "与网站同步",
        "lag_days": "网站晚于渠道（天）",
    }

    def get_base_queryset(self) -> QuerySet[Release]:
        seen = Release.objects.filter(scope_of(self.request.user))
        return seen.select_related("unit__body", "page").order_by("-released_at", "-pk")

    @property
    def header_more_buttons(self):
        return [Button("登记发布", reverse("channels:add"), icon_name="plus"), *super().header_more_buttons]

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title", label="信息名称", get_url=lambda row: reverse("channels:release", args=[row.pk])
            ),
            Column("unit", label="责任科室"),
            Column("channel", label="发布渠道", accessor="get_channel_display"),
            DateColumn("released_at", label="发布时间"),
            Column("standing", label="与网站同步", accessor="in_words"),
        ]


class RecordView(FormScreen):
    """Record a release."""

    template_name = "channels/form.html"
    page_title = "登记发布"
    header_icon = "plus"
    overview = ("channels:list", "发布渠道登记")
    form_class = ReleaseForm

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        if not units_of(self.request.user).exists():
            raise PermissionDenied

        asked = self.request.GET.get("page", "")
        self.page = Page.objects.filter(pk=int(asked)).first() if asked.isdecimal() else None

    def get_initial(self) -> dict[str, Any]:
        """What is known of the page that another screen asks about (?page=)."""
        if self.page is None:
            return super().get_initial()
        unit = getattr(self.page.specific, "unit_id", None)
        return super().get_initial() | {"page": self.page.pk, "title": self.page.title, "unit": unit}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "page": self.page}

    def get_success_url(self) -> str:
        """Back to the page's own screen, where the next channel can be recorded."""
        return self.request.get_full_path() if self.page else reverse("channels:list")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        recorded = releases_of(self.page) if self.page else []
        return super().get_context_data(**kwargs) | {"page": self.page, "recorded": recorded}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        release = record_release(self.request.user, **data)
        return self.done(f"已登记“{release}”：{release.in_words}。")


class ReleaseView(FormScreen):
    """One release; while the site has nothing, the page can be named."""

    template_name = "channels/release.html"
    page_title = "发布记录"
    header_icon = "clipboard-list"
    overview = ("channels:list", "发布渠道登记")
    form_class = JoinForm

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.release = _seen(self.request, kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("channels:release", args=[self.release.pk])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        if data["page"] is None:
            return redirect(self.get_success_url())
        release = join_page(self.release, data["page"], self.request.user)
        return self.done(f"已关联网站页面：{release.in_words}。")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        may_join = may_record(self.request.user, self.release.unit)
        return super().get_context_data(**kwargs) | {"release": self.release, "may_join": may_join}


def proof(request: StaffRequest, pk: int) -> FileResponse:
    """The file kept as proof."""
    return private_file(_seen(request, pk).proof)


def _seen(request: StaffRequest, pk: int) -> Release:
    """A release of the user's scope. Raises Http404."""
    seen = Release.objects.filter(scope_of(request.user)).select_related("unit__body", "page")
    return get_object_or_404(seen, pk=pk)
