"""Deciding an item, one question a screen. Below the admin's address."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages

from disclosure.catalogue.openness import duty_of
from disclosure.requests import access
from disclosure.requests.enums import WORKING, State
from disclosure.requests.models import Case, CaseItem
from disclosure.requests.places import address_of
from disclosure.requests.selectors import similar_to
from foundation.organisations.models import User
from foundation.organisations.screens import NOT_DONE, AdminScreen, put_errors
from foundation.signoff.refusals import words_of

from . import decisions
from .comparison import Comparison, compare
from .delivery import signed_answer
from .drafting import draft_of
from .enums import Need
from .forms import ConcludeForm, QuestionForm, rows_given, search_rows
from .outcomes import Outcome
from .tree import RULE, Node, Question


def case_of(user: User, pk: int) -> Case:
    """A case the user may read. Raises Http404, PermissionDenied."""
    case = get_object_or_404(Case.objects.select_related("body", "unit").without_personal_data(), pk=pk)
    if not access.may_read(case, user):
        raise PermissionDenied("您没有查看本申请的权限。")
    return case


def why_not(case: Case, user: User) -> str:
    """Why the user may not work on the answer; empty when the user may."""
    if not (access.as_office(case, user) or access.as_unit(case, user)):
        return "答复由受理机构和承办科室拟写，您目前不在相应岗位上。"
    if State(case.state) not in WORKING:
        return f"本申请目前为“{case.get_state_display()}”，不能改变认定和答复。"
    return ""


class DecideView(AdminScreen):
    """The question at which the item stands, what the outcome wants, or what has to be done first."""

    template_name = "answers/decide.html"
    page_title = "答复认定"
    header_icon = "list-ol"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.item = get_object_or_404(CaseItem, pk=kwargs["pk"])
        self.case = self.item.case = case_of(self.request.user, self.item.case_id)
        self.bound: dict[str, Any] = {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = {"answer": self._answer, "back": self._back, "conclude": self._conclude}.get(
            request.POST.get("act", "")
        )
        try:
            if act and act():
                return redirect(request.path)
        except (PermissionDenied, ValidationError) as refused:
            if form := self.bound.get("form"):
                put_errors(form, refused)
            messages.error(request, NOT_DONE if form else words_of(refused))
        else:
            messages.error(request, NOT_DONE)
        return self.render_to_response(self.get_context_data(**kwargs))

    def _answer(self) -> bool:
        here = decisions.standing(self.item)
        if not isinstance(here, Question):
            raise ValidationError(decisions.STALE)
        form = self.bound["form"] = QuestionForm(self.request.POST, asked=here)
        if self.request.POST.get("question") != here.key:
            # A double click, or two people at work: the first answer holds.
            messages.warning(self.request, decisions.STALE)
            return True
        if not form.is_valid():
            return False
        decisions.answer_question(
            self.item,
            by=self.request.user,
            question=form.cleaned_data["question"],
            choice=form.cleaned_data["choice"],
        )
        return True

    def _back(self) -> bool:
        decisions.step_back(self.item, by=self.request.user)
        return True

    def _conclude(self) -> bool:
        here = decisions.standing(self.item)
        if not isinstance(here, Outcome):
            raise ValidationError(decisions.STALE)
        form = self.bound["form"] = self._conclude_form(here, self.request.POST)
        rows = self.bound["rows"] = self._rows(here, self.request.POST)
        if not form.is_valid() or (rows is not None and not rows.is_valid()):
            return False
        given = form.given | ({"search": rows_given(rows)} if rows is not None else {})
        decisions.conclude(self.item, by=self.request.user, given=given)
        messages.success(self.request, f"已认定第{self.item.order}项：{here.words}。")
        return True

    def _conclude_form(self, outcome: Outcome, data: Any = None) -> ConcludeForm:
        opinions = decisions.opinions_about(self.item) if Need.OPINION in outcome.needs else []
        catalogue = self.compared.items if Need.OPENNESS in outcome.needs else ()
        return ConcludeForm(
            data,
            outcome=outcome,
            item=self.item,
            opinions=opinions,
            catalogue=catalogue,
            initial=self._earlier(outcome),
        )

    @cached_property
    def compared(self) -> Comparison:
        """Looked up only where it is shown."""
        return compare(self.item)

    def _comparison(self, here: Node) -> dict[str, Any]:
        """Where openness is the question: what the catalogue says and what is public (R-071, R-174)."""
        withholds = isinstance(here, Outcome) and Need.OPENNESS in here.needs
        asks_of_rule = isinstance(here, Question) and here.key.startswith(RULE)
        if withholds or asks_of_rule:
            rules = [duty_of(one) for one in self.compared.items]
            return {"compared": True, "rules": rules, "hits": self.compared.hits}
        if here.key in ("public", "public_answer"):
            return {"compared": True, "hits": self.compared.hits}
        return {}

    def _earlier(self, outcome: Outcome) -> dict[str, Any]:
        """The newest answer to the same applicant for the same, so that nobody types it off (R-184)."""
        if Need.EARLIER not in outcome.needs or self.item.details.get("earlier_number"):
            return {}
        for case in similar_to(self.case):
            if signed := signed_answer(case):
                return {"earlier_number": signed.letter.number, "earlier_on": signed.letter.issued_on}
        return {}

    def _rows(self, outcome: Outcome, data: Any = None) -> Any:
        if Need.SEARCH not in outcome.needs:
            return None
        return search_rows(data, self.item, self.request.user.get_full_name())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = decisions.standing(self.item)
        shown: dict[str, Any] = {"here": here, "kind": type(here).__name__.lower()} | self._comparison(here)
        if isinstance(here, Question):
            shown["form"] = QuestionForm(asked=here)
            shown["similar"] = similar_to(self.case) if here.key == "repeated" else []
        elif isinstance(here, Outcome):
            shown |= {"form": self._conclude_form(here), "rows": self._rows(here)}
        items = list(self.case.items.all())
        following = next((one for one in items if not one.kind and one.pk != self.item.pk), None)
        return (
            super().get_context_data(**kwargs)
            | shown
            | self.bound
            | {
                "item": self.item,
                "case": self.case,
                "items": items,
                "following": following,
                "why_not": why_not(self.case, self.request.user),
                "back": address_of(self.case),
                "draft_address": reverse("answers:draft", args=[self.case.pk]),
                "has_draft": draft_of(self.case) is not None,
            }
        )

    def get_page_subtitle(self) -> str:
        return self.case.number
