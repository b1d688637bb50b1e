"""Reports: documents without plan or material; documents against interpretations (R-097)."""

import django_filters
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from disclosure.documents.models import DocumentPage
from foundation.duties.models import Duty
from foundation.organisations.models import Unit
from foundation.organisations.spreadsheets import SafeExport
from interpretation.policies.duties import PUBLISH
from interpretation.policies.enums import InterpreterKind
from interpretation.policies.models import InterpretationPage, InterpretedDocument
from interpretation.policies.selectors import must_be_interpreted
from interpretation.policies.tracking import scope_of

from .models import InterpretationPlan


class InterpretationReport(SafeExport, ReportView):
    """What both reports share: everybody reads the own scope's rows."""

    header_icon = "clipboard-list"
    is_searchable = False

    def get_filename(self) -> str:
        return f"{self.page_title}-{timezone.localdate():%Y%m%d}"


class ProgressFilterSet(WagtailFilterSet):
    """What is missing."""

    missing = django_filters.ChoiceFilter(
        label="尚缺",
        empty_label="全部",
        choices=[("plan", "解读方案"), ("material", "解读材料")],
        method="filter_missing",
    )

    class Meta:
        model = DocumentPage
        fields = ["missing", "unit"]

    def filter_missing(self, documents: QuerySet, name: str, missing: str) -> QuerySet:
        return documents.filter(**{"has_plan" if missing == "plan" else "has_material": False})


class ProgressReport(InterpretationReport):
    """解读办理情况: documents that need an interpretation and have none that is public, due ones first."""

    page_title = "解读办理情况"
    no_results_message = "没有符合条件的文件：应当解读的文件都已公开解读。"
    index_url_name = "plans:progress"
    index_results_url_name = "plans:progress_results"
    filterset_class = ProgressFilterSet
    list_export = ["title", "unit", "state", "plan", "material", "due"]
    export_headings = {
        "title": "文件",
        "unit": "责任科室",
        "state": "公开状态",
        "plan": "解读方案",
        "material": "解读材料",
        "due": "解读到期日",
    }

    def get_base_queryset(self) -> QuerySet[DocumentPage]:
        public = InterpretedDocument.objects.filter(document=OuterRef("pk"), page__live=True)
        return (
            DocumentPage.objects.filter(must_be_interpreted(), scope_of(self.request.user))
            .filter(~Exists(public), original_published_at__isnull=True)
            .annotate(
                has_plan=Exists(InterpretationPlan.objects.filter(document=OuterRef("pk"))),
                has_material=Exists(InterpretedDocument.objects.filter(document=OuterRef("pk"))),
            )
            .select_related("unit__body")
            .order_by("-live", "first_published_at", "pk")
        )

    def decorate_paginated_queryset(self, object_list):
        today = timezone.localdate()
        ids = [str(document.pk) for document in object_list]
        duties = {
            duty.object_id: duty for duty in Duty.objects.open().filter(kind=PUBLISH, object_id__in=ids)
        }
        for document in object_list:
            duty = duties.get(str(document.pk))
            document.state = "已公开" if document.live else "未公开"
            document.plan = "已填" if document.has_plan else "未填"
            document.material = "已起草" if document.has_material else "未起草"
            late = duty and duty.due_on and duty.due_on < today
            document.due = f"{duty.due_on}{'（已超期）' if late else ''}" if duty else "文件公开后起算"
            document.duty_url = reverse("duties:duty", args=[duty.pk]) if duty else ""
        return object_list

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label="文件", get_url=lambda row: reverse("plans:plan", args=[row.pk])),
            Column("unit", label="责任科室"),
            Column("state", label="公开状态"),
            Column("plan", label="解读方案"),
            Column("material", label="解读材料"),
            TitleColumn("due", label="解读到期（催办）", get_url=lambda row: row.duty_url or None),
        ]


class StatisticsReport(InterpretationReport):
    """解读统计: live policy documents against interpretations by unit, and who interprets (R-096, R-097)."""

    page_title = "解读统计"
    no_results_message = "今年还没有公开政策文件和解读。"
    index_url_name = "plans:statistics"
    index_results_url_name = "plans:statistics_results"
    list_export = ["name", "documents", "needing", "interpretations", *InterpreterKind.values]
    export_headings = {
        "name": "科室",
        "documents": "政策文件",
        "needing": "其中应解读",
        "interpretations": "解读",
    } | dict(InterpreterKind.choices)

    def get_base_queryset(self) -> QuerySet[Unit]:
        """This year's; each unit with its counts, one query."""
        year = timezone.localdate().year
        scope = scope_of(self.request.user)
        documents = DocumentPage.objects.filter(scope, live=True, first_published_at__year=year)
        interpretations = InterpretationPage.objects.filter(scope, live=True, first_published_at__year=year)
        kinds = {
            kind: _count(interpretations.filter(interpreter_kind=kind)) for kind in InterpreterKind.values
        }
        counts = {
            "documents": _count(documents),
            "needing": _count(documents.filter(must_be_interpreted())),
            "interpretations": _count(interpretations),
        } | kinds
        return (
            Unit.objects.select_related("body")
            .annotate(**counts)
            .filter(Q(documents__gt=0) | Q(interpretations__gt=0))
            .order_by("body__name", "name")
        )

    @property
    def columns(self) -> list[Column]:
        counted = [(name, label) for name, label in self.export_headings.items() if name != "name"]
        return [
            Column("name", label="科室", accessor=str),
            *(Column(name, label=label) for name, label in counted),
        ]


def _count(pages: QuerySet):
    """How many of these pages a unit has, as a subquery."""
    of_unit = pages.filter(unit=OuterRef("pk")).order_by().values("unit").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(of_unit, output_field=IntegerField()), 0)
