"""The screen of a document's plan: what is there, what is missing, writing it, waiving a part, beginning drafts."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from disclosure.documents.models import DocumentPage
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.signoff.refusals import words_of
from foundation.signoff.takedown_selectors import acting_post

from .forms import PlanForms, WaiverForm, page_of_plan
from .meetings import goes_to_meeting
from .selectors import package_of, uncovered_points
from .services import WAIVING_POSTS, begin_material, plan_for, refusal_to_write, waive


class PlanView(AdminScreen):
    """解读方案 of one document."""

    request: StaffRequest
    template_name = "plans/plan.html"
    page_title = "解读方案"
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.document = get_object_or_404(DocumentPage, pk=kwargs["document_id"])
        user = self.request.user
        self.may_waive = acting_post(user, WAIVING_POSTS, self.document.body_id) is not None
        self.refusal = refusal_to_write(self.document, user)
        if not (self.may_waive or self.document.permissions_for_user(user).can_edit() or not self.refusal):
            raise PermissionDenied
        self.forms = PlanForms(page_of_plan(self.document))
        self.waiver_form = WaiverForm()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        action = request.POST.get("action", "")
        try:
            if action == "waive":
                done = self._waive()
            elif action.startswith("begin-"):
                return self._begin(action.removeprefix("begin-"))
            else:
                done = self._save()
        except (PermissionDenied, ValidationError) as refused:
            messages.error(request, words_of(refused))
            return self.render_to_response(self.get_context_data())
        if done:
            return redirect("plans:plan", self.document.pk)
        messages.error(request, "尚未保存，请按下面标红的提示补充后再保存，已填的内容都在。")
        return self.render_to_response(self.get_context_data())

    def _save(self) -> bool:
        plan = plan_for(self.document, self.request.user)
        self.forms = PlanForms(plan, self.request.POST)
        if not self.forms.is_valid():
            return False
        self.forms.save(self.request.user)
        messages.success(self.request, "解读方案已保存。")
        return True

    def _waive(self) -> bool:
        self.waiver_form = WaiverForm(self.request.POST)
        if not self.waiver_form.is_valid():
            return False
        waived = waive(self.document, user=self.request.user, **self.waiver_form.cleaned_data)
        messages.success(self.request, f"已登记：{waived}。")
        return True

    def _begin(self, material: str) -> HttpResponse:
        plan = plan_for(self.document, self.request.user)
        page = begin_material(plan, int(material) if material.isdecimal() else 0, self.request.user)
        messages.success(self.request, f"已建立《{page.title}》草稿（{page.get_form_display()}）。")
        return redirect("wagtailadmin_pages:edit", page.pk)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        plan = page_of_plan(self.document)
        return super().get_context_data(**kwargs) | {
            "document": self.document,
            "goes_to_meeting": goes_to_meeting(self.document),
            "package": package_of(self.document),
            "plan": plan,
            "planned": plan.materials.select_related("page", "expert") if plan.pk else [],
            "uncovered": uncovered_points(plan) if plan.pk else [],
            "versions": plan.versions.select_related("approval")[:10] if plan.pk else [],
            "forms": self.forms,
            "refusal": self.refusal,
            "waiver_form": self.waiver_form if self.may_waive else None,
        }
