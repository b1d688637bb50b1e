"""What is done to several opinions at once: those that were ticked, or all that a filter or group finds."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from foundation.signoff.screens import FormScreen

from .ledger import assign, confirm_many, draft_many, mark_of, put_in_theme
from .ledger_forms import AssignForm, ThemeForm, VerdictForm
from .ledger_selectors import counters
from .ledger_views import OVERVIEW, _OfConsultation, chosen_by

MOST_TICKED = 200
_ACTS: dict[str, tuple[str, type[Form], str]] = {
    "theme": ("归类", ThemeForm, "归入类别"),
    "assign": ("交由科室研究", AssignForm, "交由研究"),
    "draft": ("批量拟办", VerdictForm, "拟定采纳情况"),
    "confirm": ("批量确认", Form, "确认"),
}


class ActView(_OfConsultation, FormScreen):
    """One form for all of them; what changed since it was opened is told, and nothing is written."""

    template_name = "consultations/ledger/act.html"
    header_icon = "list-ul"
    overview = OVERVIEW

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["act"] not in _ACTS:
            raise Http404("没有这项办理。")
        self.act: str = kwargs["act"]
        asked = request.GET
        if asked.get("all"):
            self.chosen = chosen_by(asked, self.opinions)[0]
        else:
            ticked = [pk for pk in asked.getlist("ids")[:MOST_TICKED] if pk.isascii() and pk.isdecimal()]
            self.chosen = self.opinions.filter(pk__in=[pk for pk in ticked if len(pk) < 19])

    def get_page_title(self) -> str:
        return _ACTS[self.act][0]

    def get_form_class(self) -> type[Form]:
        return _ACTS[self.act][1]

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"page": self.page} if self.act in ("theme", "assign") else {}
        return super().get_form_kwargs() | more

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        user, mark = self.request.user, self.request.POST.get("mark", "")
        match self.act:
            case "theme":
                number = put_in_theme(user, self.page, self.chosen, mark, **data)
            case "assign":
                number = assign(user, self.page, self.chosen, mark, **data)
            case "draft":
                number = draft_many(user, self.page, self.chosen, mark, **data)
            case _:
                number = confirm_many(user, self.page, self.chosen, mark)
        return self.done(f"{_ACTS[self.act][2]}：{number}条意见。")

    def get_success_url(self) -> str:
        return reverse("ledger:ledger", args=[self.page.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "notice": self.page,
            "counters": counters(self.chosen),
            "mark": mark_of(self.chosen),
            "examples": self.chosen.only("text", "number").order_by("pk")[:5],
            "button": _ACTS[self.act][2],
            "back": self.get_success_url(),
        }
