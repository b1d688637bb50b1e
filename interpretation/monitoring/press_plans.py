"""What press work offers to a handling plan: its emergency plans (R-124), and the way to a press conference."""

from collections.abc import Iterable

from django.urls import reverse

from foundation.organisations.models import Body, User
from interpretation.press.emergencies import activate
from interpretation.press.models import EmergencyPlan

from .contingency import Contingency, Link, Source
from .models import Finding

PREFIX = "press-"


def _plans(body: Body) -> Iterable[Contingency]:
    for plan in EmergencyPlan.objects.filter(body=body, is_active=True):
        yield Contingency(f"{PREFIX}{plan.pk}", plan.title)


def _start(finding: Finding, key: str, user: User) -> Link:
    """The activation knows the number only. Raises what press refuses, e.g. a plan without steps."""
    plan = EmergencyPlan.objects.get(pk=int(key.removeprefix(PREFIX)), body=finding.body)
    activation = activate(plan, user, f"舆情{finding.number}处置")
    return {"label": f"预案处置：{plan.title}", "url": reverse("press:activation", args=[activation.pk])}


SOURCE = Source(_plans, _start)


def conference_link(finding: Finding) -> Link | None:
    """特别重大 and 重大 ask for a press conference."""
    if not finding.is_grave:
        return None
    return {"label": "筹备新闻发布会", "url": reverse("press:conference_add")}
