"""Screens of those who keep the register of major decisions."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from foundation.organisations.screens import AdminScreen
from foundation.signoff.screens import FormScreen

from . import access
from .forms import CatalogueForm, DecisionForm, DocumentForm, LeaveForm, SignForm, StageForm
from .models import Decision, DecisionCatalogue
from .services import begin_catalogue, enter_decision, link_document, record_stage, sign_catalogue, take_out

PER_PAGE = 20
OVERVIEW = ("decisions_admin:catalogues", "重大行政决策")


class CataloguesView(AdminScreen):
    """Every year's catalogue in the user's reach."""

    template_name = "decisions/admin/catalogues.html"
    page_title = "重大行政决策"
    header_icon = "list-ol"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = access.catalogues_seen(self.request.user)
        counted = seen.annotate(matters=Count("decisions", distinct=True)).order_by("-year", "body__name")
        return super().get_context_data(**kwargs) | {
            "shown": Paginator(counted, PER_PAGE).get_page(self.request.GET.get("p")),
            "may_begin": bool(access.bodies_kept(self.request.user)),
        }


class BeginView(FormScreen):
    """建立年度目录."""

    form_class = CatalogueForm
    template_name = "decisions/admin/form.html"
    page_title = "建立年度目录"
    header_icon = "list-ol"
    overview = OVERVIEW
    extra_context = {"button": "建立", "words": "建立后由各责任科室登记事项，签发后公布。"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.made = begin_catalogue(self.request.user, data["body"], data["year"])
        return self.done(f"已建立{self.made}。")

    def get_success_url(self) -> str:
        return reverse("decisions_admin:catalogue", args=[self.made.pk])


class _OfCatalogue(FormScreen):
    """A form about one catalogue."""

    header_icon = "list-ol"
    overview = OVERVIEW
    template_name = "decisions/admin/form.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.catalogue: DecisionCatalogue = get_object_or_404(
            access.catalogues_seen(self.request.user), pk=kwargs["pk"]
        )

    def get_success_url(self) -> str:
        return reverse("decisions_admin:catalogue", args=[self.catalogue.pk])


class CatalogueView(_OfCatalogue):
    """The matters with their present stages; the leader signs here."""

    form_class = SignForm
    template_name = "decisions/admin/catalogue.html"

    def get_page_title(self) -> str:
        return str(self.catalogue)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        sign_catalogue(self.request.user, self.catalogue, **data)
        return self.done(f"{self.catalogue}已公布。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decisions = self.catalogue.decisions.select_related("unit").prefetch_related("stage_records")
        signs = access.may_sign(self.request.user, self.catalogue.body_id) is not None
        return super().get_context_data(**kwargs) | {
            "catalogue": self.catalogue,
            "shown": Paginator(decisions, PER_PAGE).get_page(self.request.GET.get("p")),
            "signs": signs and not self.catalogue.is_public,
            "enters": signs if self.catalogue.is_public else access.enters(self.request.user, self.catalogue),
        }


class EnterView(_OfCatalogue):
    """登记决策事项."""

    form_class = DecisionForm
    page_title = "登记决策事项"
    extra_context = {"button": "登记"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"catalogue": self.catalogue}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        decision = enter_decision(self.request.user, self.catalogue, **data)
        return self.done(f"已登记“{decision}”。")


class _OfDecision(FormScreen):
    """A form about one decision; the screen of the decision leads to it."""

    header_icon = "list-ol"
    overview = OVERVIEW
    template_name = "decisions/admin/form.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = Decision.objects.filter(catalogue__in=access.catalogues_seen(self.request.user))
        self.decision: Decision = get_object_or_404(
            seen.select_related("catalogue__body", "unit", "document"), pk=kwargs["pk"]
        )

    def get_success_url(self) -> str:
        return reverse("decisions_admin:decision", args=[self.decision.pk])


class DecisionView(_OfDecision):
    """One decision: its stages, and the form for the next."""

    form_class = StageForm
    template_name = "decisions/admin/decision.html"

    def get_page_title(self) -> str:
        return str(self.decision)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        record = record_stage(self.request.user, self.decision, **data)
        return self.done(f"已登记{record.get_stage_display()}。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, left = self.request.user, self.decision.left_at
        return super().get_context_data(**kwargs) | {
            "decision": self.decision,
            "records": self.decision.stage_records.select_related("recorded_by"),
            "meetings": self.decision.meetings.order_by("held_on", "pk"),
            "records_stages": not left and access.may_record(user, self.decision) is not None,
            "signs": not left and access.may_sign(user, self.decision.catalogue.body_id) is not None,
        }


class LeaveView(_OfDecision):
    """调出目录."""

    form_class = LeaveForm
    page_title = "调出目录"
    extra_context = {
        "button": "调出",
        "words": "事项仍列在公开目录中，注明“已调出目录”和理由；调出后不再登记环节。",
    }

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        take_out(self.request.user, self.decision, **data)
        return self.done(f"“{self.decision}”已调出目录。")


class DocumentView(_OfDecision):
    """登记决策文件."""

    form_class = DocumentForm
    page_title = "登记决策文件"
    extra_context = {"button": "登记", "words": "决策公布后登记决策文件，决策页面和文件互相链接。"}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        link_document(self.request.user, self.decision, **data)
        return self.done("已登记决策文件。")
