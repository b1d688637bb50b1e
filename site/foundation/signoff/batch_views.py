"""Screens of 批量同意: what was chosen with its checklist, and what became of each item."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from foundation.organisations.screens import AdminScreen
from foundation.organisations.selectors import appointments_of

from . import queue
from .addresses import client_address
from .batch import approve_batch, batch_refusal, conclusions
from .models import PostTaskState

MOST_ITEMS = 50


def _chosen(given: QueryDict) -> list[int]:
    keys = [int(key) for key in given.getlist("item") if key.isascii() and key.isdigit() and len(key) < 19]
    return keys[:MOST_ITEMS]


class BatchView(AdminScreen):
    """GET: confirm with a conclusion for each item. POST: approve them, and say what happened to each."""

    page_title = "批量同意"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.held = appointments_of(self.request.user)
        given = self.request.POST if request.method == "POST" else self.request.GET
        at_my_steps = PostTaskState.objects.at_steps_of(self.held).filter(pk__in=_chosen(given))
        self.states = at_my_steps.order_by("task", "due_on", "pk")

    def get_template_names(self) -> list[str]:
        return ["signoff/batch_done.html" if self.request.method == "POST" else "signoff/batch.html"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.page_title}
        return [*self.breadcrumbs_items, {"url": reverse("signoff:queue"), "label": "待我审签"}, here]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.states.exists():
            messages.warning(request, "请先在待办中勾选要批量同意的稿件；打开看过、检查全部通过的才能勾选。")
            return redirect("signoff:queue")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        states = list(self.states.select_related("revision", "task", "workflow_state"))
        ticks = {state.pk: self.request.POST.getlist(f"checks-{state.pk}") for state in states}
        outcomes = approve_batch(states, self.request.user, ticks, client_address(self.request))
        done = sum(outcome.is_done for outcome in outcomes)
        context = self.get_context_data(outcomes=outcomes, done=done, failed=len(outcomes) - done)
        return self.render_to_response(context)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.request.method == "POST":
            return context
        rows = queue.rows_of(self.states, self.request.user, self.held)
        judged = [(row, batch_refusal(row.state, self.request.user)) for row in rows]
        fit = [(row, self._conclusions(row.state)) for row, why_not in judged if not why_not]
        by_task = groupby(fit, key=lambda pair: pair[0].state.task)
        steps = [(task.specific, list(pairs)) for task, pairs in by_task]
        unfit = [(row, why_not) for row, why_not in judged if why_not]
        return context | {"steps": steps, "unfit": unfit, "count": len(fit)}

    def _conclusions(self, state: PostTaskState) -> list[str]:
        return conclusions(state, state.revision.as_object(), self.request.user) or []
