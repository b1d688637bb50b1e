"""Sign-off on the admin home: what waits for me, what was returned to me, where my submissions stand."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from foundation.organisations.selectors import appointments_shown

from . import emergency_selectors, queue, takedown_selectors
from .models import PostTaskStateQuerySet

SHOWN = 5


def _first_rows(states: PostTaskStateQuerySet) -> dict[str, Any]:
    """The first rows, and how many there are; counted only when more than are shown may be there."""
    rows = queue.rows_of(states[:SHOWN])
    return {"rows": rows, "count": states.count() if len(rows) == SHOWN else len(rows)}


class WaitingPanel(Component):
    """待我审签: the counts and what is most urgent."""

    name = "signoff_waiting"
    order = 20
    template_name = "signoff/panels/waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        mine = queue.queue_of(parent_context["request"].user)
        rows = queue.rows_of(mine.states[:SHOWN], mine.user, mine.held) if mine.counts["all"] else []
        return {
            "rows": rows,
            "count": mine.counts["all"],
            "counts": mine.counts,
            "left_to_others": mine.left_to_others,
        }


class ReturnedPanel(Component):
    """我的退回件: with the reviewer's words."""

    name = "signoff_returned"
    order = 30
    template_name = "signoff/panels/returned.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return _first_rows(queue.returned_to(parent_context["request"].user))


class InReviewPanel(Component):
    """我在审的件: at which step, since when."""

    name = "signoff_in_review"
    order = 40
    template_name = "signoff/panels/in_review.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return _first_rows(queue.in_review_of(parent_context["request"].user))


class TakedownPanel(Component):
    """撤下与应急: requests that wait for me, emergency measures that await review. Nothing when there are none."""

    name = "signoff_takedown"
    order = 25
    template_name = "signoff/panels/takedowns.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        held = appointments_shown(user)
        return {
            "requests": takedown_selectors.requests_for(user, held)[:SHOWN],
            "measures": emergency_selectors.measures_for(user, held)[:SHOWN],
        }
