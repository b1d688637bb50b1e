"""送您的舆情 on the admin home: what was delivered and not confirmed as read stands there until it is (不压报)."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from .access import is_offered
from .asking import unread_of

# The newest; the rest is one link away. A property of the screen.
SHOWN = 4


class DeliveriesPanel(Component):
    """One query, and none for who holds no post that is told."""

    name = "deliveries"
    order = 15  # its clocks run in minutes: above what waits for a signature
    template_name = "monitoring/home.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        if not is_offered(user):
            return {"deliveries": []}
        unread = unread_of(user.pk).select_related("finding").order_by("-at", "-pk")
        newest = {one.finding_id: one for one in reversed(unread[: SHOWN * 5])}
        in_order = sorted(newest.values(), key=lambda one: one.at, reverse=True)
        return {"deliveries": in_order[:SHOWN], "more": len(in_order) > SHOWN}
