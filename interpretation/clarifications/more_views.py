"""Import of findings, consents of touched departments, and which bodies have a plan."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET
from wagtail.admin import messages
from wagtail.models import Page

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.organisations.selectors import appointments_shown
from foundation.secrecy.access import bodies_reached
from foundation.signoff.screens import FormScreen

from . import access, importing
from .consents import consents_of, record_consent, spoken_for
from .forms import ConsentForm, ImportForm
from .page_models import ClarificationPage
from .selectors import plans_of


class ImportView(FormScreen):
    """导入监测结果."""

    template_name = "clarifications/admin/form.html"
    page_title = "导入监测结果"
    header_icon = "upload"
    overview = ("clarifications:list", "澄清事项")
    form_class = ImportForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.units = access.units_registered_for(self.request.user)
        if not self.units.exists():
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"units": self.units}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        done = importing.take_in(importing.read(data["file"]), data["unit"], self.request.user)
        words = f"已登记{len(done.cases)}项。"
        if done.known:
            words += f"{'、'.join(done.known)}与未办结事项内容相同，未重复登记。"
        return self.done(words)

    def get_success_url(self) -> str:
        return reverse("clarifications:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "button": "导入",
            "back": self.get_success_url(),
            "advice": f"列名：{'、'.join(importing.COLUMNS)}。有一行有误就都不导入，改好后重新上传。",
            "example": reverse("clarifications:example"),
        }


@require_GET
def example(request: StaffRequest) -> HttpResponse:
    """An example of the file."""
    response = HttpResponse(importing.EXAMPLE.encode("utf-8-sig"), content_type="text/csv")
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E7%9B%91%E6%B5%8B%E7%BB%93%E6%9E%9C.csv"
    return response


class ConsentView(FormScreen):
    """涉及部门意见: the text as it is now, who has answered, the form for those who may answer."""

    template_name = "clarifications/admin/consents.html"
    page_title = "涉及部门意见"
    header_icon = "group"
    overview = ("clarifications:list", "澄清事项")
    form_class = ConsentForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        draft = get_object_or_404(Page, pk=kwargs["page_id"]).get_latest_revision_as_object()
        if not isinstance(draft, ClarificationPage):
            raise PermissionDenied
        self.draft = draft
        self.bodies = spoken_for(draft, self.request.user)
        if not (self.bodies or draft.permissions_for_user(self.request.user).can_edit()):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bodies": self.bodies}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        said = record_consent(self.draft, data.pop("body"), self.request.user, **data)
        messages.success(self.request, f"已登记{said.body}的意见：{said.get_state_display()}。")
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse("clarifications:consents", args=[self.draft.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "draft": self.draft,
            "consents": consents_of(self.draft),
            "bodies": self.bodies,
            "button": "登记意见",
        }


class PlansView(AdminScreen):
    """工作预案: bodies without one first (R-131)."""

    template_name = "clarifications/admin/plans.html"
    page_title = "澄清工作预案"
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not access.oversees(self.request.user):
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        reached = bodies_reached(user, access.OVERSEERS)
        rows = plans_of(Body.objects.filter(pk__in=reached).order_by("name"))
        writes = {
            held.post.body_id
            for held in appointments_shown(user)
            if held.post.kind == PostKind.OFFICE_REVIEWER
        }
        return super().get_context_data(**kwargs) | {
            "rows": [(row, row.body.pk in writes) for row in rows],
            "missing": sum(row.plan is None for row in rows),
        }
