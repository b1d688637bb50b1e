"""Screens of the pre-check that work without script: the findings of a draft, and one finding dealt with."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override

from foundation.organisations.enums import PostKind
from foundation.organisations.requests import StaffRequest
from foundation.signoff.models import PostTaskState
from foundation.signoff.pages import SignedPage
from foundation.signoff.refusals import words_of

from .checks import run_checks
from .enums import Decision
from .mails import ask_secrecy_reviewers
from .review import in_words, results_from
from .rules.finding import Kind
from .services import dismiss, posts_over, reopen

_SERVICES = {Decision.DISMISSED: dismiss, Decision.REOPENED: reopen}
_DONE = {Decision.DISMISSED: "已忽略该问题，理由已记录。", Decision.REOPENED: "已恢复提示。"}


class DraftScreen(WagtailAdminTemplateMixin, TemplateView):
    """About the latest draft of a page, for those who have a say over its findings."""

    request: StaffRequest
    header_icon = "warning"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(Page, pk=kwargs["page_id"], depth__gt=1).specific
        if not isinstance(page, SignedPage):
            raise Http404
        self.draft = page.get_latest_revision_as_object()
        self.posts = posts_over(self.draft, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_page_subtitle(self) -> str:
        return self.draft.title


class DraftFindingsView(DraftScreen):
    """预检结果: what the check says of a draft, also before it is submitted.

    A mark of secrecy stops submission and is the secrecy reviewer's alone to judge: the editor asks here.
    """

    template_name = "precheck/draft.html"
    page_title = "预检结果"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        asked = ask_secrecy_reviewers(self.draft, self.request.user)
        if asked:
            messages.success(request, f"已发邮件请{asked}核实。核实后即可送审。")
        else:
            messages.error(request, "本机关没有在任的保密审查责任人，请联系平台运维人员设置任职。")
        return redirect("precheck_draft", self.draft.pk)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        report = run_checks(self.draft)
        reviews_secrecy = PostKind.SECRECY_REVIEWER in self.posts
        return super().get_context_data(**kwargs) | {
            "draft": self.draft,
            "results": results_from(report, self.draft, self.request.user),
            "reviews_secrecy": reviews_secrecy,
            "has_secret": any(finding.kind == Kind.SECRET for finding in report.open),
        }


class FindingView(DraftScreen):
    """忽略 or 恢复提示 of one finding, with a reason. A refusal keeps what was typed."""

    template_name = "precheck/finding.html"
    refusal = ""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.decision = Decision(kwargs["decision"])
        self.report = run_checks(self.draft)

    def get_page_title(self) -> str:
        return self.decision.label

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        reason = request.POST.get("reason", "")
        act = _SERVICES[self.decision]
        try:
            act(self.draft, kwargs["fingerprint"], self.request.user, reason, self.report)
        except (PermissionDenied, ValidationError) as refused:
            self.refusal = words_of(refused)
            return self.render_to_response(self.get_context_data(**kwargs), status=400)
        messages.success(request, _DONE[self.decision])
        return redirect(self._back())

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        decided = {finding.fingerprint: (finding, decision) for finding, decision in self.report.dismissed}
        waiting = {finding.fingerprint: (finding, None) for finding in self.report.open}
        finding, decision = (waiting | decided).get(self.kwargs["fingerprint"], (None, None))
        return super().get_context_data(**kwargs) | {
            "draft": self.draft,
            "finding": finding,
            "note": in_words(decision) if decision else "",
            "button": self.decision.label,
            "refusal": self.refusal,
            "reason": self.request.POST.get("reason", ""),
            "back": self._back(),
        }

    def _back(self) -> str:
        """The review that the form came from, or the findings of the draft."""
        step = self.request.GET.get("step", "")
        known = step.isascii() and step.isdigit() and len(step) < 18
        if known and PostTaskState.objects.filter(pk=step, page__pk=self.draft.pk).exists():
            return f"{reverse('signoff:review', args=[step])}#checks"
        return reverse("precheck_draft", args=[self.draft.pk])


@xframe_options_sameorigin_override
def draft_text(request: StaffRequest, page_id: int) -> HttpResponse:
    """The draft as it would be seen in public, for the secrecy reviewer of its body."""
    screen = DraftScreen()
    screen.setup(request, page_id=page_id)
    if PostKind.SECRECY_REVIEWER not in screen.posts:
        raise PermissionDenied
    return screen.draft.make_preview_request(request, screen.draft.default_preview_mode)
