"""Screens of 待复审 and 提请确定."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.models import Page

from foundation.letters.printing import Printed, PrintedView
from foundation.organisations.requests import StaffRequest
from foundation.rules.parameters import value
from foundation.signoff.addresses import client_address
from foundation.signoff.file_responses import private_file
from foundation.signoff.pages import SignedPage
from foundation.signoff.selectors import may_see_record
from foundation.workdays.selectors import load_calendar

from . import access, letters, selectors
from .enums import ReferralKind, Step
from .forms import REFERRAL_FORMS, STEP_FORMS, OwnUnitForm, ReferralForm
from .models import Referral, ReferralEvent
from .referrals import open_case, open_for_page, take_step
from .screens import Action, NewScreen, RecordScreen, SecrecyScreen

PER_PAGE = 20
REFERRALS = ("secrecy:referrals", "提请确定")


def signed_page(pk: int) -> SignedPage:
    """A page of sign-off, as its newest draft. Raises Http404."""
    page = get_object_or_404(Page, pk=pk, depth__gt=1).specific
    if not isinstance(page, SignedPage):
        raise Http404
    return page.get_latest_revision_as_object()


class WaitingView(SecrecyScreen):
    """待复审: what waits for the user, what is overdue, which bodies lack a reviewer."""

    template_name = "secrecy/waiting.html"
    page_title = "待复审"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        reached = access.bodies_reached(user, access.READ_INSPECTIONS)
        if not reached:
            raise PermissionDenied
        vacant = [row for row in selectors.vacant_posts() if row[0].pk in reached]
        return super().get_context_data(**kwargs) | {
            "waiting": selectors.waiting_for(user),
            "overdue": selectors.overdue_referrals(user),
            "vacant": vacant,
            "secrets": selectors.withheld_as_secret(user)[:PER_PAGE],
        }


class ReferralsView(SecrecyScreen):
    """提请确定: all of the user's bodies, open ones first."""

    template_name = "secrecy/referrals.html"
    page_title = "提请确定"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        rows = selectors.visible_referrals(user)
        shows_done = self.request.GET.get("tab") == "done"
        rows = rows.exclude(pk__in=rows.open().values("pk")) if shows_done else rows.open()
        shown = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        calendar = load_calendar()
        return super().get_context_data(**kwargs) | {
            "shown": shown,
            "rows": [(row, selectors.clock_of(row, calendar)) for row in shown],
            "shows_done": shows_done,
        }


class OpenForPageView(NewScreen):
    """提请确定 about one draft."""

    form_class = ReferralForm
    page_title = "提请确定"
    button = "提请确定"
    note = "涉密内容不得填写。提请后，登记确定意见之前，本稿不能送审和公开。"
    overview = REFERRALS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.draft = signed_page(kwargs["page_id"])

    def why_not(self) -> str:
        if selectors.open_referral(self.draft):
            return "本稿已有提请正在办理，请在“提请确定”中查看。"
        return selectors.opening_refusal(
            self.request.user, self.draft.body_id, self.draft.unit_id, ReferralKind.DETERMINATION
        )

    def get_initial(self) -> dict[str, Any]:
        return {"information_name": self.draft.title}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        referral = open_for_page(self.draft, self.request.user, address=client_address(self.request), **data)
        messages.success(
            self.request, f"已提请确定：《{referral.information_name}》，{referral.get_state_display()}。"
        )
        return redirect("secrecy:referral", referral.pk)


class OpenCaseView(NewScreen):
    """A referral without a page: about other information, or in a reconsideration (复议确定)."""

    overview = REFERRALS
    button = "提请确定"
    note = "涉密内容不得填写。"

    @property
    def kind(self) -> str:
        asked = self.kwargs["kind"]
        if asked not in REFERRAL_FORMS:
            raise Http404
        return asked

    def get_page_title(self) -> str:
        return ReferralKind(self.kind).label

    def get_form_class(self):
        return type("CaseForm", (OwnUnitForm, REFERRAL_FORMS[self.kind]), {})

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.offer(self.request.user)
        return form

    def why_not(self) -> str:
        bodies = access.bodies_reached(self.request.user, access.HANDLERS)
        if bodies or (self.kind == ReferralKind.DETERMINATION and access.units_reached(self.request.user)):
            return ""
        return f"由{access.names(access.HANDLERS)}办理，您目前不在这些岗位上。"

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        referral = open_case(self.request.user, kind=self.kind, **data)
        messages.success(
            self.request, f"已提请确定：{referral.information_name}，{referral.get_state_display()}。"
        )
        return redirect("secrecy:referral", referral.pk)


def visible_referral(request: StaffRequest, pk: int) -> Referral:
    """The referral, if the user may read it. Raises Http404, PermissionDenied."""
    rows = Referral.objects.select_related("body", "unit", "opened_by", "page")
    referral = get_object_or_404(rows, pk=pk)
    if not selectors.may_see_referral(referral, request.user):
        raise PermissionDenied
    return referral


class ReferralView(RecordScreen):
    """One referral with its record and the steps one may take."""

    template_name = "secrecy/referral.html"
    overview = REFERRALS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.referral = visible_referral(self.request, kwargs["pk"])

    def get_page_title(self) -> str:
        return self.referral.get_kind_display()

    def actions(self) -> dict[str, Action]:
        return {
            step.value: Action(
                step.label, STEP_FORMS[step], self._runner(step), step in (Step.WITHDRAW, Step.DECLINE)
            )
            for step in selectors.steps_for(self.referral, self.request.user)
        }

    def _runner(self, step: Step):
        def run(data: dict[str, Any]) -> None:
            take_step(self.referral, step, self.request.user, address=client_address(self.request), **data)

        return run

    def refusal_of(self, name: str) -> str:
        if name not in Step.values:
            return super().refusal_of(name)
        return selectors.step_refusal(self.referral, name, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, referral = self.request.user, self.referral
        return super().get_context_data(**kwargs) | {
            "referral": referral,
            "events": referral.events.all(),
            "clock": selectors.clock_of(referral),
            "has_letter": referral.approved_on is not None,
            "others": selectors.addressees(referral.body, referral.topic)[1:],
            "may_open_page": referral.page_id and may_see_record(referral.page_id, user),
        }


def referral_scan(request: StaffRequest, pk: int) -> FileResponse:
    """The answer as it came."""
    return private_file(visible_referral(request, pk).scan)


class ReferralLetterView(PrintedView):
    """T04, once the head of the body has approved it."""

    template_name = "secrecy/letters/referral.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        referral = visible_referral(self.request, kwargs["pk"])
        if referral.approved_on is None:
            raise Http404("主要负责人批准后才能生成申请。")
        return super().get_context_data(**kwargs) | {
            "referral": referral,
            "days": value("review.referral_days", referral.body_id, referral.received_on),
            "extension": value("review.referral_ext", referral.body_id, referral.received_on),
        }

    def letter(self, context: dict[str, Any]) -> Printed:
        referral: Referral = context["referral"]
        name = f"{referral.get_kind_display()}-{referral.information_name}"
        fields = letters.referral_fields(referral)
        return Printed(letters.REFERRAL.key, referral.body, fields, name, referral.sent_on)


class ReviewSheetView(PrintedView):
    """T03: the signed forms of a page."""

    template_name = "secrecy/letters/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page_id = kwargs["page_id"]
        forms = list(selectors.reviews_of(page_id))
        if not forms:
            raise Http404("该页面还没有保密审查表。")
        if not any(letters.may_see_review(form, self.request.user) for form in forms):
            raise PermissionDenied
        return super().get_context_data(**kwargs) | {
            "forms": forms,
            "title": forms[0].page_title,
            "second": ReferralEvent.objects.filter(referral__page_id=page_id),
        }

    def letter(self, context: dict[str, Any]) -> Printed:
        forms = context["forms"]
        fields = letters.sheet_fields(forms, list(context["second"]))
        return Printed(letters.REVIEW_SHEET.key, forms[0].body, fields, f"保密审查表-{context['title']}")
