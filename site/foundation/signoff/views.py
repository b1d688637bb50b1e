"""Screens of sign-off: the review screen, the printable record, the chains."""

from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override

from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.organisations.selectors import appointments_of

from . import queue, selectors
from .addresses import client_address
from .batch import record_opening
from .check_results import CheckResults, results_of
from .file_responses import private_file
from .handover import candidates, hand_over, latest_handover, nobody_else
from .models import Chain, PostTaskState, PriorApproval, Seal
from .outcomes import after_decision, already_decided
from .parts import ACTIONS, DecisionForms
from .places import TextPlace
from .publicity import why_inside
from .refusals import words_of
from .screens import NOT_DONE, put_errors
from .services import decide


def _opened_state(request: StaffRequest, pk: int) -> PostTaskState:
    """The step, if this user may read its draft. Raises Http404, PermissionDenied."""
    states = PostTaskState.objects.select_related(
        "workflow_state__workflow", "workflow_state__requested_by", "revision", "unit__body", "finished_by"
    )
    state = get_object_or_404(states, pk=pk)
    if not selectors.may_open(state, request.user):
        raise PermissionDenied
    return state


class ReviewView(AdminScreen):
    """One step of one submission on one screen, with the three buttons 同意, 退回 and 转办."""

    template_name = "signoff/review.html"
    page_title = "审签"
    overview = ("signoff:queue", "待我审签")
    handover_error = ""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.state = _opened_state(self.request, kwargs["pk"])
        self.task = self.state.task.specific
        self.live_row = self.state.page.specific
        self.draft = self.state.revision.as_object()
        self.forms = {action: self._forms(action) for action in ACTIONS}

    def _forms(self, action: str, *filled: Any) -> DecisionForms:
        return DecisionForms(action, self.state, self.draft, self.request.user, *filled)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        action = request.POST.get("action", "")
        if self.state.status != self.state.STATUS_IN_PROGRESS:
            messages.warning(request, already_decided(self.state, self.request.user))
            return redirect("signoff:queue")
        if action == "hand_over":
            return self._hand_over()
        if action not in self.forms:
            messages.error(request, "请点“同意”“退回”或“转办”。")
            return redirect("signoff:review", self.state.pk)
        forms = self.forms[action] = self._forms(action, request.POST, request.FILES)
        if forms.is_valid() and self._decided(action, forms):
            return redirect("signoff:queue")
        messages.error(request, NOT_DONE)
        return self.render_to_response(self.get_context_data())

    def _decided(self, action: str, forms: DecisionForms) -> bool:
        """Make the decision and say what happened; or put the reasons why not on the form."""
        try:
            decide(
                self.state,
                self.request.user,
                action,
                self.request.POST,
                self.request.FILES,
                client_address(self.request),
            )
        except (PermissionDenied, ValidationError) as refused:
            put_errors(forms.main, refused)
            return False
        after_decision(self.request, self.state)
        return True

    def _hand_over(self) -> HttpResponse:
        """转办: say to whom it went; or why it did not, with what was typed."""
        receiver, note = self.request.POST.get("to", ""), self.request.POST.get("note", "").strip()
        try:
            seal = hand_over(
                self.state,
                self.request.user,
                int(receiver) if receiver.isascii() and receiver.isdigit() else None,
                note,
                client_address(self.request),
            )
        except (PermissionDenied, ValidationError) as refused:
            self.handover_error = words_of(refused)
            messages.error(self.request, "尚未转办，请按下面的提示补充后再提交。")
            return self.render_to_response(self.get_context_data())
        title, name = self.draft.title, seal.details["to_name"]
        messages.success(
            self.request,
            f"已将《{title}》转给{name}办理，{name}会收到邮件。在{name}办理之前，您仍可自行办理。",
        )
        return redirect("signoff:queue")

    def _may_decide(self, why_not: str, results: CheckResults) -> bool:
        """Whether the buttons are shown; whoever has them in front has opened the draft."""
        may_decide = self.state.status == self.state.STATUS_IN_PROGRESS and not why_not
        if may_decide:
            record_opening(self.state, self.request.user, results.open)
        return may_decide

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        state, user = self.state, self.request.user
        is_open = state.status == state.STATUS_IN_PROGRESS
        why_not = selectors.refusal(self.state, self.live_row, user) if is_open else ""
        results = results_of(self.draft, state, user)
        may_decide = self._may_decide(why_not, results)
        row = queue.rows_of(PostTaskState.objects.filter(pk=state.pk), user, appointments_of(user))[0]
        others = candidates(state, self.live_row, user) if may_decide else []
        return super().get_context_data(**kwargs) | {
            "state": state,
            "draft": self.draft,
            "row": row,
            "task": self.task,
            "is_open": is_open,
            "why_not": why_not,
            "may_decide": may_decide,
            "closed_note": "" if is_open else already_decided(state, user),
            "change": self.draft.get_change_kind_display() if self.live_row.live else "",
            "differences": self._differences(),
            "results": results,
            "files": selectors.attached_files(self.draft),
            "approvals": PriorApproval.objects.filter(page_id=state.page_id),
            "seals": Seal.objects.filter(workflow_state_id=state.workflow_state_id),
            "is_last": self._is_last(),
            "why_inside": why_inside(self.draft),
            "forms": self.forms,
            "places": [{"key": place.key, "label": place.label, "text": place.text} for place in self.places],
            "others": others,
            "nobody_else": nobody_else(state) if may_decide and not others else "",
            "handover": latest_handover(state) if is_open else None,
            "handover_error": self.handover_error,
            "handover_note": self.request.POST.get("note", ""),
        }

    @property
    def places(self) -> list[TextPlace]:
        """What the reviewer may point at."""
        return self.draft.places()

    def _is_last(self) -> bool:
        tasks = self.state.workflow_state.workflow.tasks.filter(active=True)
        return list(tasks.values_list("pk", flat=True))[-1:] == [self.task.pk]

    def _differences(self) -> list[Any]:
        """What the draft would change on the public site, field by field."""
        if not self.live_row.live:
            return []
        handler = self.live_row.get_edit_handler()
        panel = handler.get_bound_panel(instance=self.live_row, request=self.request, form=None)
        compared = [compare(self.live_row, self.draft) for compare in panel.get_comparison()]
        return [difference for difference in compared if difference.has_changed()]


@xframe_options_sameorigin_override
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """The page as the public would see it, from exactly the revision under review."""
    draft = _opened_state(request, pk).revision.as_object()
    return draft.make_preview_request(request, draft.default_preview_mode)


def attached_file(request: StaffRequest, pk: int, document_id: int) -> FileResponse:
    """A file of the draft under review, public or not. PDF opens in place, everything else is downloaded."""
    draft = _opened_state(request, pk).revision.as_object()
    for _title, document in selectors.attached_files(draft):
        if document.pk == document_id:
            return private_file(document.file, document.filename, opens_pdf=True)
    raise Http404("该稿件没有这个附件。")


class SheetView(TemplateView):
    """The printable record of a page's sign-off (发布审核单, R-076)."""

    request: StaffRequest
    template_name = "signoff/sheet.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        page_id = kwargs["page_id"]
        if not selectors.may_see_record(page_id, self.request.user):
            raise PermissionDenied
        seals = list(selectors.seals_of(page_id))
        if not seals:
            raise Http404("该页面还没有审签记录。")
        page = Page.objects.filter(pk=page_id).first()
        rounds = [list(group) for _, group in groupby(seals, key=lambda seal: seal.workflow_state_id)]
        return super().get_context_data(**kwargs) | {
            "page": page.specific if page else None,
            "title": seals[-1].page_title,
            "rounds": rounds,
            "batch": selectors.signed_batch_of(page_id),
            "is_intact": all(map(selectors.seal_is_intact, seals)),
        }


class ChainsView(AdminScreen):
    """Who signs what: the chains with their steps, checklists and today's holders. For reading only."""

    template_name = "signoff/chains.html"
    page_title = "审签流程与人员"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        chains = [
            (chain.versions.first(), chain)
            for chain in Chain.objects.filter(is_active=True).select_related("body")
        ]
        return super().get_context_data(**kwargs) | {
            "chains": chains,
            "appointments": selectors.holders_of_reviewing_posts(),
        }
