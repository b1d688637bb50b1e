"""依申请公开 on the admin home: how many applications are overdue, nearly due, unconfirmed and open at all."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from foundation.duties.selectors import Moment
from foundation.organisations.selectors import appointments_shown
from foundation.workdays.selectors import load_calendar

from . import access
from .desk_selectors import Tab, figures

# The most urgent first; what is closed wants nobody.
SHOWN = (Tab.OVERDUE, Tab.SOON, Tab.UNCONFIRMED, Tab.OPEN)


class DeskPanel(Component):
    """For whose work the desk is: the 受理机构 and the head who consents. No query for anybody else."""

    name = "requests"
    order = 25  # below what waits for a signature
    template_name = "requests/home.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        if not any(held.post.kind in access.OFFICE | access.HEAD for held in appointments_shown(user)):
            return {"tabs": []}
        counted = figures(access.seen_by(user), Moment.by(load_calendar())).tabs
        return {"tabs": [(tab, counted[tab]) for tab in SHOWN]}
