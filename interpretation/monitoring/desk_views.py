"""Screens of the desk: roster, watch lists, sources, import, weekly summaries."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.generic import View
from wagtail.admin import messages

from disclosure.documents.models import DocumentPage
from foundation.organisations.screens import NOT_DONE
from foundation.signoff.refusals import words_of
from foundation.signoff.screens import FormScreen
from interpretation.policies.watch import may_close, running_watch

from . import importing, summaries, watching
from .forms import ImportForm, ShiftForm, SourceForm, SummaryForm, WatchForm
from .models import PolicySummary, Shift, Source, WatchItem
from .roster import add_shifts, gap_days, on_duty, remove_shift, roster
from .screens import DeskScreen, OfConcern


class DeskForm(DeskScreen, OfConcern, FormScreen):
    """A list and the form that adds to it."""

    address = ""

    def get_success_url(self) -> str:
        return f"{reverse(self.address)}?body={self.body.pk}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"body": self.body}


class RosterView(DeskForm):
    """值班表: days with gaps are red and say so."""

    template_name = "monitoring/roster.html"
    page_title = "值班表"
    header_icon = "calendar-alt"
    form_class = ShiftForm
    address = "monitoring:roster"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "remove" not in request.POST:
            return super().post(request, *args, **kwargs)
        number = request.POST["remove"]
        shift = get_object_or_404(Shift, pk=int(number) if number.isdigit() else 0, body=self.body)
        try:
            remove_shift(shift, self.request.user)
        except (PermissionDenied, ValidationError) as refused:
            messages.error(request, words_of(refused))
        else:
            messages.success(request, "已删除该排班。")
        return redirect(self.get_success_url())

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        made = add_shifts(self.body, self.request.user, **data)
        return self.done(f"已排班{len(made)}天。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = roster(self.body)
        return super().get_context_data(**kwargs) | {
            "days": days,
            "gaps": gap_days(days),
            "on_duty": on_duty(self.body),
            "now": timezone.now(),
            "today": timezone.localdate(),
        }


class WatchListView(DeskForm):
    """关注清单."""

    template_name = "monitoring/watch.html"
    page_title = "关注清单"
    header_icon = "view"
    form_class = WatchForm
    address = "monitoring:watch"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "end" not in request.POST:
            return super().post(request, *args, **kwargs)
        number = request.POST["end"]
        item = get_object_or_404(WatchItem, pk=int(number) if number.isdigit() else 0, body=self.body)
        try:
            watching.end_watch_item(item, self.request.user)
        except PermissionDenied as refused:
            messages.error(request, words_of(refused))
        else:
            messages.success(request, "已结束关注。")
        return redirect(self.get_success_url())

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        watching.save_watch_item(WatchItem(body=self.body, **data), self.request.user)
        return self.done("已列入关注清单。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        items = list(WatchItem.objects.filter(body=self.body).select_related("responsible", "unit__body"))
        return super().get_context_data(**kwargs) | {
            "running": [one for one in items if one.ends_on is None or one.ends_on > today],
            "ended": [one for one in items if one.ends_on is not None and one.ends_on <= today],
        }


class SourcesView(DeskForm):
    """信息来源."""

    template_name = "monitoring/sources.html"
    page_title = "信息来源"
    header_icon = "list-ul"
    form_class = SourceForm
    address = "monitoring:sources"

    def get_form_kwargs(self) -> dict[str, Any]:
        return FormScreen.get_form_kwargs(self)

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("edit", "")
        found = Source.objects.filter(body=self.body, pk=int(asked)).first() if asked.isdigit() else None
        names = ("name", "channel", "address", "looked_at", "is_used")
        return {name: getattr(found, name) for name in names} if found else {}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        made = watching.save_source(self.body, self.request.user, **data)
        return self.done(f"已保存信息来源“{made.name}”。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sources": Source.objects.filter(body=self.body)}


class ImportView(DeskForm):
    """导入舆情: every faulty row is named."""

    template_name = "monitoring/import.html"
    page_title = "导入舆情"
    header_icon = "download"
    form_class = ImportForm
    address = "monitoring:register"
    faults: list[tuple[int, str]] = []

    def admit(self) -> None:
        super().admit()
        if not self.may_keep:
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        return FormScreen.get_form_kwargs(self)

    def get_success_url(self) -> str:
        return reverse("monitoring:register")

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        done = importing.import_findings(
            self.body, self.request.user, data["file"].read(importing.MOST_BYTES + 1)
        )
        if done.faults:
            self.faults = done.faults
            messages.error(self.request, NOT_DONE)
            return self.render_to_response(self.get_context_data())
        return self.done(f"已导入{len(done.findings)}条舆情信息，请逐条核对后报送。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"faults": self.faults, "headings": importing.HEADINGS}


class ExampleView(OfConcern, View):
    """示例文件."""

    def admit(self) -> None:
        if not self.standing.officer:
            raise PermissionDenied

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        named = content_disposition_header(True, "舆情导入示例.csv") or "attachment"
        return HttpResponse(
            importing.example(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": named},
        )


class SummariesView(FormScreen):
    """舆情小结 of one key policy, week by week."""

    template_name = "monitoring/summaries.html"
    page_title = "重点政策舆情小结"
    header_icon = "view"
    form_class = SummaryForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.document = get_object_or_404(DocumentPage, pk=kwargs["document_id"])
        if not self.request.user.is_authenticated or not may_close(self.document, self.request.user):
            raise PermissionDenied
        self.watch = running_watch(self.document)
        told = PolicySummary.objects.filter(document_id=self.document.pk).select_related("by")
        self.told = list(told)

    def weeks(self) -> list[int]:
        """Those that have begun and have no summary."""
        done = {one.week for one in self.told}
        last = summaries.current_week(self.watch) if self.watch else 0
        return [week for week in range(1, last + 1) if week not in done]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"weeks": self.weeks()}

    def get_success_url(self) -> str:
        return reverse("monitoring:summaries", args=[self.document.pk])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        made = summaries.summarise(self.document, self.request.user, **data)
        return self.done(f"{made}小结已填报。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "document": self.document,
            "watch": self.watch,
            "told": self.told,
            "open_weeks": self.weeks(),
        }
