"""待送交批次 and 交接单: choose, print, record what both signed."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages

from foundation.organisations.models import Body
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.signoff.file_responses import private_file
from foundation.signoff.screens import FormScreen

from .enums import Cause, Mode
from .forms import PrepareForm, ReceiptForm
from .handovers import discard, prepare, record_receipt
from .models import Handover, ReadingPlace
from .rules import ENVELOPE
from .selectors import batches, handovers_seen, may_send, may_serve, waiting


class BatchesView(AdminScreen):
    """What waits by body and place, and the sheets that are not signed yet."""

    template_name = "deposits/batches.html"
    page_title = "待送交批次"
    header_icon = "clipboard-list"
    overview = ("deposits:list", "送交登记")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        unsigned = handovers_seen(self.request.user).filter(recorded_at=None).distinct()
        return super().get_context_data(**kwargs) | {
            "batches": batches(self.request.user),
            "unsigned": unsigned.select_related("body", "place"),
        }


class PrepareView(FormScreen):
    """The batch list of one place: what goes on the next sheet."""

    template_name = "deposits/prepare.html"
    page_title = "编制交接单"
    header_icon = "clipboard-list"
    overview = ("deposits:batches", "待送交批次")
    form_class = PrepareForm

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.body = get_object_or_404(Body, pk=kwargs["body"])
        self.place = get_object_or_404(ReadingPlace, pk=kwargs["place"])
        if not may_send(self.request.user, self.body):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"deposits": waiting(self.body, self.place)}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        chosen = [deposit.pk for deposit in data["chosen"]]
        self.sheet = prepare(self.request.user, self.body, self.place, chosen, data["mode"])
        return self.done(f"已编制{self.sheet}，请打印后送交。")

    def get_success_url(self) -> str:
        return reverse("deposits:handover", args=[self.sheet.pk])

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sender": self.body, "place": self.place}


def _seen(request: StaffRequest, pk: int) -> Handover:
    """A sheet in sight. Raises Http404."""
    seen = handovers_seen(request.user).select_related("body", "place", "prepared_by", "recorded_by")
    return get_object_or_404(seen.distinct(), pk=pk)


class HandoverView(FormScreen):
    """One sheet: print it, then record the receipt."""

    template_name = "deposits/handover.html"
    page_title = "交接单"
    header_icon = "clipboard-list"
    overview = ("deposits:batches", "待送交批次")
    form_class = ReceiptForm

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.sheet = _seen(self.request, kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"giver": self.request.user.get_full_name()} if self._sends() else {}

    def _sends(self) -> bool:
        return may_send(self.request.user, self.sheet.body)

    def get_success_url(self) -> str:
        return reverse("deposits:handover", args=[self.sheet.pk])

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.sheet = record_receipt(self.request.user, self.sheet, **data)
        return self.done(f"{self.sheet}已登记交接，所列送交事项办结。")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        deposits = list(self.sheet.deposits.order_by("cause", "pk"))
        sends = self._sends()
        return super().get_context_data(**kwargs) | {
            "sheet": self.sheet,
            "deposits": deposits,
            "repeals": any(deposit.cause == Cause.REPEALED for deposit in deposits),
            "by_post": self.sheet.mode == Mode.BY_POST,
            "may_record": not self.sheet.is_done
            and (sends or may_serve(self.request.user, self.sheet.place)),
            "may_discard": not self.sheet.is_done and sends,
        }


@require_POST
def discard_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """What is on it waits again."""
    sheet = _seen(request, pk)
    try:
        discard(request.user, sheet)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("deposits:handover", pk)
    messages.success(request, f"{sheet}已作废，所列事项可以重新编制。")
    return redirect("deposits:batches")


class _Printed(TemplateView):
    """Something of a sheet on paper."""

    request: StaffRequest

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        sheet = _seen(self.request, kwargs["pk"])
        deposits = sheet.deposits.order_by("cause", "pk").select_related("unit")
        return super().get_context_data(**kwargs) | {
            "sheet": sheet,
            "deposits": deposits,
            "repealed": deposits.filter(cause=Cause.REPEALED),
        }


class SheetView(_Printed):
    """政府公开信息交接单 (T10), twice: each side keeps one (R-032)."""

    template_name = "deposits/sheet.html"
    extra_context = {"parts": ("第一联 送交单位留存", "第二联 查阅场所留存")}


class EnvelopeView(_Printed):
    """What the envelope says (R-030)."""

    template_name = "deposits/envelope.html"
    extra_context = {"mark": ENVELOPE}


class RepealedView(_Printed):
    """废止目录 (R-031)."""

    template_name = "deposits/repealed.html"


def stored_file(request: StaffRequest, pk: int, kind: str) -> FileResponse:
    """The signed scan or the electronic text."""
    if kind not in ("scan", "electronic"):
        raise Http404
    return private_file(getattr(_seen(request, pk), kind), opens_pdf=kind == "scan")
