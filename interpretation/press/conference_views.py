"""Screens of press conferences and of the authorisation of releases."""

from typing import Any

from django.contrib import messages as django_messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from foundation.duties.models import Duty
from foundation.signoff.screens import FormScreen

from . import conferences as services
from .access import KEEPERS, READERS, bodies_of, bodies_seen, held_at, is_member
from .authorisations import authorise, may_authorise, revoke
from .duties import EVALUATE, RECORD
from .enums import ConferenceState, Team
from .forms import (
    AuthoriseForm,
    CloseForm,
    Empty,
    EvaluationForm,
    LiveForm,
    PlanForm,
    ReasonForm,
    RevokeForm,
    TaskForm,
)
from .models import Conference, ConferenceTask, ReleaseAuthorisation
from .models.pages import PressPage
from .screens import ActsScreen, Card, CardList


class ConferenceList(CardList):
    """By what is to be done next; 逾期未评估 is the list that R-125 asks for."""

    page_title = "新闻发布会"
    header_icon = "group"
    tabs = {"open": "筹备中", "late": "逾期未评估", "done": "已结束", "cancelled": "已取消"}
    placeholder = "按主题查找"
    nothing = "没有这样的发布会。"
    add = ("press:conference_add", "筹备发布会")

    def rows(self, tab: str, words: str) -> Any:
        found = Conference.objects.filter(body__in=bodies_seen(self.request.user), topic__icontains=words)
        found = found.select_related("unit__body", "body").annotate(
            waiting=Count("tasks", filter=Q(tasks__done_at__isnull=True))
        )
        found = found.order_by("-starts_at", "-pk")
        if tab == "late":
            late = Duty.objects.open().filter(kind=EVALUATE, due_on__lt=timezone.localdate())
            return found.filter(pk__in=[int(one) for one in late.values_list("object_id", flat=True)])
        states = {"open": ConferenceState.PLANNED, "done": ConferenceState.CLOSED}
        return found.filter(state=states.get(tab, ConferenceState.CANCELLED))

    def cards(self, shown: Any) -> list[Card]:
        keys = [str(one.pk) for one in shown]
        due: dict[str, list[str]] = {}
        late: set[str] = set()
        for duty in Duty.objects.open().filter(kind__in=(RECORD, EVALUATE), object_id__in=keys):
            name = "实录" if duty.kind == RECORD else "评估"
            due.setdefault(duty.object_id, []).append(f"{name}{duty.due_on:%Y-%m-%d}到期")
            if duty.due_on and duty.due_on < timezone.localdate():
                late.add(duty.object_id)
        return [
            Card(
                one.topic,
                reverse("press:conference", args=[one.pk]),
                state=one.get_state_display(),
                facts=[
                    f"{timezone.localtime(one.starts_at):%Y-%m-%d %H:%M}",
                    one.get_kind_display(),
                    str(one.unit),
                    *([f"未完成任务{one.waiting}项"] if one.state == ConferenceState.PLANNED else []),
                    *due.get(str(one.pk), []),
                ],
                tone="overdue" if str(one.pk) in late else "",
            )
            for one in shown
        ]


class ConferenceAdd(FormScreen):
    """Plan a conference."""

    form_class = PlanForm
    template_name = "press/admin/form.html"
    page_title = "筹备发布会"
    header_icon = "group"
    overview = ("press:conferences", "新闻发布会")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.bodies = bodies_of(self.request.user, KEEPERS)
        if not self.bodies:
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bodies": self.bodies}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        made = services.plan_conference(self.request.user, data.pop("unit"), **data)
        django_messages.success(self.request, "已建立，两组的任务清单已列好。")
        return redirect("press:conference", made.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = "登记后自动列出“策划口径”“会务组织”两组的任务，并可起草公开页面。"
        return super().get_context_data(**kwargs) | {"words": words, "button": "建立"}


class ConferenceView(ActsScreen):
    """One conference: tasks of both teams, live text, page, closing, evaluation."""

    template_name = "press/admin/conference.html"
    page_title = "新闻发布会"
    header_icon = "group"
    overview = ("press:conferences", "新闻发布会")
    acts = {
        "finish": Empty,
        "task": TaskForm,
        "begin": Empty,
        "live": LiveForm,
        "take": Empty,
        "close": CloseForm,
        "cancel": ReasonForm,
        "evaluate": EvaluationForm,
    }

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = Conference.objects.filter(body__in=bodies_seen(self.request.user))
        self.conference = get_object_or_404(
            seen.select_related("unit__body", "body", "page"), pk=kwargs["pk"]
        )

    def do_finish(self, data: dict[str, Any]) -> str:
        number = self.request.POST.get("task", "")
        task = get_object_or_404(
            ConferenceTask.objects.select_related("conference"),
            conference=self.conference,
            pk=int(number) if number.isdecimal() else 0,
        )
        return f"已完成：{services.finish_task(task, self.request.user)}。"

    def do_task(self, data: dict[str, Any]) -> str:
        return f"已增加任务：{services.add_task(self.conference, self.request.user, **data)}。"

    def do_begin(self, data: dict[str, Any]) -> HttpResponse:
        page = services.begin_page(self.conference, self.request.user)
        return redirect("wagtailadmin_pages:edit", page.pk)

    def do_live(self, data: dict[str, Any]) -> str:
        services.add_live_entry(self.conference, self.request.user, **data)
        return "已记录。页面审签公开后，公众才能看到。"

    def do_take(self, data: dict[str, Any]) -> HttpResponse:
        page = services.take_live_text(self.conference, self.request.user)
        django_messages.success(self.request, "图文直播记录已取入稿件，请核对后送审。")
        return redirect("wagtailadmin_pages:edit", page.pk)

    def do_close(self, data: dict[str, Any]) -> str:
        services.close_conference(self.conference, self.request.user, data["closed_on"])
        return "已登记结束，实录公开和效果评估开始计时。"

    def do_cancel(self, data: dict[str, Any]) -> str:
        services.cancel_conference(self.conference, self.request.user, data["reason"])
        return "已登记取消。页面已公开预告的，请另行更正或者撤下。"

    def do_evaluate(self, data: dict[str, Any]) -> str:
        services.evaluate(self.conference, self.request.user, **data)
        return "发布效果评估已存档。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        conference, user, page = self.conference, self.request.user, self.conference.page
        tasks = list(conference.tasks.select_related("done_by"))
        teams = [
            {
                "label": team.label,
                "tasks": [task for task in tasks if task.team == team],
                "is_mine": is_member(user, conference.body_id, team),
            }
            for team in Team
        ]
        return super().get_context_data(**kwargs) | {
            "conference": conference,
            "teams": teams,
            "entries": list(conference.live_entries.select_related("by")),
            "duties": Duty.objects.of(conference, RECORD).union(Duty.objects.of(conference, EVALUATE)),
            "evaluation": getattr(conference, "evaluation", None),
            "keeps": held_at(user, KEEPERS, conference.body_id) is not None,
            "evaluates": held_at(user, READERS, conference.body_id) is not None,
            "records": is_member(user, conference.body_id, Team.CONTENT),
            "is_recorded": bool(page and page.live and page.is_record),
            "is_planned": conference.state == ConferenceState.PLANNED,
            "has_begun": conference.starts_at <= timezone.now(),
        }


class AuthorisationView(ActsScreen):
    """Who authorised the release of one page (R-123)."""

    template_name = "press/admin/authorisation.html"
    page_title = "发布授权"
    header_icon = "key"
    acts = {"authorise": AuthoriseForm, "revoke": RevokeForm}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(Page, pk=kwargs["page_id"], depth__gt=1).specific
        if not isinstance(page, PressPage) or page.body_id not in bodies_seen(self.request.user):
            raise PermissionDenied
        self.page = page
        self.given = ReleaseAuthorisation.objects.filter(page_id=page.pk).select_related(
            "recorded_by", "revocation__by"
        )

    def do_authorise(self, data: dict[str, Any]) -> str:
        authorise(self.page, self.request.user, **data)
        return "发布授权已登记。"

    def do_revoke(self, data: dict[str, Any]) -> str:
        number = self.request.POST.get("authorisation", "")
        one = get_object_or_404(self.given, pk=int(number) if number.isdecimal() else 0)
        revoke(one, self.request.user, data["reason"])
        return "发布授权已收回。已经公开的内容请另行办理撤下。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        in_force = set(self.given.in_force(timezone.localdate()).values_list("pk", flat=True))
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "rows": [(one, one.pk in in_force) for one in self.given],
            "may_authorise": may_authorise(self.page, self.request.user)
            and self.page.owner_id != self.request.user.pk,
            "is_needed": self.page.get_latest_revision_as_object().needs_authorisation,
        }
