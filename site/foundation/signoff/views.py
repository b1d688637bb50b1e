"""Screens of sign-off: the queue, the review screen, the printable record."""

from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override

from foundation.organisations.requests import StaffRequest

from . import queue, selectors
from .addresses import client_address
from .gates import Stage, reasons
from .models import Chain, PostTaskState, PriorApproval, Seal
from .outcomes import after_decision, already_decided
from .parts import ACTIONS, DecisionForms
from .publicity import why_inside
from .services import decide

PER_PAGE = 10


class AdminScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen in Wagtail's frame."""

    request: StaffRequest
    header_icon = "tasks"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class ListScreen(AdminScreen):
    """One tab of the queue, in pages."""

    template_name = "signoff/queue.html"
    page_title = "待我审签"
    tab = ""

    def entries(self):
        """What the tab lists."""
        raise NotImplementedError

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        shown = Paginator(self.entries(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"tab": self.tab, "shown": shown}


class QueueView(ListScreen):
    """待办: what waits for the user's own decision, longest waiting first."""

    tab = "queue"

    def entries(self):
        waiting, self.left_to_others = queue.waiting_for(self.request.user)
        return waiting

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = queue.rows_of(context["shown"].object_list)
        return context | {"rows": rows, "left_to_others": self.left_to_others}


class DoneView(ListScreen):
    """已办: the user's own decisions."""

    tab = "done"

    def entries(self):
        return queue.decided_by(self.request.user)


class MineView(ListScreen):
    """我提交的: where the user's own submissions stand."""

    tab = "mine"

    def entries(self):
        return queue.submissions_of(self.request.user)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"rows": queue.rows_of(context["shown"].object_list)}


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
    """One step of one submission on one screen, with the two buttons 同意 and 退回."""

    template_name = "signoff/review.html"
    page_title = "审签"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.state = _opened_state(self.request, kwargs["pk"])
        self.task = self.state.task.specific
        self.live_row = self.state.page.specific
        self.draft = self.state.revision.as_object()
        self.forms = {action: self._forms(action) for action in ACTIONS}

    def _forms(self, action: str, *filled: Any) -> DecisionForms:
        return DecisionForms(action, self.state, self.draft, self.request.user, *filled)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": "审签"}
        return [*self.breadcrumbs_items, {"url": reverse("signoff:queue"), "label": "待我审签"}, here]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        action = request.POST.get("action", "")
        if self.state.status != self.state.STATUS_IN_PROGRESS:
            messages.warning(request, already_decided(self.state, self.request.user))
            return redirect("signoff:queue")
        if action not in self.forms:
            messages.error(request, "请点“同意”或“退回”。")
            return redirect("signoff:review", self.state.pk)
        forms = self.forms[action] = self._forms(action, request.POST, request.FILES)
        if forms.is_valid() and self._decided(action, forms):
            return redirect("signoff:queue")
        messages.error(request, "尚未办理,请按下面的提示补充后再提交。")
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
            forms.main.add_error(None, getattr(refused, "messages", None) or str(refused))
            return False
        after_decision(self.request, self.state)
        return True

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        state, user = self.state, self.request.user
        is_open = state.status == state.STATUS_IN_PROGRESS
        why_not = selectors.refusal(self.state, self.live_row, user) if is_open else ""
        return super().get_context_data(**kwargs) | {
            "state": state,
            "draft": self.draft,
            "row": queue.rows_of(PostTaskState.objects.filter(pk=state.pk))[0],
            "task": self.task,
            "is_open": is_open,
            "why_not": why_not,
            "may_decide": is_open and not why_not,
            "closed_note": "" if is_open else already_decided(state, user),
            "differences": self._differences(),
            "problems": reasons(self.draft, stage=Stage.SIGNATURE),
            "files": selectors.attached_files(self.draft),
            "approvals": PriorApproval.objects.filter(page_id=state.page_id),
            "seals": Seal.objects.filter(workflow_state_id=state.workflow_state_id),
            "is_last": self._is_last(),
            "why_inside": why_inside(self.draft),
            "forms": self.forms,
        }

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
            is_pdf = document.file_extension.lower() == "pdf"
            response = FileResponse(
                document.file.open("rb"),
                as_attachment=not is_pdf,
                filename=document.filename,
                content_type="application/pdf" if is_pdf else "application/octet-stream",
            )
            response["X-Content-Type-Options"] = "nosniff"
            return response
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
