"""The report 个人信息查看记录: who looked at whose personal data, and why."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, User
from foundation.organisations.requests import StaffRequest
from foundation.organisations.selectors import appointments_shown
from foundation.organisations.spreadsheets import SafeExport
from foundation.secrecy.access import bodies_reached

from .models import ContactAccess

OVERSEERS = frozenset({PostKind.SUPERVISOR, PostKind.OFFICE_REVIEWER})


def oversees(user: User) -> bool:
    """Whether the menu shows the report. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in OVERSEERS for held in appointments_shown(user))


def bodies(request: StaffRequest) -> QuerySet[Body]:
    return Body.objects.filter(pk__in=bodies_reached(request.user, OVERSEERS))


class AccessFilterSet(WagtailFilterSet):
    """机构、时间."""

    body = django_filters.ModelChoiceFilter(label="机构", empty_label="全部", queryset=bodies)
    at = django_filters.DateFromToRangeFilter(label="查看时间", widget=DateRangePickerWidget)

    class Meta:
        model = ContactAccess
        fields = ["body", "at"]


def _moment(access: ContactAccess) -> str:
    return f"{timezone.localtime(access.at):%Y-%m-%d %H:%M:%S}"


class AccessReport(SafeExport, ReportView):
    """For the office and supervisors, of their bodies. It holds no contact data itself."""

    request: StaffRequest
    page_title = "个人信息查看记录"
    header_icon = "view"
    model = ContactAccess
    permission_policy = None
    is_searchable = False
    index_url_name = "submissions_admin:accesses"
    index_results_url_name = "submissions_admin:accesses_results"
    filterset_class = AccessFilterSet
    default_ordering = "-pk"
    paginate_by = 50
    columns = [
        Column("number", label="来件编号", width="20%"),
        Column("kind_label", label="来件类型", width="14%"),
        Column("user_name", label="查看人", width="12%"),
        Column("reason", label="查看理由"),
        Column("at", label="查看时间", accessor=_moment, width="18%"),
    ]
    list_export = ["number", "kind_label", "body", "user_name", "reason", "at"]
    export_headings = {
        "number": "来件编号",
        "kind_label": "来件类型",
        "body": "机构",
        "user_name": "查看人",
        "reason": "查看理由",
        "at": "查看时间",
    }
    export_filename = "个人信息查看记录"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not oversees(self.request.user):
            raise PermissionDenied("个人信息查看记录由办公室和监督岗位查看。")
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[ContactAccess]:
        return ContactAccess.objects.filter(body__in=bodies(self.request)).select_related("body")

    def to_row_dict(self, item: ContactAccess) -> dict[str, Any]:
        """Times as they read on the wall; a spreadsheet knows no zones."""
        return super().to_row_dict(item) | {"at": _moment(item)}
