"""The page of one case and the screens of its steps."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from foundation.duties.services import SAME_CLICK
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.signoff.file_responses import private_file
from foundation.signoff.screens import FormScreen
from foundation.submissions.registry import kind_of

from . import access
from .case_selectors import page_of
from .desk_acts import ACTS, CONSULTATION_ACTS, Act, actors_of, consultation_acts, offered
from .models import Case, CaseEvent, CaseFile, Consultation
from .states import Actor

OVERVIEW = ("requests_admin:desk", "依申请公开")
NOT_NOW = "本申请目前不能办理这一环节，请返回办理页查看最新情况。"
CHANGED = "您打开本页后，本申请的办理情况已有变化。请先查看最新情况，确认仍需办理的再提交一次。"


def case_or_404(request: StaffRequest, pk: int) -> Case:
    """A case in the user's reach, without personal data. Raises Http404."""
    joined = (
        "officer", "merged_into", "split_from", "extension__asked_by", "extension__decided_by", "reason_asked__letter",
    )  # fmt: skip
    return get_object_or_404(access.seen_by(request.user).select_related(*joined), pk=pk)


class CaseView(AdminScreen):
    """Everything about one case, and the steps that the user may take."""

    template_name = "requests/case.html"
    page_title = "政府信息公开申请"
    header_icon = "form"
    overview = OVERVIEW

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        case = case_or_404(self.request, kwargs["pk"])
        actors = actors_of(case, user)
        page = page_of(case, user)
        offers = offered(case, actors)
        identity = access.may_see_identity(case, user)
        return super().get_context_data(**kwargs) | {
            "case": case,
            "page": page,
            "offers": [offer for offer in offers if not offer.is_seldom],
            "seldom": [offer for offer in offers if offer.is_seldom],
            "consultation_steps": [
                (one, act) for one in page.consultations for act in consultation_acts(one, actors)
            ],
            "handles": identity or Actor.UNIT in actors,
            "identity": identity,
            "kind_key": kind_of(case).key,
        }


class _OfCase(FormScreen):
    """A screen with one form about one case in the user's reach."""

    overview = OVERVIEW
    header_icon = "form"
    template_name = "requests/step.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = case_or_404(self.request, kwargs["pk"])
        self.actors = actors_of(self.case, self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.case, "user": self.request.user}

    def get_success_url(self) -> str:
        return reverse("requests_admin:case", args=[self.case.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        last = self.case.events.order_by("-pk").values_list("pk", flat=True).first()
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            # After a refusal because of news the reader has seen the words: the next click is meant.
            "seen": last or 0,
        }

    def since_seen(self) -> list[CaseEvent]:
        """What came after the page was opened. The case is locked by now."""
        Case.objects.select_for_update().only("pk").get(pk=self.case.pk)
        seen = self.request.POST.get("seen", "")
        return list(self.case.events.filter(pk__gt=int(seen[:18]))) if seen.isdecimal() else []

    def is_second_click(self, news: list[CaseEvent], record: str, consultation: int | None = None) -> bool:
        """The user's own act of a moment ago came back: this step, not another one of theirs."""
        since = timezone.now() - SAME_CLICK
        return any(
            one.step == record
            and one.by_id == self.request.user.pk
            and one.at > since
            and consultation in (None, one.details.get("consultation"))
            for one in news
        )


class StepView(_OfCase):
    """One step of a case."""

    act: Act

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["step"] not in ACTS:
            raise Http404("没有这个环节。")
        self.act = ACTS[kwargs["step"]]
        self.page_title = self.act.step.label
        if not self.actors & set(self.act.step.actors):
            raise PermissionDenied(
                f"“{self.act.step.label}”由{'、'.join(self.act.step.actors)}办理，您目前不在相应岗位上。"
            )

    def get_form_class(self) -> type[Form]:
        return self.act.form

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        with transaction.atomic():
            if news := self.since_seen():
                if self.is_second_click(news, self.act.record or self.act.step.key):
                    return self.done(f"{self.case.number}：已办理“{self.act.step.label}”。")
                raise ValidationError(CHANGED)
            if not self.is_possible:
                raise ValidationError(NOT_NOW)
            self.act.service(self.case, by=self.request.user, **data)
        return self.done(f"{self.case.number}：已办理“{self.act.step.label}”。")

    @property
    def is_possible(self) -> bool:
        return self.case.state in self.act.step.sources and self.act.when(self.case)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "step": self.act.step,
            "is_possible": self.is_possible,
        }


class ConsultationView(_OfCase):
    """One step with one party asked."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["act"] not in CONSULTATION_ACTS:
            raise Http404("没有这个环节。")
        self.act = CONSULTATION_ACTS[kwargs["act"]]
        self.page_title = self.act.label
        self.consultation = get_object_or_404(Consultation, pk=kwargs["consultation_id"], case=self.case)
        if not self.actors & {Actor.OFFICE, Actor.UNIT}:
            raise PermissionDenied("征求意见由受理机构和承办科室办理，您目前不在相应岗位上。")

    def get_form_class(self) -> type[Form]:
        return self.act.form

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        with transaction.atomic():
            news = self.since_seen()
            if self.is_second_click(news, self.act.record, self.consultation.pk):
                return self.done(f"{self.case.number}：已办理“{self.act.label}”。")
            self.consultation.refresh_from_db()
            if news or not self.act.when(self.consultation):
                raise ValidationError(CHANGED)
            self.act.service(self.consultation, by=self.request.user, **data)
        return self.done(f"{self.case.number}：已办理“{self.act.label}”。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "step": self.act,
            "is_possible": self.act.when(self.consultation),
        }


@require_GET
@never_cache
def kept_file(request: StaffRequest, pk: int, file_id: int) -> FileResponse:
    """A file of the case, for those who handle it. Raises Http404, PermissionDenied."""
    case = case_or_404(request, pk)
    if not access.may_see_letters(case, request.user):
        raise PermissionDenied("卷宗文件由办理本件的岗位查看。")
    one = get_object_or_404(CaseFile, pk=file_id, case=case)
    return private_file(one.file, one.name, opens_pdf=True)
