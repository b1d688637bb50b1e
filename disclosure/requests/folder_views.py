"""卷宗: everything about a case on one page for printing, or as a ZIP. Every look has a reason and is on record."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from foundation.signoff.screens import FormScreen
from foundation.submissions.admin_views import RevealForm
from foundation.submissions.reveal import NOT_YOURS, reveal

from . import access
from .case_selectors import page_of
from .case_views import OVERVIEW, case_or_404
from .folder_selectors import folder_of
from .folder_zip import stream
from .models import Case


class FolderForm(RevealForm):
    """What the folder is opened for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "打开卷宗的理由"
        self.fields["reason"].help_text = "如“归档”“向行政复议机关提交案卷”。"


@method_decorator(never_cache, name="dispatch")
class FolderView(FormScreen):
    """Asks for the reason, then answers with the page or the archive: once, at no address that could be kept."""

    form_class = FolderForm
    template_name = "requests/folder_ask.html"
    page_title = "打开卷宗"
    header_icon = "folder"
    overview = OVERVIEW

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case: Case = case_or_404(self.request, kwargs["pk"])
        if not access.may_see_identity(self.case, self.request.user):
            raise PermissionDenied(NOT_YOURS)

    def perform(self, data: dict[str, Any]) -> HttpResponseBase:  # type: ignore[override]
        as_archive = self.request.POST.get("as") == "zip"
        what = "导出卷宗" if as_archive else "打印卷宗"
        revealed = reveal(
            Case.objects.get(pk=self.case.pk), self.request.user, f"{what}：{data['reason']}"[:200]
        )
        folder = folder_of(self.case)
        shown = {
            "case": self.case,
            "revealed": revealed,
            "page": page_of(self.case, self.request.user),
            "folder": folder,
            "now": timezone.localtime(),
            "by": self.request.user,
            # The archive is read where there is no site: its page brings its looks along.
            "css": _looks() if as_archive else "",
        }
        page = render_to_string("requests/folder.html", shown, request=self.request)
        if not as_archive:
            return HttpResponse(page)
        response = StreamingHttpResponse(stream(folder, page), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{self.case.number}.zip"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def get_success_url(self) -> str:
        return reverse("requests_admin:case", args=[self.case.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"case": self.case}


def _looks() -> str:
    found = finders.find("portal/admin/sheet.css")
    return Path(found).read_text() if isinstance(found, str) else ""
