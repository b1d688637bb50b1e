"""What every inbox of staff shares: the list, the look at personal data, the files."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from foundation.organisations.models import User
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.signoff.file_responses import private_file
from foundation.signoff.screens import FormScreen

from .models import SubmissionFile, key_of
from .registry import SubmissionKind, submission_kind
from .reveal import LONGEST_REASON, NOT_YOURS, reveal

PER_PAGE = 20


class InboxView(AdminScreen):
    """A list of one kind in tabs, searched by number and words (``?q=``), page by page (``?p=``), flat in queries.

    A kind names ``tabs`` (key: label) and overrides ``seen_by`` (rows in the user's reach) and ``in_tab``.
    Personal data is not even read. ``counts`` costs a query a tab.
    """

    template_name = "submissions/admin/inbox.html"
    page_title = "公众来件"
    header_icon = "comment"
    tabs: ClassVar[dict[str, str]] = {"open": "待办理", "done": "已办结"}

    def seen_by(self, user: User) -> QuerySet[Any]:
        raise NotImplementedError

    def in_tab(self, rows: QuerySet[Any], tab: str) -> QuerySet[Any]:
        """Rows of a tab; usually those that nobody has closed, and the others."""
        return rows.open() if tab == "open" else rows.exclude(closed_at=None, withdrawn_at=None)  # type: ignore[attr-defined]

    def filtered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """More filters of the kind."""
        return rows

    def decorated(self, rows: list[Any]) -> list[Any]:
        """Give the rows of one page what the template shows beside them (``address``, ``duty``, ``facts``)."""
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tab = self.request.GET.get("tab", "")
        tab = tab if tab in self.tabs else next(iter(self.tabs))
        sought = self.request.GET.get("q", "").strip()[:50]
        rows = self.seen_by(self.request.user).without_personal_data()  # type: ignore[attr-defined]
        if sought:
            rows = rows.filter(Q(number__icontains=sought) | Q(text__icontains=sought))
        rows = self.filtered(rows)
        shown = Paginator(self.in_tab(rows, tab), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "tabs": [(key, label, self.in_tab(rows, key).count()) for key, label in self.tabs.items()],
            "tab": tab,
            "sought": sought,
            "shown": shown,
            "rows": self.decorated(list(shown)),
        }


class RevealForm(forms.Form):
    """Why somebody has to look."""

    reason = forms.CharField(
        label="查看理由",
        max_length=LONGEST_REASON,
        help_text="如“电话核实反映的情况”。查看人、时间和理由将记入《个人信息查看记录》。",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "请写明查看理由。"},
    )


@method_decorator(never_cache, name="dispatch")
class RevealView(FormScreen):
    """Asks for the reason, then shows the personal data in answer to it: once, at no address."""

    form_class = RevealForm
    template_name = "submissions/admin/reveal.html"
    page_title = "查看联系方式"
    header_icon = "user"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.kind, self.submission = submission_or_404(kwargs["kind"], kwargs["pk"])
        if not self.kind.may_reveal(self.submission, self.request.user):
            raise PermissionDenied(NOT_YOURS)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        revealed = reveal(self.submission, self.request.user, data["reason"])
        return self.render_to_response(self.get_context_data(revealed=revealed, is_revealed=True))

    def get_success_url(self) -> str:
        return reverse("submissions_admin:accesses")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"submission": self.submission, "kind": self.kind}
        return super().get_context_data(**kwargs) | shown


def submission_or_404(key: str, pk: int) -> tuple[SubmissionKind, Any]:
    """The kind and the row. Raises Http404."""
    try:
        kind = submission_kind(key)
    except KeyError:
        raise Http404("没有这类来件。") from None
    return kind, get_object_or_404(kind.model._default_manager, pk=pk)


@require_GET
@never_cache
def file(request: StaffRequest, kind: str, pk: int, file_id: int) -> FileResponse:
    """A file that came with a submission, for those who handle it. Raises Http404, PermissionDenied."""
    found, submission = submission_or_404(kind, pk)
    if not found.may_read(submission, request.user):
        raise PermissionDenied("附件由办理本件的岗位查看。")
    one = get_object_or_404(SubmissionFile, pk=file_id, **key_of(submission))
    return private_file(one.file, one.name, opens_pdf=False)
