"""Screens of our own inside Wagtail's admin."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .requests import StaffRequest

NOT_DONE = "尚未办理，请按下面的提示补充后再提交。"


def put_errors(form: Form, refused: PermissionDenied | ValidationError) -> None:
    """Say on the form what a service refuses, beside the field where it has one."""
    if isinstance(refused, ValidationError) and hasattr(refused, "error_dict"):
        for name, words in refused.message_dict.items():
            form.add_error(name if name in form.fields else None, words)
    else:
        form.add_error(None, getattr(refused, "messages", None) or str(refused))


class InFrame(WagtailAdminTemplateMixin):
    """In Wagtail's frame, below an overview (address and label) where there is one."""

    header_icon = "tasks"
    overview: tuple[str, str] | None = None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [{"url": reverse(self.overview[0]), "label": self.overview[1]}] if self.overview else []
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]


class AdminScreen(InFrame, TemplateView):
    """A screen for reading, or with forms of its own."""

    request: StaffRequest
