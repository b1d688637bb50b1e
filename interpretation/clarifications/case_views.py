"""Screens of those who handle matters: the list, one matter, an act on it, a new one."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from disclosure.channels.selectors import releases_of
from disclosure.channels.services import may_record
from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.signoff.emergency_selectors import publication_refusal
from foundation.signoff.file_responses import private_file
from foundation.signoff.screens import FormScreen

from . import access, from_concern, states
from .acts import ACTS, offered
from .closing import recheck_due
from .duties import clocks_of
from .enums import CaseState
from .forms import CaseForm
from .found import similar_cases, similar_pages
from .helpful import totals
from .models import CaseSource, RumourCase
from .record_models import CloseOut, Verification
from .row_acts import ROW_ACTS, awaited
from .services import add_source, open_case

PER_PAGE = 20
TABS = (
    ("", "待处置", frozenset(states.WAITING)),
    ("clarifying", "澄清办理中", frozenset({CaseState.CLARIFYING})),
    ("settled", "已处置，待复查或者办结", frozenset(states.SETTLED)),
    ("closed", "已办结", frozenset({CaseState.CLOSED, CaseState.MERGED})),
)


def clock_words(case: RumourCase, duty: Duty | None) -> tuple[str, bool]:
    """How the clock of the first decision stands, in words, and whether it is red (R-127)."""
    if duty is None or duty.due_at is None:
        return "", False
    due = f"{timezone.localtime(duty.due_at):%m-%d %H:%M}"
    if duty.met_at:
        return (
            (f"首次决定超时{duty.late_days}小时作出", True) if duty.is_late else ("首次决定按时作出", False)
        )
    left = (duty.due_at - timezone.now()).total_seconds() / 3600
    if left < 0:
        return f"首次决定已超时{int(-left)}小时（{due}到期）", True
    return f"首次决定还有{int(left)}小时（{due}到期）", False


class ListView(AdminScreen):
    """澄清事项 in the user's reach, by where they stand; what is late comes first and is red."""

    template_name = "clarifications/admin/list.html"
    page_title = "澄清事项"
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("tab", "")
        tab = next((one for one in TABS if one[0] == asked), TABS[0])
        cases = access.seen_by(self.request.user)
        order = ("discovered_at", "pk") if tab[0] in ("", "clarifying") else ("-discovered_at", "-pk")
        shown = Paginator(cases.filter(state__in=tab[2]).order_by(*order), PER_PAGE).get_page(
            self.request.GET.get("p")
        )
        clocks = clocks_of(list(shown))
        return super().get_context_data(**kwargs) | {
            "tabs": [(key, label, key == tab[0]) for key, label, _states in TABS],
            "tab": tab[0],
            "shown": shown,
            "rows": [(case, *clock_words(case, clocks.get(case.pk))) for case in shown],
            "may_open": access.units_registered_for(self.request.user).exists(),
        }


def seen(request: StaffRequest, pk: int) -> RumourCase:
    """A matter in the user's reach. Raises Http404."""
    return get_object_or_404(access.seen_by(request.user), pk=pk)


class CaseView(AdminScreen):
    """One matter: how it stands, what comes next, what was said and done."""

    template_name = "clarifications/admin/case.html"
    page_title = "澄清事项"
    header_icon = "warning"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("clarifications:list"), "label": "澄清事项"}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.case.number}]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = seen(self.request, kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, user = self.case, self.request.user
        next_act, acts = offered(case, user)
        clock = clocks_of([case]).get(case.pk)
        words, is_late = clock_words(case, clock)
        leads = bool(case.page and not case.page.live) and access.leads(user)
        why_not = publication_refusal(case.page, user) if leads else ""
        return super().get_context_data(**kwargs) | {
            "case": case,
            "clock": clock,
            "clock_words": words,
            "is_late": is_late,
            "recheck": recheck_due(case),
            "next_act": next_act,
            "acts": acts,
            "awaited": awaited(case, user),
            "reports": list(case.public_reports.prefetch_related("files", "additions")),
            "merged_into": case.merged_into if case.merged_into_id else None,
            "handles": access.handler(case, user) is not None,
            "sources": case.sources.all(),
            "verifications": case.verifications.select_related("by"),
            "events": list(case.events.all())[::-1],
            "closing": CloseOut.objects.filter(case=case).first(),
            "similar_pages": similar_pages(case.claim) if case.state in states.OPEN else [],
            "similar_cases": similar_cases(case.claim, access.seen_by(user), without=case.pk)
            if case.state in states.OPEN
            else [],
            "may_publish": leads and not why_not,
            "why_not_publish": why_not if leads else "",
            "helped": totals(case.page_id) if case.page_id else None,
            **_channels(case, user),
            "finding": from_concern.finding_of(user, str(case.finding_id)) if case.finding_id else None,
        }


def _channels(case: RumourCase, user: User) -> dict[str, Any]:
    """Where else the clarification was released, and whether the user may record more (R-025)."""
    page = case.page
    if page is None or not page.live:
        return {"releases": [], "may_release": False}
    return {"releases": releases_of(page), "may_release": bool(page.unit and may_record(user, page.unit))}


class NewView(FormScreen):
    """Register a matter; what was said before about it is shown when it is there."""

    template_name = "clarifications/admin/form.html"
    page_title = "登记澄清事项"
    header_icon = "plus"
    overview = ("clarifications:list", "澄清事项")
    form_class = CaseForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.units = access.units_registered_for(self.request.user)
        if not self.units.exists():
            raise PermissionDenied

        self.finding = from_concern.finding_of(self.request.user, self.request.GET.get("finding", ""))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A finding is taken over once; its link stays on the plan and then leads to the matter."""
        if self.finding and (case := self.finding.rumours.first()):
            return redirect("clarifications:case", case.pk)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"units": self.units}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | (from_concern.facts_of(self.finding) if self.finding else {})

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        address, screenshot = data.pop("address"), data.pop("screenshot")
        case = open_case(body=data["unit"].body, by=self.request.user, finding=self.finding, **data)
        if address or screenshot:
            add_source(case, self.request.user, address=address, screenshot=screenshot)
        messages.success(self.request, f"已登记 {case.number}，首次处置决定开始计时。")
        return redirect("clarifications:case", case.pk)

    def get_success_url(self) -> str:
        return reverse("clarifications:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": "登记", "back": self.get_success_url()}


class ActView(FormScreen):
    """One act on one matter."""

    template_name = "clarifications/admin/form.html"
    header_icon = "edit"
    overview = ("clarifications:list", "澄清事项")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = seen(self.request, kwargs["pk"])
        if kwargs["act"] not in ACTS:
            raise Http404
        self.act = ACTS[kwargs["act"]]
        self.page_title = self.act.label
        if self.act.by(self.case, self.request.user) is None:
            raise PermissionDenied

    def get_form_class(self) -> type:
        return self.act.form

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.case}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        if "touched" in data:
            data["touched"] = list(data["touched"])
        made = self.act.perform(self.case, self.request.user, **data)
        if self.act.key == "draft":
            messages.success(
                self.request, f"{self.act.said}审批路径：{'；'.join(made.approval_route.words)}。"
            )
            return redirect("wagtailadmin_pages:edit", made.pk)
        return self.done(self.act.said)

    def get_success_url(self) -> str:
        return reverse("clarifications:case", args=[self.case.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "button": self.act.label,
            "advice": self.act.advice,
            "why_not": ""
            if self.act.is_open(self.case)
            else f"本事项现为“{self.case.get_state_display()}”，不能办理“{self.act.label}”。",
            "back": self.get_success_url(),
        }


class RowActView(FormScreen):
    """An answer to something that was asked in a matter."""

    template_name = "clarifications/admin/form.html"
    header_icon = "edit"
    overview = ("clarifications:list", "澄清事项")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["act"] not in ROW_ACTS:
            raise Http404
        self.act = ROW_ACTS[kwargs["act"]]
        self.page_title = self.act.label
        self.row: Any = get_object_or_404(self.act.model, pk=kwargs["row"])
        self.case = seen(self.request, self.act.case_of(self.row).pk)
        if self.act.by(self.row, self.request.user) is None:
            raise PermissionDenied

    def get_form_class(self) -> type:
        return self.act.form

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.act.perform(self.row, self.request.user, **data)
        messages.success(self.request, self.act.said)
        still_seen = access.seen_by(self.request.user).filter(pk=self.case.pk).exists()
        return redirect(self.get_success_url() if still_seen else reverse("clarifications:list"))

    def get_success_url(self) -> str:
        return reverse("clarifications:case", args=[self.case.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "asked": self.row,
            "button": self.act.label,
            "why_not": "" if self.act.is_open(self.row) else "已经答复过，不必再办。",
            "back": self.get_success_url(),
        }


def screenshot(request: StaffRequest, pk: int) -> HttpResponse:
    """A screenshot, for those who see the matter."""
    source = get_object_or_404(CaseSource, pk=pk)
    seen(request, source.case_id)
    return cast(HttpResponse, private_file(source.screenshot))


def evidence(request: StaffRequest, pk: int) -> HttpResponse:
    """The file of a verification, for those who see the matter."""
    row = get_object_or_404(Verification, pk=pk)
    seen(request, row.case_id)
    return cast(HttpResponse, private_file(row.file, opens_pdf=True))
