"""Screens of agreed statements and of the interview log."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from . import statements
from .access import KEEPERS, LEADERS, bodies_of, held_at
from .forms import Empty, InterviewForm, StatementForm, VersionForm
from .models import AgreedStatement, Interview, StatementVersion
from .screens import ActsScreen, Card, CardList, KeeperForm


class StatementList(CardList):
    """Searchable by topic and words; expired ones are marked."""

    page_title = "口径库"
    header_icon = "openquote"
    tabs = {"all": "全部", "valid": "有效", "draft": "待审定", "expired": "已过期"}
    placeholder = "按主题或者内容查找"
    nothing = "没有这样的口径。"
    add = ("press:statement_add", "起草口径")

    def rows(self, tab: str, words: str) -> Any:
        named = Q(topic__icontains=words) | Q(versions__text__icontains=words)
        seen = AgreedStatement.objects.filter(body__in=bodies_of(self.request.user))
        found = AgreedStatement.objects.filter(pk__in=seen.filter(named).values("pk"))
        found = statements.with_state(found.select_related("body"))
        today = timezone.localdate()
        scopes = {
            "valid": Q(holds_until__gte=today),
            "draft": Q(holds_until__isnull=True),
            "expired": Q(holds_until__lt=today),
        }
        return found.filter(scopes.get(tab, Q()))

    def cards(self, shown: Any) -> list[Card]:
        cards = []
        for one in shown:
            state = statements.state_of(one.holds_until)
            newer = one.approved_number and one.last_number > one.approved_number
            facts = [
                f"第{one.last_number}版",
                f"有效期至{one.holds_until}" if one.holds_until else "",
                f"第{one.last_number}版待审定" if newer else "",
                str(one.body),
            ]
            url = reverse("press:statement", args=[one.pk])
            tone = "overdue" if state == "expired" else ""
            cards.append(Card(one.topic, url, one.words[:80], state.label, list(filter(None, facts)), tone))
        return cards


class StatementAdd(KeeperForm):
    form_class = StatementForm
    page_title = "起草口径"
    header_icon = "openquote"
    overview = ("press:statements", "口径库")
    words = "口径由领导审定后才能在采访和发布会中使用。"

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.made = statements.write_version(self.request.user, data.pop("body"), **data)
        return self.done("口径已保存，等待领导审定。")

    def get_success_url(self) -> str:
        return reverse("press:statement", args=[self.made.statement_id])


class StatementView(ActsScreen):
    """One statement with its versions."""

    template_name = "press/admin/statement.html"
    page_title = "口径"
    header_icon = "openquote"
    overview = ("press:statements", "口径库")
    acts = {"approve": Empty, "version": VersionForm}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        seen = AgreedStatement.objects.filter(body__in=bodies_of(self.request.user)).select_related("body")
        self.statement = get_object_or_404(statements.with_state(seen), pk=kwargs["pk"])
        self.versions: list[StatementVersion] = list(self.statement.versions.select_related("by", "approval"))

    def make_form(self, act: str, data: Any = None, files: Any = None) -> Any:
        if act == "version" and data is None and self.versions:
            return VersionForm(prefix=act, initial={"text": self.versions[0].text})
        return super().make_form(act, data, files)

    def do_approve(self, data: dict[str, Any]) -> str:
        statements.approve_version(self.versions[0], self.request.user)
        return "口径已审定，可以使用。"

    def do_version(self, data: dict[str, Any]) -> str:
        topic, body = self.statement.topic, self.statement.body
        statements.write_version(self.request.user, body, topic=topic, statement=self.statement, **data)
        return "新版本已保存，等待领导审定；审定前仍使用原版本。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, body_id = self.request.user, self.statement.body_id
        newest = self.versions[0]
        return super().get_context_data(**kwargs) | {
            "statement": self.statement,
            "state": statements.state_of(self.statement.holds_until),  # type: ignore[attr-defined]
            "versions": self.versions,
            "newest": newest,
            "keeps": held_at(user, KEEPERS, body_id) is not None,
            "may_approve": not hasattr(newest, "approval")
            and newest.by_id != user.pk
            and held_at(user, LEADERS, body_id) is not None,
        }


class InterviewList(CardList):
    """The log, newest first."""

    page_title = "采访登记"
    header_icon = "comment"
    placeholder = "按媒体或者主题查找"
    add = ("press:interview_add", "登记采访")

    def rows(self, tab: str, words: str) -> Any:
        named = Q(media__icontains=words) | Q(topic__icontains=words)
        seen = Interview.objects.filter(named, body__in=bodies_of(self.request.user))
        return seen.select_related("spokesperson__body", "version__statement")

    def cards(self, shown: Any) -> list[Card]:
        return [
            Card(
                f"{one.media}：{one.topic}",
                reverse("press:statement", args=[one.version.statement_id]) if one.version else "",
                one.summary[:120],
                "未涉口径" if one.is_outside else "",
                [
                    str(one.held_on),
                    one.reporter and f"记者{one.reporter}",
                    f"受访人{one.spokesperson.name}",
                    *([f"口径：{one.version}"] if one.version else []),
                ],
            )
            for one in shown
        ]


class InterviewAdd(KeeperForm):
    form_class = InterviewForm
    page_title = "登记采访"
    header_icon = "comment"
    overview = ("press:interviews", "采访登记")
    words = "答复须以审定的有效口径为准；没有用到口径的，勾选“未涉口径”。登记后不能修改。"

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        statements.log_interview(self.request.user, data.pop("spokesperson"), **data)
        return self.done("采访已登记。")

    def get_success_url(self) -> str:
        return reverse("press:interviews")
