"""Screens of those who run a consultation: its period, what is kept secret, the opinions that came."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin import messages

from disclosure.documents.models import DocumentPage
from foundation.organisations.screens import AdminScreen
from foundation.secrecy.access import acting
from foundation.signoff.screens import FormScreen

from . import access, opinions
from .course_models import PeriodChange, SecrecyException
from .documents import may_record, record_consultation, record_of
from .enums import Source
from .models import ConsultationPage, Opinion
from .opinions import Entered
from .selectors import course_of
from .services import ASKERS, ask_for_change, ask_for_secrecy, decide_change, decide_secrecy
from .staff_forms import ChangeForm, DecideForm, DocumentForm, EnterForm, HoldForm, SecrecyForm

PER_PAGE = 20
OVERVIEW = ("consultations_admin:list", "意见征集")
FORM = "consultations/admin/form.html"


class ListView(AdminScreen):
    """Consultations in the user's reach with how many opinions came."""

    template_name = "consultations/admin/list.html"
    page_title = "意见征集"
    header_icon = "comment"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counted = access.seen_by(self.request.user).annotate(
            received=Count("opinions", filter=Q(opinions__withdrawn_at=None))
        )
        pages = counted.select_related("course", "unit").order_by("-latest_revision_created_at", "-pk")
        return super().get_context_data(**kwargs) | {
            "shown": Paginator(pages, PER_PAGE).get_page(self.request.GET.get("p"))
        }


class ConsultationView(AdminScreen):
    """One consultation: what holds, what was asked for, and the opinions, page by page (``?source=``, ``?q=``)."""

    template_name = "consultations/admin/consultation.html"
    header_icon = "comment"
    overview = OVERVIEW

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.subject: ConsultationPage = get_object_or_404(
            access.seen_by(self.request.user).select_related("body", "unit"), pk=kwargs["pk"]
        )

    def get_page_title(self) -> str:
        return self.subject.draft_title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page, user = self.subject, self.request.user
        rows = Opinion.objects.filter(consultation=page)
        counts = dict(rows.standing().order_by().values_list("source").annotate(Count("pk")))
        source, sought = self.request.GET.get("source", ""), self.request.GET.get("q", "").strip()[:50]
        if source in Source.values:
            rows = rows.filter(source=source)
        if sought:
            rows = rows.filter(Q(text__icontains=sought) | Q(number__icontains=sought))
        shown = Paginator(rows.without_personal_data(), PER_PAGE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        course = course_of(page) if page.live else None
        return super().get_context_data(**kwargs) | {
            "subject": page,
            "course": course,
            "state": course.state() if course else None,
            "changes": page.period_changes.select_related("asked_by", "decided_by"),
            "secret": page.secrecy_exceptions.select_related("asked_by", "decided_by"),
            "asks": acting(user, ASKERS, page.body_id, page.unit_id) is not None,
            "approves": acting(user, access.APPROVERS, page.body_id) is not None,
            "clears": acting(user, access.SECRECY_APPROVERS, page.body_id) is not None,
            "handles": access.handler(page, user) is not None,
            "sources": [(one, counts[one.value]) for one in Source if one.value in counts],
            "total": sum(counts.values()),
            "source": source,
            "sought": sought,
            "shown": shown,
            "query": query.urlencode(),
        }


class _OfConsultation(FormScreen):
    """A form about one consultation."""

    template_name = FORM
    header_icon = "comment"
    overview = OVERVIEW
    subject: ConsultationPage

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.subject = self.find(kwargs["pk"])

    def find(self, pk: int) -> ConsultationPage:
        return get_object_or_404(access.seen_by(self.request.user), pk=pk)

    def get_success_url(self) -> str:
        return reverse("consultations_admin:consultation", args=[self.subject.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"subject": self.subject, "back": self.get_success_url()}


class ChangeView(_OfConsultation):
    """申请延长或者提前结束."""

    form_class = ChangeForm
    page_title = "延长或者提前结束"
    extra_context = {
        "button": "提交申请",
        "words": "由分管负责人或者签发领导批准，批准后立即生效并公布理由。",
    }

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        ask_for_change(self.subject, data["kind"], data["closes_on"], data["reason"], self.request.user)
        return self.done("已提交，等待批准。")


class SecrecyView(_OfConsultation):
    """申请不公开."""

    form_class = SecrecyForm
    page_title = "依法不公开"
    extra_context = {
        "button": "提交申请",
        "words": "由保密审查责任人或者签发领导批准。此处不得写入任何涉密内容。",
    }

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        ask_for_secrecy(self.subject, **data, by=self.request.user)
        return self.done("已提交，等待批准。")


# What the opinions of one pile of letters, or of one meeting, share.
SAME_PILE = ("source", "source_note", "received_on")


class EnterView(_OfConsultation):
    """录入意见."""

    form_class = EnterForm
    page_title = "录入意见"
    extra_context = {
        "button": "录入",
        "another": "录入并继续录下一条",
        "words": "录入以来信、来访、电话、会议等方式收到的意见，一人一条、一事一条。",
    }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"page": self.subject}

    def get_initial(self) -> dict[str, Any]:
        """Of the next letter of a pile, what it has in common with the last."""
        asked = self.request.GET
        return super().get_initial() | {name: asked[name] for name in SAME_PILE if asked.get(name)}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        opinion = opinions.enter(self.subject, Entered(**data), self.request.user)
        words = f"已录入，编号 {opinion.number}。"
        if "another" not in self.request.POST:
            return self.done(words)
        messages.success(self.request, words)
        return redirect(f"{self.request.path}?{urlencode({name: data[name] for name in SAME_PILE})}")


class _Decide(_OfConsultation):
    """批准."""

    form_class = DecideForm
    extra_context = {"button": "确定"}
    asked: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"asked": self.asked}


class DecideChangeView(_Decide):
    """批准延长或者提前结束."""

    page_title = "批准征集期限变更"

    def find(self, pk: int) -> ConsultationPage:
        pages = access.seen_by(self.request.user)
        self.asked = get_object_or_404(
            PeriodChange.objects.filter(page__in=pages).select_related("page", "asked_by"), pk=pk
        )
        return self.asked.page

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        change = decide_change(self.asked, data["approve"], data["note"], self.request.user)
        return self.done("已批准，新的截止日期已经生效并公布。" if change.approved else "已记为不批准。")


class DecideSecrecyView(_Decide):
    """批准依法不公开."""

    page_title = "批准依法不公开"

    def find(self, pk: int) -> ConsultationPage:
        pages = access.seen_by(self.request.user)
        self.asked = get_object_or_404(
            SecrecyException.objects.filter(page__in=pages).select_related("page", "asked_by"), pk=pk
        )
        return self.asked.page

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        asked = decide_secrecy(self.asked, data["approve"], data["note"], self.request.user)
        return self.done("已批准。" if asked.approved else "已记为不批准。")


class OpinionView(_OfConsultation):
    """One opinion: what was said, and holding it back or letting it go."""

    form_class = HoldForm
    template_name = "consultations/admin/opinion.html"

    def find(self, pk: int) -> ConsultationPage:
        rows = Opinion.objects.without_personal_data().select_related(
            "consultation", "body", "unit", "theme", "entered_by", "held_by"
        )
        self.opinion = get_object_or_404(
            rows.filter(consultation__in=access.seen_by(self.request.user)), pk=pk
        )
        return self.opinion.consultation

    def get_page_title(self) -> str:
        return f"意见 {self.opinion.number}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "let_go" in request.POST:
            opinions.let_go(self.opinion, self.request.user)
            return self.done("已恢复。")
        return super().post(request, *args, **kwargs)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        opinions.hold_back(self.opinion, data["reason"], self.request.user)
        return self.done("已记为暂不公开。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "submission": self.opinion,
            "kind_key": opinions.KIND,
            "handles": access.handler(self.subject, self.request.user) is not None,
        }


class DocumentView(FormScreen):
    """登记文件的意见征集 (R-107)."""

    form_class = DocumentForm
    template_name = FORM
    page_title = "文件的意见征集"
    header_icon = "comment"
    extra_context = {"button": "登记", "words": "选择为本文件公开征求意见的公告；没有征求的，写明理由。"}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.document = get_object_or_404(DocumentPage, pk=kwargs["pk"])
        if not may_record(self.document, self.request.user):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"body_id": self.document.body_id}

    def get_initial(self) -> dict[str, Any]:
        record = record_of(self.document)
        if record is None:
            return {}
        return {"consultation": record.consultation_id, "reason_for_none": record.reason_for_none}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        record_consultation(self.document, **data, by=self.request.user)
        return self.done("已登记。")

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.document.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"subject": self.document, "back": self.get_success_url()}
