"""The tabs of the queue: 待办, 已办, 我提交的."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from . import queue
from .screens import AdminScreen

PER_PAGE = 10


class Counted:
    """Rows for the paginator whose number is known already."""

    def __init__(self, states: QuerySet, number: int) -> None:
        self.states, self.number = states, number

    def count(self) -> int:
        return self.number

    def __getitem__(self, part: slice) -> QuerySet:
        return self.states[part]


class ListScreen(AdminScreen):
    """One tab of the queue, in pages."""

    template_name = "signoff/queue.html"
    page_title = "待我审签"
    tab = ""

    def entries(self):
        """What the tab lists."""
        raise NotImplementedError

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        shown = Paginator(self.entries(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"tab": self.tab, "shown": shown}


class QueueView(ListScreen):
    """待办: what waits for the user's own decision: overdue, due today, others."""

    tab = "queue"

    def entries(self):
        self.queue = queue.queue_of(self.request.user)
        asked = self.request.GET.get("due", "")
        self.part = asked if asked in queue.Urgency.values else queue.Urgency.ALL.value
        return Counted(self.queue.part(self.part), self.queue.counts[self.part])

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = queue.rows_of(context["shown"].object_list, self.queue.user, self.queue.held)
        return context | {
            "rows": rows,
            "part": self.part,
            "parts": [(part, self.queue.counts[part.value]) for part in queue.Urgency],
            "left_to_others": self.queue.left_to_others,
            "may_batch": any(row.batch == queue.Batch.READY for row in rows),
        }


class DoneView(ListScreen):
    """已办: the user's own decisions."""

    tab = "done"

    def entries(self):
        return queue.decided_by(self.request.user)


class MineView(ListScreen):
    """我提交的: where the user's own submissions stand."""

    tab = "mine"

    def entries(self):
        return queue.submissions_of(self.request.user)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"rows": queue.rows_of(context["shown"].object_list)}
