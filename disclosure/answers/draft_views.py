"""Drafting, submitting and delivering the answer of a case. Below the admin's address."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.documents import get_document_model

from disclosure.requests import access
from disclosure.requests.enums import State, Way
from disclosure.requests.models import Case
from disclosure.requests.places import address_of
from foundation.letters.files import word_file
from foundation.letters.services import draft as letter_draft
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import NOT_DONE, AdminScreen, put_errors
from foundation.redactions.models import Redaction
from foundation.signoff.file_responses import private_file
from foundation.signoff.gates import reasons
from foundation.signoff.refusals import words_of
from foundation.signoff.screens import FormScreen
from foundation.signoff.submissions import is_under_review

from . import delivery, drafting
from .forms import DeliveryForm, DraftForm, FileForm
from .signing import letter_fields
from .views import case_of, why_not

# Named beside the choice of a copy; more are on the screen of copies. Technical.
MOST_UNCHECKED = 5


class DraftView(AdminScreen):
    """The answer as it is: items with their decisions, the wording, the files, what still stands in the way."""

    template_name = "answers/draft.html"
    page_title = "拟写答复"
    header_icon = "edit"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = case_of(self.request.user, kwargs["pk"])
        stored = drafting.draft_of(self.case)
        self.page = stored.get_latest_revision_as_object() if stored else None
        self.bound: dict[str, Any] = {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acts = {
            "write": self._write,
            "change": self._change,
            "file": self._file,
            "submit": self._submit,
            "take_back": self._take_back,
        }
        act = acts.get(request.POST.get("act", ""))
        try:
            if act and (words := act()):
                messages.success(request, words)
                return redirect(request.path)
        except (PermissionDenied, ValidationError) as refused:
            form = self.bound.get("form") or self.bound.get("file_form")
            if form is not None:
                put_errors(form, refused)
            messages.error(request, NOT_DONE if form is not None else words_of(refused))
        else:
            messages.error(request, NOT_DONE)
        return self.render_to_response(self.get_context_data(**kwargs))

    def _write(self) -> str:
        self.page = drafting.write_draft(self.case, by=self.request.user)
        return "已按认定生成答复书，请核对文字。"

    def _existing(self) -> Any:
        if self.page is None:
            raise ValidationError("还没有生成答复书，请先生成。")
        return self.page

    def _change(self) -> str:
        page = self._existing()
        form = self.bound["form"] = DraftForm(
            self.request.POST, page=page, offered=drafting.letters_offered(self.case)
        )
        if not form.is_valid():
            return ""
        removed = [int(pk) for pk in self.request.POST.getlist("remove") if pk.isascii() and pk.isdigit()]
        self.page = drafting.change_draft(
            page,
            by=self.request.user,
            letter_key=form.cleaned_data["letter_key"],
            texts=form.cleaned_data,
            removed=removed,
        )
        return "已保存答复书。"

    def _file(self) -> str:
        page = self._existing()
        form = self.bound["file_form"] = FileForm(
            self.request.POST, self.request.FILES, page=page, redactions=self._redactions()
        )
        if not form.is_valid():
            return ""
        data, user = form.cleaned_data, self.request.user
        if data["redaction"]:
            drafting.add_redacted(page, by=user, redaction=data["redaction"], item=data["item"])
        else:
            drafting.add_file(page, by=user, upload=data["upload"], title=data["title"], item=data["item"])
        return "已添加文件。"

    def _submit(self) -> str:
        drafting.submit(self._existing(), by=self.request.user)
        return "已送审。审签完成后自动编文号，由受理机构送达申请人。"

    def _take_back(self) -> str:
        drafting.take_back(self._existing(), by=self.request.user)
        return "已撤回送审，可以修改后重新送审。"

    def _redactions(self) -> Any:
        passed = Redaction.objects.filter(body=self.case.body_id, checks__agreed=True)
        return passed.select_related("copy").order_by("-pk")

    def _unchecked(self) -> list[Redaction]:
        """Copies of the user's that nobody has checked yet. One query."""
        mine = Redaction.objects.filter(body=self.case.body_id, registered_by=self.request.user)
        return list(mine.filter(checks=None).select_related("copy").order_by("-pk")[:MOST_UNCHECKED])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.page
        signing = page is not None and is_under_review(page.pk)
        refused = why_not(self.case, self.request.user)
        may_write = not refused and not signing
        shown: dict[str, Any] = {}
        if page is not None:
            shown = {
                "form": DraftForm(page=page, offered=drafting.letters_offered(self.case)),
                "file_form": FileForm(page=page, redactions=self._redactions()),
                "attached": list(page.attachments.all()),
                "unchecked": self._unchecked() if may_write else [],
                "reasons": [reason.message for reason in reasons(page)] if may_write else [],
            }
        return (
            super().get_context_data(**kwargs)
            | shown
            | self.bound
            | {
                "case": self.case,
                "items": list(self.case.items.all()),
                "answer": page,
                "signing": signing,
                "may_write": may_write,
                "why_not": "" if signing else refused,
                "signed": delivery.signed_answer(self.case),
                "back": address_of(self.case),
                "may_deliver": self.case.state == State.SIGNED
                and bool(access.as_office(self.case, self.request.user)),
            }
        )

    def get_page_subtitle(self) -> str:
        return self.case.number


def draft_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as it stands, without number, as a Word file. Raises Http404."""
    case = case_of(request.user, pk)
    if not access.may_see_letters(case, request.user):
        raise PermissionDenied("文书含有申请人姓名，只供办理本申请的人员打开。")
    page = drafting.draft_of(case)
    if page is None:
        raise Http404("还没有生成答复书。")
    page = page.get_latest_revision_as_object()
    whole = Case.objects.select_related("body").get(pk=case.pk)
    return word_file(
        letter_draft(page.letter_key, whole.body, letter_fields(page, whole)), f"答复书样稿_{case.number}"
    )


def answer_file(request: StaffRequest, pk: int, document_id: int) -> FileResponse:
    """A file of the draft or of the signed answer, for those who read the case. Raises Http404."""
    case = case_of(request.user, pk)
    page = drafting.draft_of(case)
    drafted = (
        {one.document_id for one in page.get_latest_revision_as_object().attachments.all()} if page else set()
    )
    signed = {row["document"] for answer in case.signed_answers.all() for row in answer.files}
    document = get_object_or_404(
        get_document_model(), pk=document_id if document_id in drafted | signed else 0
    )
    return private_file(document.file, document.filename, opens_pdf=True)


class DeliverView(FormScreen):
    """送达, or the information that the answer promised for later."""

    form_class = DeliveryForm
    template_name = "answers/deliver.html"
    page_title = "送达"
    header_icon = "mail"
    is_supply = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = case_of(self.request.user, kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        asked = [way for way in self.case.ways if way in Way.values]
        return {"on": timezone.localdate(), "way": asked[0] if asked else Way.POST}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        step = delivery.supply if self.is_supply else delivery.deliver
        step(Case.objects.get(pk=self.case.pk), by=self.request.user, **data)
        return self.done("已记录提供信息。" if self.is_supply else "已记录送达。")

    def get_success_url(self) -> str:
        return address_of(self.case) or reverse("answers:draft", args=[self.case.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = State.SUPPLYING if self.is_supply else State.SIGNED
        refused = ""
        if not access.as_office(self.case, self.request.user):
            refused = "送达由受理机构办理，您目前不在相应岗位上。"
        elif self.case.state != wanted:
            refused = f"本申请目前为“{self.case.get_state_display()}”，不能办理{self.page_title}。"
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "signed": delivery.signed_answer(self.case),
            "asked_ways": "、".join(Way(way).label for way in self.case.ways if way in Way.values),
            "why_not": refused,
            "back": self.get_success_url(),
        }
