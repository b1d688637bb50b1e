"""领导信息沿革: which leaders the public pages of bodies named, from when until when (R-286)."""

from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from .models import LeaderRecord

LEADERS_URL = "catalogue_leaders"
LEADERS_RESULTS_URL = "catalogue_leaders_results"


class LeaderFilterSet(WagtailFilterSet):
    """Records by body."""

    class Meta:
        model = LeaderRecord
        fields = ["body"]


class LeaderHistoryView(ReportView):
    """Every record, the newest first; nothing in it can be changed."""

    page_title = "领导信息沿革"
    header_icon = "group"
    index_url_name = LEADERS_URL
    index_results_url_name = LEADERS_RESULTS_URL
    filterset_class = LeaderFilterSet
    is_searchable = True
    search_fields = ["name", "post", "duties"]
    columns = [
        Column("name", label="姓名"),
        Column("post", label="职务"),
        Column("duties", label="分工"),
        Column("body", label="机构"),
        Column("effective_from", label="任职起"),
        Column("effective_until", label="任职止"),
        DateColumn("public_from", label="公开时间"),
        DateColumn("public_until", label="更换时间"),
    ]
    list_export = [
        "name", "post", "duties", "body", "effective_from", "effective_until", "public_from", "public_until",
    ]  # fmt: skip
    export_headings = {column.name: column.label for column in columns}
    export_filename = "领导信息沿革"

    def get_base_queryset(self) -> QuerySet[LeaderRecord]:
        return LeaderRecord.objects.select_related("body")
