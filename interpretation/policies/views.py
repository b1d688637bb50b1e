"""Beginning an interpretation, and the report 解读时限."""

from typing import cast

import django_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import PageReportView

from disclosure.documents.enums import DocumentKind
from disclosure.documents.models import DocumentPage
from disclosure.documents.side_panels import days_in_words
from foundation.organisations.models import User
from foundation.organisations.spreadsheets import SafeExport
from foundation.rules.parameters import in_force
from foundation.signoff.refusals import words_of
from foundation.workdays.selectors import load_calendar

from .models import InterpretationPage
from .selectors import DAYS
from .services import begin_interpretation, submit_together
from .tracking import documents_seen_by, overdue, published, track


@require_POST
def begin(request: HttpRequest, document_id: int) -> HttpResponse:
    """Begin an interpretation of a document and go on in its editor."""
    document = get_object_or_404(DocumentPage, pk=document_id)
    try:
        page = begin_interpretation(document, cast(User, request.user))
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:edit", document.pk)
    messages.success(request, f"已建立《{document.title}》的解读草稿，六个要素的标题已列好。")
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def submit(request: HttpRequest, document_id: int) -> HttpResponse:
    """Submit a document's interpretations, and the document with them when it is a draft (同步审签)."""
    document = get_object_or_404(DocumentPage, pk=document_id)
    try:
        submitted = submit_together(document, cast(User, request.user))
    except (PermissionDenied, ValidationError) as refusal:
        messages.error(request, words_of(refusal))
    else:
        words = f"已送审《{document.draft_title}》的解读{len(submitted)}篇"
        messages.success(request, f"{words}，文件与解读将同步审签。解读先签发的，待文件公开时一并公开。")
    return redirect("wagtailadmin_pages:edit", document.pk)


class DeadlineFilterSet(WagtailFilterSet):
    """未解读 / 已超期 / 已解读, and the kind of document."""

    state = django_filters.ChoiceFilter(
        label="解读情况",
        empty_label="全部",
        choices=[("missing", "未解读"), ("overdue", "已超期未解读"), ("done", "已解读")],
        method="filter_state",
    )
    kind = django_filters.ChoiceFilter(label="文件类别", empty_label="全部", choices=DocumentKind.choices)

    class Meta:
        model = DocumentPage
        fields = ["state", "kind"]

    def filter_state(self, documents: QuerySet, name: str, state: str) -> QuerySet:
        if state == "overdue":
            return overdue(documents, load_calendar())
        return documents.filter(is_interpreted=state == "done")


class InterpretationDeadlineReport(SafeExport, PageReportView):
    """Documents that need an interpretation with its clock (R-089, R-093, R-097); oldest open ones first."""

    page_title = "解读时限"
    header_icon = "time"
    index_url_name = "interpretation_deadlines"
    index_results_url_name = "interpretation_deadlines_results"
    results_template_name = "policies/admin/deadline_report_results.html"
    filterset_class = DeadlineFilterSet
    # The rows themselves are limited to the reader's unit or body.
    permission_policy = None
    is_searchable = False
    list_export = [
        "title",
        "document_number",
        "kind_label",
        "unit_name",
        "published_on",
        "due_on",
        "is_provisional",
        "state",
        "days",
        "interpreted_on",
        "interpretation_title",
        "interpreted_by",
    ]
    export_headings = {
        "title": "文件标题",
        "document_number": "文号",
        "kind_label": "文件类别",
        "unit_name": "责任科室",
        "published_on": "公开日期",
        "due_on": "解读到期日",
        "is_provisional": "是否暂定",
        "state": "解读情况",
        "days": "剩余或超期",
        "interpreted_on": "解读公开日期",
        "interpretation_title": "解读标题",
        "interpreted_by": "解读人",
    }

    def get_queryset(self) -> QuerySet[DocumentPage]:
        first = (
            InterpretationPage.objects.live()
            .filter(documents__document=OuterRef("pk"))
            .order_by(Coalesce("original_published_at", "first_published_at"))
        )
        return (
            published(documents_seen_by(self.request.user))
            .annotate(
                interpretation_title=Subquery(first.values("title")[:1]),
                interpreted_by=Subquery(first.values("interpreter")[:1]),
            )
            .select_related("unit__body")
            .order_by("is_interpreted", "published_at", "pk")
        )

    @cached_property
    def calendar(self):
        return load_calendar()

    def decorate_paginated_queryset(self, documents):
        today = timezone.localdate()
        for document in documents:
            tracked = track(document, self.calendar, today)
            deadline = tracked.due.deadline
            document.tracked = tracked
            document.kind_label = document.get_kind_display()
            document.unit_name = str(document.unit or "")
            document.published_on = document.public_date
            document.due_on = tracked.due.due_on
            document.is_provisional = "暂定" if deadline.provisional else ""
            document.state = tracked.state
            document.days = days_in_words(left=tracked.left, late=tracked.late, done_on=tracked.due.done_on)
            document.interpreted_on = tracked.due.done_on
        return documents

    def get_context_data(self, *args, **kwargs) -> dict[str, object]:
        context = super().get_context_data(*args, **kwargs)
        context["media"] += Media(css={"all": ["documents/editorial.css"]})
        return context | {"rule": in_force(DAYS)}

    def get_filename(self) -> str:
        return f"解读时限-{timezone.localdate():%Y%m%d}"
