"""Screens of those who handle letters."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from disclosure.remedies.access import keeper
from disclosure.remedies.enums import DisputeKind
from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.organisations.screens import AdminScreen
from foundation.signoff.screens import FormScreen
from foundation.submissions.admin_views import InboxView

from . import access, services
from .acts import ACTS, offered
from .duties import KIND
from .enums import WAITING, Nature, State
from .forms import EnterForm, ReasonForm
from .models import Letter
from .rules import ANSWER_MONTHS
from .selectors import beyond_limit, statistics

UNDER_REVIEW = (State.CONFIRMING, State.APPROVING)
OVERVIEW = ("feedback_admin:list", "公众留言")


class ListView(InboxView):
    """Letters of the user's units and bodies by how far they are; ``?nature=complaint``: the register of complaints."""

    template_name = "feedback/admin/list.html"
    page_title = "公众留言"
    header_icon = "mail"
    tabs = {
        "received": "待受理",
        "handling": "办理中",
        "review": "答复待审",
        "answered": "已答复待办结",
        "done": "已办结",
    }

    def seen_by(self, user: User) -> QuerySet[Letter]:
        return access.seen_by(user)

    def in_tab(self, rows: QuerySet[Letter], tab: str) -> QuerySet[Letter]:
        taken_back = rows.exclude(withdrawn_at=None)
        waiting = rows.filter(withdrawn_at=None)
        match tab:
            case "received":
                return waiting.filter(state=State.RECEIVED).order_by("received_at")
            case "handling":
                return waiting.filter(state=State.HANDLING).order_by("received_at")
            case "review":
                return waiting.filter(state__in=UNDER_REVIEW).order_by("received_at")
            case "answered":
                return waiting.filter(state=State.ANSWERED)
        return taken_back | rows.exclude(state__in=(*WAITING, State.ANSWERED))

    def filtered(self, rows: QuerySet[Letter]) -> QuerySet[Letter]:
        nature = self.request.GET.get("nature", "")
        return rows.filter(nature=nature) if nature in Nature.values else rows

    def decorated(self, rows: list[Letter]) -> list[Letter]:
        keys = [str(letter.pk) for letter in rows]
        due = {duty.object_id: duty for duty in Duty.objects.open().filter(kind=KIND, object_id__in=keys)}
        for letter in rows:
            letter.duty = due.get(str(letter.pk))  # type: ignore[attr-defined]
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "natures": Nature.choices,
            "nature": self.request.GET.get("nature", ""),
            "entered": access.bodies_entered(self.request.user),
        }


class _OfLetter(FormScreen):
    """A screen about one letter in the user's reach."""

    overview = OVERVIEW
    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.letter: Letter = get_object_or_404(access.seen_by(self.request.user), pk=kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("feedback_admin:letter", args=[self.letter.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "letter": self.letter,
            "kind_key": KIND,
            "handles": access.may_reveal(self.letter, self.request.user),
        }


class LetterView(_OfLetter):
    """Everything about one letter, and the steps that the user may take."""

    form_class = Form
    template_name = "feedback/admin/letter.html"
    page_title = "公众留言"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        alike = access.seen_by(user).without_personal_data().filter(near_key=self.letter.near_key)  # type: ignore[attr-defined]
        return super().get_context_data(**kwargs) | {
            "acts": offered(self.letter, user),
            "events": self.letter.events.all(),
            "alike": alike.exclude(pk=self.letter.pk)[:5],
            "duty": Duty.objects.filter(kind=KIND, object_id=str(self.letter.pk)).first(),
            "to_register": self._to_register(user),
            "may_take_off": self.letter.is_public and access.as_office(self.letter, user) is not None,
        }

    def _to_register(self, user: User) -> str:
        """Where a complaint about an application enters the register of complaints (R-195), for who keeps it."""
        letter = self.letter
        if letter.nature != Nature.COMPLAINT or keeper(letter.body_id, user) is None:
            return ""
        day = timezone.localdate(letter.received_at)
        known = {"kind": DisputeKind.COMPLAINT.value, "received_on": f"{day}", "reference": letter.number}
        return f"{reverse('remedies:new_dispute')}?{urlencode(known)}"


class ActView(_OfLetter):
    """One step of one letter."""

    template_name = "feedback/admin/act.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["act"] not in ACTS:
            raise Http404("没有这个环节。")
        self.act = ACTS[kwargs["act"]]
        self.page_title = self.act.step
        if not self.act.who(self.letter, self.request.user):
            raise PermissionDenied("您目前不在办理本环节的岗位上。")

    def get_form(self, form_class: Any = None) -> Form:
        form = self.act.form(**self.get_form_kwargs())
        form.for_letter(self.letter)  # type: ignore[attr-defined]
        return form

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.act.service(self.letter, self.request.user, **data)
        return self.done(f"{self.letter.number}：{self.act.step}已完成。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"act": self.act}


class TakeOffView(_OfLetter):
    """撤下公示."""

    form_class = ReasonForm
    template_name = "feedback/admin/act.html"
    page_title = "撤下公示"

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        services.take_off(self.letter, self.request.user, **data)
        return self.done(f"{self.letter.number} 已撤下公示。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"act": {"step": self.page_title}}


class EnterView(FormScreen):
    """登记来件: phone, mail, visit."""

    form_class = EnterForm
    template_name = "feedback/admin/enter.html"
    page_title = "登记来件"
    header_icon = "mail"
    overview = OVERVIEW

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.body = get_object_or_404(access.bodies_entered(self.request.user), pk=kwargs["body_id"])

    def get_initial(self) -> dict[str, Any]:
        return {"received_on": timezone.localdate()}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.letter = services.enter(self.request.user, self.body, **data)
        return self.done(f"已登记 {self.letter.number}。")

    def get_success_url(self) -> str:
        return reverse("feedback_admin:letter", args=[self.letter.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"body": self.body}


class StatisticsView(AdminScreen):
    """留言统计 of a year (``?year=``): by nature, channel, unit, state and outcome; what waited too long."""

    template_name = "feedback/admin/statistics.html"
    page_title = "留言统计"
    header_icon = "table"
    overview = OVERVIEW

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        this_year = timezone.localdate().year
        asked = self.request.GET.get("year", "")
        year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= this_year else this_year
        seen = access.seen_by(self.request.user)
        return super().get_context_data(**kwargs) | {
            "year": year,
            "years": range(this_year, this_year - 5, -1),
            "tables": statistics(seen.filter(received_at__year=year)),
            "late": seen.filter(pk__in=beyond_limit(ANSWER_MONTHS)).without_personal_data()[:20],  # type: ignore[attr-defined]
        }
