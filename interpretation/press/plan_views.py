"""Screens of emergency reporting plans and their activations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from foundation.duties.models import Duty

from . import emergencies
from .access import KEEPERS, READERS, bodies_of, held_at
from .duties import REVIEW
from .forms import Empty, EventForm, NoteForm
from .models import ActivationTask, EmergencyPlan, PlanActivation
from .screens import ActsScreen, Card, CardList


class PlanList(CardList):
    """The plans with their next review; editing them is in the register."""

    page_title = "报道预案"
    header_icon = "warning"
    nothing = "还没有突发事件新闻报道预案。"
    add = ("press_plans:add", "编制预案")

    def rows(self, tab: str, words: str) -> Any:
        seen = EmergencyPlan.objects.filter(body__in=bodies_of(self.request.user), title__icontains=words)
        return seen.select_related("body").prefetch_related("contacts", "steps", "activations")

    def cards(self, shown: Any) -> list[Card]:
        return [
            Card(
                one.title,
                reverse("press:plan", args=[one.pk]),
                state="现行" if one.is_active else "已停用",
                facts=[
                    str(one.body),
                    f"最近评审{one.reviewed_on}",
                    f"联络人{len(one.contacts.all())}名",
                    f"步骤{len(one.steps.all())}项",
                    f"启动{len(one.activations.all())}次",
                ],
            )
            for one in shown
        ]


class PlanView(ActsScreen):
    """One plan: contact tree, steps, templates, review, activation."""

    template_name = "press/admin/plan.html"
    page_title = "报道预案"
    header_icon = "warning"
    overview = ("press:plans", "报道预案")
    acts = {"review": Empty, "activate": EventForm}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = EmergencyPlan.objects.filter(body__in=bodies_of(self.request.user)).select_related("body")
        self.plan = get_object_or_404(seen, pk=kwargs["pk"])

    def do_review(self, data: dict[str, Any]) -> str:
        emergencies.review_plan(self.plan, self.request.user)
        return "评审已登记，下次评审重新计时。"

    def do_activate(self, data: dict[str, Any]) -> HttpResponse:
        made = emergencies.activate(self.plan, self.request.user, data["event"])
        return redirect("press:activation", made.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "plan": self.plan,
            "contacts": list(self.plan.contacts.all()),
            "steps": list(self.plan.steps.all()),
            "activations": list(self.plan.activations.select_related("by")),
            "duty": Duty.objects.open().of(self.plan, REVIEW).first(),
            "acts_here": held_at(self.request.user, READERS, self.plan.body_id) is not None,
            "keeps": held_at(self.request.user, KEEPERS, self.plan.body_id) is not None,
        }


class ActivationView(ActsScreen):
    """One activation: whom to call, what to do by when, the log."""

    template_name = "press/admin/activation.html"
    page_title = "预案启动"
    header_icon = "warning"
    overview = ("press:plans", "报道预案")
    acts = {"finish": Empty, "note": NoteForm}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = PlanActivation.objects.filter(plan__body__in=bodies_of(self.request.user))
        self.activation = get_object_or_404(seen.select_related("plan__body", "by"), pk=kwargs["pk"])

    def do_finish(self, data: dict[str, Any]) -> str:
        number = self.request.POST.get("task", "")
        task = get_object_or_404(
            ActivationTask.objects.select_related("activation__plan"),
            activation=self.activation,
            pk=int(number) if number.isdecimal() else 0,
        )
        return f"已完成：{emergencies.finish_task(task, self.request.user)}。"

    def do_note(self, data: dict[str, Any]) -> str:
        emergencies.note(self.activation, self.request.user, data["words"])
        return "已记录。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "activation": self.activation,
            "tasks": list(self.activation.tasks.select_related("done_by")),
            "entries": list(self.activation.entries.select_related("by")),
            "now": timezone.now(),
        }
