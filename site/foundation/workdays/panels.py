"""On the admin home: a year whose notice is missing (R-278)."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from .selectors import missing_years
from .views import MAY_ENTER


class MissingNoticePanel(Component):
    """Told to those who can enter it, from 1 December on."""

    name = "missing_notice"
    order = 5
    template_name = "workdays/missing_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        may_enter = parent_context["request"].user.has_perm(MAY_ENTER)
        return {"missing": missing_years(timezone.localdate()) if may_enter else []}
