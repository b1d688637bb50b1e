"""A screen of our own inside Wagtail's admin."""

from typing import Any

from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .requests import StaffRequest


class AdminScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen in Wagtail's frame."""

    request: StaffRequest
    header_icon = "tasks"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]
