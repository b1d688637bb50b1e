"""Screens of our own inside Wagtail's admin."""

from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .requests import StaffRequest


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
