"""Screens of takedowns and emergency measures."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.utils.decorators import xframe_options_sameorigin_override

from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.workdays.selectors import load_calendar

from . import emergency_selectors, takedown, takedown_selectors
from .addresses import client_address
from .emergency import publish_at_once, review_withdrawal, withdraw_at_once
from .enums import MeasureKind, RequestState
from .queue import waited_in_words
from .screens import PageFormScreen, SealedFormScreen, signed_page
from .selectors import seals_of
from .takedown_forms import OpinionForm, PublishAtOnceForm, TakedownForm, WithdrawAtOnceForm
from .takedown_models import EmergencyMeasure, TakedownRequest

LISTED = 50


def _waited(since) -> str:
    return waited_in_words(load_calendar(), timezone.localdate(since), timezone.localdate())


class RequestView(PageFormScreen):
    """申请撤下."""

    form_class = TakedownForm
    page_title = "申请撤下"
    button = "提交撤下申请"
    warning = "经办公室复审、领导签发后撤下。撤下后原网址显示撤下说明和原因类别，审签记录和档案保留。"

    def refusal(self) -> str:
        return takedown_selectors.request_refusal(self.page, self.request.user)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        takedown.request_takedown(self.page, self.request.user, **data)
        return self.done(f"已提交《{self.page.title}》的撤下申请，下一环节：办公室复审。签发前页面仍在公开。")


class WithdrawView(PageFormScreen):
    """紧急撤下."""

    form_class = WithdrawAtOnceForm
    page_title = "紧急撤下"
    button = "立即撤下"
    warning = "确认后页面立即停止公开，原网址显示撤下说明和原因类别；事后由其他岗位补审。"

    def refusal(self) -> str:
        return emergency_selectors.withdrawal_refusal(self.page, self.request.user)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        withdraw_at_once(self.page, self.request.user, **data)
        return self.done(f"《{self.page.title}》已经撤下，公众不再能看到。已通知其他岗位补审。")


class PublishView(PageFormScreen):
    """紧急公开, with the text as the public will see it."""

    form_class = PublishAtOnceForm
    page_title = "紧急公开"
    button = "立即公开"
    warning = "确认后稿件立即公开，由您对内容负责；审签流程随即开始，由其他人逐级补审。"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.page = self.page.get_latest_revision_as_object()

    def refusal(self) -> str:
        return emergency_selectors.publication_refusal(self.page, self.request.user)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        publish_at_once(self.page, self.request.user, **data)
        return self.done(f"《{self.page.title}》已经公开，待补审。审签流程已经开始。")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"shows_draft": not context["why_not"]}


@xframe_options_sameorigin_override
def draft_preview(request: StaffRequest, page_id: int) -> HttpResponse:
    """The draft that a leader is about to publish in an emergency. Raises PermissionDenied."""
    draft = signed_page(page_id).get_latest_revision_as_object()
    if emergency_selectors.publication_refusal(draft, request.user):
        raise PermissionDenied
    return draft.make_preview_request(request, draft.default_preview_mode)


class DecisionScreen(SealedFormScreen):
    """A request or measure with its record, and 同意 / 不同意 for who may decide it."""

    form_class = OpinionForm
    template_name = "signoff/takedown/decision.html"
    model: type[TakedownRequest | EmergencyMeasure]
    subject_name = ""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.subject: Any = get_object_or_404(
            self.model._default_manager.select_related("page", "body", "unit"), pk=kwargs["pk"]
        )
        if not self.may_see():
            raise PermissionDenied

    def may_see(self) -> bool:
        """Whether the user may read it."""
        raise NotImplementedError

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        page = self.subject.page.specific
        return context | {self.subject_name: self.subject, "page": page, "seals": seals_of(page.pk)}


class TakedownView(DecisionScreen):
    """One request for takedown."""

    page_title = "撤下申请"
    model = TakedownRequest
    subject_name = "takedown_request"

    def may_see(self) -> bool:
        return takedown_selectors.may_see_request(self.subject, self.request.user)

    def post(self, request: StaffRequest, *args, **kwargs) -> HttpResponse:  # type: ignore[override]
        if "cancel" not in request.POST:
            return super().post(request, *args, **kwargs)
        takedown.cancel_takedown(self.subject, request.user, address=client_address(request))
        messages.success(request, f"已撤回《{self.subject.title}》的撤下申请，页面继续公开。")
        return redirect("signoff:takedowns")

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        decided = takedown.decide_takedown(self.subject, self.request.user, **data)
        return self.done(f"已办理：《{decided.title}》{decided.get_state_display()}。")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        user, request = self.request.user, self.subject
        why_not = takedown_selectors.decision_refusal(request, user)
        return super().get_context_data(**kwargs) | {
            "why_not": why_not,
            "step": takedown_selectors.STEPS[RequestState(request.state)][0] if request.is_open else "",
            "agree": "签发并撤下" if request.state == RequestState.AT_LEADER else "同意撤下",
            "disagree": "不同意",
            "may_cancel": request.is_open and request.requested_by_id == user.pk,
            "waited": _waited(request.waiting_since) if request.is_open else "",
        }


class MeasureView(DecisionScreen):
    """One emergency measure and its review afterwards."""

    page_title = "应急处置"
    model = EmergencyMeasure
    subject_name = "measure"

    def may_see(self) -> bool:
        return emergency_selectors.may_see_measure(self.subject, self.request.user)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        reviewed = review_withdrawal(self.subject, self.request.user, **data)
        return self.done(f"已办理：《{reviewed.title}》{reviewed.get_state_display()}。")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        measure = self.subject
        is_publication = measure.kind == MeasureKind.PUBLICATION
        return super().get_context_data(**kwargs) | {
            "why_not": emergency_selectors.review_refusal(measure, self.request.user),
            "step": "补审",
            "agree": "补审同意",
            "disagree": "补审不同意",
            "waited": _waited(measure.declared_at) if measure.is_open else "",
            "review": emergency_selectors.review_step(measure) if is_publication else None,
        }


class TakedownsView(AdminScreen):
    """撤下与应急: what waits for the user, what awaits review afterwards, the user's own requests."""

    template_name = "signoff/takedown/list.html"
    page_title = "撤下与应急"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        user = self.request.user
        words = self.request.GET.get("q", "").strip()
        calendar, today = load_calendar(), timezone.localdate()

        def with_waiting(rows, since: str) -> list[tuple[Any, str]]:
            days = ((row, timezone.localdate(getattr(row, since))) for row in rows[:LISTED])
            return [(row, waited_in_words(calendar, day, today)) for row, day in days]

        return super().get_context_data(**kwargs) | {
            "tab": "takedowns",
            "waiting": with_waiting(takedown_selectors.requests_for(user), "waiting_since"),
            "measures": with_waiting(emergency_selectors.measures_for(user), "declared_at"),
            "own": takedown_selectors.requests_of(user)[:LISTED],
            "may_search": emergency_selectors.decides_in_emergency(user),
            "words": words,
            "found": list(emergency_selectors.pages_for_emergency(user, words)) if words else [],
        }
