"""Screens of 征求意见 and of public-interest decisions."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.models import Page

from foundation.letters.printing import Printed, PrintedView
from foundation.organisations.models import Body
from foundation.organisations.requests import StaffRequest
from foundation.rules.parameters import value
from foundation.signoff.file_responses import private_file
from foundation.signoff.pages import SignedPage
from foundation.workdays.selectors import load_calendar

from . import access, releases, selectors
from .enums import Choice, ThirdPartyAnswer
from .forms import (
    CloseForm,
    ConsultationAnswerForm,
    ConsultationForm,
    DecisionForm,
    NoticeForm,
    SilenceForm,
)
from .letters import CONSULTATION, NOTICE, consultation_fields, holders_of, notice_fields
from .referral_views import PER_PAGE
from .release_models import PublicInterestDecision, ThirdPartyConsultation
from .screens import Action, NewScreen, RecordScreen, SecrecyScreen

CONSULTATIONS = ("secrecy:consultations", "征求意见")


def may_handle(user, body_id: int) -> bool:
    """Whether the user may see and do what concerns a right holder."""
    return access.acting(user, access.CONSULT, body_id) is not None


class ConsultationsView(SecrecyScreen):
    """Letters to right holders, and decisions for the public interest."""

    template_name = "secrecy/consultations.html"
    page_title = "征求意见"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, calendar = self.request.user, load_calendar()
        if not access.bodies_reached(user, access.READ_CONSULTATIONS):
            raise PermissionDenied
        letters = selectors.visible_consultations(user)
        shown = Paginator(letters, PER_PAGE).get_page(self.request.GET.get("p"))
        handled = access.bodies_reached(user, access.CONSULT)
        return super().get_context_data(**kwargs) | {
            "shown": shown,
            "rows": [
                (row, selectors.third_party_deadline(calendar, row), row.body_id in handled) for row in shown
            ],
            "decisions": selectors.visible_decisions(user)[:PER_PAGE],
            "may_add": bool(handled),
        }


class ForPageScreen(NewScreen):
    """A record about a page (``?page=``), by a post of that page's body."""

    overview = CONSULTATIONS
    draft: SignedPage | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        asked = request.GET.get("page", "")
        if asked.isdigit():
            page = get_object_or_404(Page, pk=int(asked), depth__gt=1).specific
            if not isinstance(page, SignedPage):
                raise Http404
            self.draft = page.get_latest_revision_as_object()

    @property
    def body(self) -> Body | None:
        """The page's; without a page, the only one for which the user may act."""
        if self.draft is not None:
            return self.draft.body
        bodies = access.bodies_reached(self.request.user, access.CONSULT)
        return Body.objects.filter(pk__in=bodies).first() if len(bodies) == 1 else None

    def why_not(self) -> str:
        if self.body is None:
            return "请从稿件的“保密审查”进入，以便确定是哪个机构的事项。"
        if not may_handle(self.request.user, self.body.pk):
            return f"由本机构的{access.names(access.CONSULT)}办理，您目前不在这些岗位上。"
        return ""

    def get_initial(self) -> dict[str, Any]:
        return {"page_title": self.draft.title} if self.draft is not None else {}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        if why_not := self.why_not():
            raise PermissionDenied(why_not)
        return self.make(data | {"body": self.body, "page": self.draft})

    def make(self, data: dict[str, Any]) -> HttpResponse:
        """Call the service."""
        raise NotImplementedError


class ConsultView(ForPageScreen):
    """征求权利人意见."""

    form_class = ConsultationForm
    page_title = "征求权利人意见"
    button = "登记并生成征求意见书"
    note = "权利人的姓名、地址和联系方式只供经办人查看。未答复不等于同意。"

    def make(self, data: dict[str, Any]) -> HttpResponse:
        letter = releases.consult(self.request.user, **data)
        messages.success(self.request, f"已登记：就《{letter.page_title}》征求权利人意见。")
        return redirect("secrecy:consultation", letter.pk)


class DecideView(ForPageScreen):
    """公共利益决定."""

    form_class = DecisionForm
    page_title = "公共利益决定"
    button = "登记决定"
    note = "认定不公开会对公共利益造成重大影响的，应当公开，并在公开前书面告知权利人（条例第十五条、第三十二条）。"

    def make(self, data: dict[str, Any]) -> HttpResponse:
        decision = releases.record_decision(self.request.user, **data)
        messages.success(self.request, f"已登记《{decision.page_title}》的公共利益决定。")
        return redirect("secrecy:decision", decision.pk)


def _visible(request: StaffRequest, model: Any, pk: int) -> Any:
    record = get_object_or_404(model._default_manager.select_related("body"), pk=pk)
    if access.acting(request.user, access.READ_CONSULTATIONS, record.body_id) is None:
        raise PermissionDenied
    return record


class ConsultationView(RecordScreen):
    """One letter, its answer and what was decided."""

    template_name = "secrecy/consultation.html"
    page_title = "征求意见"
    overview = CONSULTATIONS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.letter: ThirdPartyConsultation = _visible(self.request, ThirdPartyConsultation, kwargs["pk"])

    def actions(self) -> dict[str, Action]:
        letter, user = self.letter, self.request.user
        found: dict[str, Action] = {}
        if letter.closed_reason:
            return found
        if not letter.answer and may_handle(user, letter.body_id):
            found["answer"] = Action(
                "登记意见",
                ConsultationAnswerForm,
                lambda data: releases.record_answer(letter, user, **data),
            )
        if access.acting(user, access.DECIDE_AFTER_SILENCE, letter.body_id):
            if letter.answer == ThirdPartyAnswer.SILENT and not letter.choice:
                found["decide"] = Action(
                    "作出处理决定",
                    SilenceForm,
                    lambda data: releases.decide_after_silence(letter, user, **data),
                )
            if not letter.releases:
                found["close"] = Action(
                    "不再征求",
                    CloseForm,
                    lambda data: releases.close_consultation(letter, user, **data),
                    is_grave=True,
                )
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        deadline = selectors.third_party_deadline(load_calendar(), self.letter)
        return super().get_context_data(**kwargs) | {
            "letter": self.letter,
            "deadline": deadline,
            "shows_holder": may_handle(self.request.user, self.letter.body_id),
        }


class DecisionView(RecordScreen):
    """One public-interest decision and its notice."""

    template_name = "secrecy/decision.html"
    page_title = "公共利益决定"
    overview = CONSULTATIONS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.decision: PublicInterestDecision = _visible(self.request, PublicInterestDecision, kwargs["pk"])

    def actions(self) -> dict[str, Action]:
        decision, user = self.decision, self.request.user
        waits = decision.outcome == Choice.OPEN and decision.notice_sent_on is None
        if not waits or not may_handle(user, decision.body_id):
            return {}
        return {
            "notice": Action(
                "登记告知书已发出", NoticeForm, lambda data: releases.record_notice(decision, user, **data)
            )
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "decision": self.decision,
            "may_print": may_handle(self.request.user, self.decision.body_id),
        }


class _LetterView(PrintedView):
    """A letter to a right holder, for those who send it."""

    model: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = _visible(self.request, self.model, kwargs["pk"])
        if not may_handle(self.request.user, record.body_id):
            raise PermissionDenied
        return super().get_context_data(**kwargs) | {"record": record}


class ConsultationLetterView(_LetterView):
    """征求意见书 with its receipt (T05)."""

    template_name = "secrecy/letters/consultation.html"
    model = ThirdPartyConsultation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        letter = context["record"]
        return context | {"days": value("review.third_party_days", letter.body_id, letter.sent_on)}

    def letter(self, context: dict[str, Any]) -> Printed:
        record: ThirdPartyConsultation = context["record"]
        fields, name = consultation_fields(record), f"{CONSULTATION.label}-{record.page_title}"
        return Printed(CONSULTATION.key, record.body, fields, name, record.sent_on, record)


class NoticeLetterView(_LetterView):
    """决定公开政府信息告知书 (T06)."""

    template_name = "secrecy/letters/notice.html"
    model = PublicInterestDecision

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"holders": holders_of(context["record"])}

    def letter(self, context: dict[str, Any]) -> Printed:
        record: PublicInterestDecision = context["record"]
        fields, name = notice_fields(record), f"{NOTICE.label}-{record.page_title}"
        return Printed(NOTICE.key, record.body, fields, name, record.notice_sent_on, record)


def _scan(request: StaffRequest, model: Any, pk: int, field: str) -> FileResponse:
    record = _visible(request, model, pk)
    if not may_handle(request.user, record.body_id):
        raise PermissionDenied
    return private_file(getattr(record, field))


def consultation_scan(request: StaffRequest, pk: int) -> FileResponse:
    """The right holder's answer as it came."""
    return _scan(request, ThirdPartyConsultation, pk, "scan")


def notice_proof(request: StaffRequest, pk: int) -> FileResponse:
    """The proof that the notice was delivered."""
    return _scan(request, PublicInterestDecision, pk, "proof")
