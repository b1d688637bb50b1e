"""Screens about the attribute of one document: its history and what is to be done, 发文稿纸, 退文单."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Page

from disclosure.documents.models import DocumentPage, FiledPage
from disclosure.documents.openness import openness_label
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.signoff.refusals import words_of
from foundation.signoff.screens import NOT_DONE, put_errors

from . import selectors
from .enums import Act, Stage
from .forms import ConsentForm, NumberForm, ReplyForm
from .models import CoIssuerNotice, NumberIssue, ReturnedDocument
from .services import issue_number, receive_text, record_consent, reply


def _draft(request: StaffRequest, page_id: int) -> FiledPage:
    """The newest version, for those who may see its attribute. Raises Http404, PermissionDenied."""
    draft = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not isinstance(draft, FiledPage) or not selectors.may_see(draft, request.user):
        raise PermissionDenied
    return draft


class AttributeView(AdminScreen):
    """公开属性: who said what, open differences, co-issuers, the number; and what the user may add."""

    template_name = "attributes/page.html"
    page_title = "公开属性"
    header_icon = "view"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.draft = _draft(self.request, kwargs["page_id"])
        self.differences = selectors.differences(self.draft.pk, self.draft.latest_revision_id)
        self.forms: dict[str, forms.Form] = {name: self._form(name) for name in self._offered()}

    def _offered(self) -> list[str]:
        """Which forms this user is shown."""
        draft, user = self.draft, self.request.user
        final = selectors.locked(draft.pk)
        self.bodies = [] if final else selectors.co_issuers_spoken_for(draft, user)
        offered = {
            "reply": bool(self.differences) and not final and selectors.is_drafting(draft, user),
            "consent": bool(self.bodies),
            "number": isinstance(draft, DocumentPage)
            and selectors.is_office(draft, user)
            and selectors.number_of(draft.pk) is None,
        }
        return [name for name, shown in offered.items() if shown]

    def _form(self, name: str, data: Any = None) -> forms.Form:
        if name == "reply":
            return ReplyForm(data, prefix=name)
        if name == "consent":
            return ConsentForm(data, prefix=name, bodies=self.bodies)
        return NumberForm(data, prefix=name, initial={"number": getattr(self.draft, "document_number", "")})

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        name = request.POST.get("action", "")
        if name not in self.forms:
            messages.error(request, "这项操作现在不能办理，请刷新页面。")
            return redirect("attributes:page", self.draft.pk)
        form = self.forms[name] = self._form(name, request.POST)
        if form.is_valid():
            try:
                self._done(name, form.cleaned_data)
                return redirect("attributes:page", self.draft.pk)
            except (PermissionDenied, ValidationError) as refused:
                put_errors(form, refused)
        messages.error(request, NOT_DONE)
        return self.render_to_response(self.get_context_data())

    def _done(self, name: str, data: dict[str, Any]) -> None:
        """Do it and say what happened."""
        user = self.request.user
        if name == "reply":
            reply(self.draft, user, data["note"])
            messages.success(self.request, "回复已记录，签发人将看到双方意见。")
        elif name == "consent":
            said = record_consent(self.draft, data.pop("body"), user, **data)
            messages.success(self.request, f"已登记{said.co_issuer}的意见：{said.get_state_display()}。")
        else:
            self._numbered(issue_number(self.draft, user, data["number"]))

    def _numbered(self, outcome: NumberIssue | ReturnedDocument) -> None:
        if isinstance(outcome, ReturnedDocument):
            slip = messages.button(reverse("attributes:returned", args=[outcome.pk]), "打印退文单")
            messages.warning(
                self.request,
                f"不予编号，已生成退文单（{outcome.get_defect_display()}）。{outcome.note}",
                [slip],
            )
        else:
            messages.success(
                self.request,
                f"已编号“{outcome.number}”。电子文稿应于 {outcome.due_on} 前送交政府信息公开工作机构。",
            )

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        draft = self.draft
        is_document = isinstance(draft, DocumentPage)
        return super().get_context_data(**kwargs) | {
            "draft": draft,
            "drafted": openness_label(draft.openness, draft.body_id),
            "final": selectors.locked(draft.pk),
            "history": selectors.history(draft.pk),
            "differences": self.differences,
            "consents": selectors.consents(draft) if is_document else [],
            "notices": CoIssuerNotice.objects.filter(page_id=draft.pk).select_related("co_issuer"),
            "returned": ReturnedDocument.objects.filter(page_id=draft.pk),
            "number": selectors.number_of(draft.pk),
            "may_receive": selectors.is_office(draft, self.request.user),
            "forms": self.forms,
        }


@require_POST
def received(request: StaffRequest, pk: int) -> HttpResponse:
    """The office confirms that the electronic text has come."""
    issue = get_object_or_404(NumberIssue, pk=pk)
    try:
        receive_text(issue, request.user)
        messages.success(request, f"已确认收到“{issue.number}”的电子文稿。")
    except (PermissionDenied, ValidationError) as refused:
        messages.error(request, words_of(refused))
    return redirect("attributes:page", issue.page_id)


class PaperView(TemplateView):
    """发文稿纸 (T01), for printing: the document's facts and who said what, from drafting to the signature."""

    request: StaffRequest
    template_name = "attributes/paper.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        draft = _draft(self.request, kwargs["page_id"])
        said = list(selectors.history(draft.pk))
        decided = [row for row in said if row.act == Act.DECIDED]
        is_document = isinstance(draft, DocumentPage)
        return super().get_context_data(**kwargs) | {
            "draft": draft,
            "genre": draft.get_genre_display() if is_document else draft.listing_kind,
            "drafted": openness_label(draft.openness, draft.body_id),
            "final": openness_label(decided[-1].value, draft.body_id) if decided else "",
            "proposals": [row for row in said if row.stage == Stage.DRAFTING],
            "reviews": [row for row in said if row.stage == Stage.REVIEW],
            "secrecy": [row for row in said if row.stage == Stage.SECRECY],
            "signatures": [row for row in said if row.stage == Stage.SIGNATURE],
            "consents": selectors.consents(draft) if is_document else [],
            "number": selectors.number_of(draft.pk),
        }


class ReturnSlipView(TemplateView):
    """退文单 (T02), for printing."""

    request: StaffRequest
    template_name = "attributes/returned.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        seen = ReturnedDocument.objects.filter(selectors.scope_of(self.request.user))
        slip = get_object_or_404(seen.select_related("body", "unit"), pk=kwargs["pk"])
        return super().get_context_data(**kwargs) | {"slip": slip}
