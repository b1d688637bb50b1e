"""What the screens of press work share: a list of cards, a screen with several forms, a form for keepers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from foundation.organisations.screens import NOT_DONE, AdminScreen, put_errors
from foundation.signoff.screens import FormScreen

from .access import KEEPERS, bodies_of, is_offered

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Card:
    """One row of a list. ``tone`` is ``overdue`` for what needs somebody."""

    title: str
    url: str = ""
    words: str = ""
    state: str = ""
    facts: list[str] = field(default_factory=list)
    tone: str = ""


class PressScreen(AdminScreen):
    """Only for those whom the menu offers it to."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not is_offered(self.request.user):
            raise PermissionDenied
        self.keeps = bodies_of(self.request.user, KEEPERS)


class CardList(PressScreen):
    """A searchable list with tabs (``?tab=``); subclasses say which rows and what a card tells."""

    template_name = "press/admin/list.html"
    tabs: dict[str, str] = {}
    placeholder = ""
    nothing = "还没有登记。"
    add: tuple[str, str] | None = None

    def rows(self, tab: str, words: str) -> Any:
        """A queryset in order."""
        raise NotImplementedError

    def cards(self, shown: Iterable[Any]) -> list[Card]:
        """What is told of the rows of a page."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tab = self.request.GET.get("tab", "")
        tab = tab if tab in self.tabs else next(iter(self.tabs), "")
        words = self.request.GET.get("q", "").replace("\x00", "").strip()[:60]
        shown = Paginator(self.rows(tab, words), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "tabs": self.tabs,
            "tab": tab,
            "q": words,
            "placeholder": self.placeholder,
            "shown": shown,
            "cards": self.cards(shown),
            "nothing": self.nothing,
            "add": self.add if self.keeps else None,
        }


class ActsScreen(PressScreen):
    """Something to read with several forms; ``do_<act>`` does what was sent and says so in words.

    What a service refuses is said on its form, and nothing typed is lost.
    """

    acts: dict[str, Any] = {}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.bound: dict[str, Form] = {}

    def make_form(self, act: str, data: Any = None, files: Any = None) -> Any:
        """The form of an act; its name keeps the fields of several apart."""
        return self.acts[act](data, files, prefix=act)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = request.POST.get("act", "")
        if act not in self.acts:
            raise PermissionDenied
        form = self.make_form(act, request.POST, request.FILES)
        if form.is_valid():
            try:
                said = getattr(self, f"do_{act}")(form.cleaned_data)
            except (PermissionDenied, ValidationError) as refused:
                put_errors(form, refused)
            else:
                if isinstance(said, HttpResponse):
                    return said
                messages.success(request, said)
                return redirect(request.path)
        self.bound[act] = form
        messages.error(request, " ".join([NOT_DONE, *map(str, form.non_field_errors())]))
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        forms = {f"{act}_form": self.bound.get(act) or self.make_form(act) for act in self.acts}
        return super().get_context_data(**kwargs) | forms


class KeeperForm(FormScreen):
    """A form for those who keep the registers of a body."""

    template_name = "press/admin/form.html"
    words = ""
    button = "保存"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.bodies = bodies_of(self.request.user, KEEPERS)
        if not self.bodies:
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bodies": self.bodies}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"words": self.words, "button": self.button}
