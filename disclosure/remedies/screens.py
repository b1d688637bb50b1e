"""What the screens of all registers share: a list of cards, a form for a new row, a row with its story and steps."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html

from disclosure.requests.models import Case
from foundation.letters.models import Letter
from foundation.letters.selectors import letters_about
from foundation.organisations.enums import PostKind
from foundation.organisations.screens import AdminScreen
from foundation.signoff.screens import FormScreen

from .access import KEEPERS, bodies_kept
from .models.entries import entries_of

PER_PAGE = 20
LONGEST_SOUGHT, LONGEST_NUMBER = 50, 40
Pairs = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Card:
    """A row in a list: where it leads, what it says, and what is wrong with it."""

    title: str
    address: str
    facts: tuple[str, ...] = ()
    words: str = ""
    state: str = ""
    wrong: str = ""


class RegisterList(AdminScreen):
    """Tabs, search and pages; three queries beside those of the frame and one for each tab."""

    template_name = "remedies/list.html"
    header_icon = "list-ul"
    tabs: ClassVar[dict[str, str]] = {"open": "办理中", "done": "已办结"}
    note = ""
    new: ClassVar[tuple[str, str]]
    adders: ClassVar[frozenset[PostKind]] = KEEPERS
    empty = "没有符合条件的记录。"

    def rows(self) -> QuerySet[Any]:
        """Rows in the user's reach."""
        raise NotImplementedError

    def in_tab(self, rows: QuerySet[Any], tab: str) -> QuerySet[Any]:
        raise NotImplementedError

    def searched(self, rows: QuerySet[Any], sought: str) -> QuerySet[Any]:
        raise NotImplementedError

    def card(self, row: Any) -> Card:
        raise NotImplementedError

    def may_add(self) -> bool:
        return bodies_kept(self.request.user, self.adders).exists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tab = self.request.GET.get("tab", "")
        tab = tab if tab in self.tabs else next(iter(self.tabs))
        sought = self.request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SOUGHT]
        rows = self.rows()
        if sought:
            rows = self.searched(rows, sought)
        shown = Paginator(self.in_tab(rows, tab), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "tabs": [(key, label, self.in_tab(rows, key).count()) for key, label in self.tabs.items()],
            "tab": tab,
            "sought": sought,
            "shown": shown,
            "cards": [self.card(row) for row in shown],
            "note": self.note,
            "new": (reverse(self.new[0]), self.new[1]) if self.may_add() else None,
            "empty": self.empty,
        }


class NewRow(FormScreen):
    """A form that makes a row."""

    template_name = "remedies/form.html"
    header_icon = "plus-inverse"
    button = "登记"
    note = ""
    address = ""

    def make(self, data: dict[str, Any]) -> Any:
        """The service that makes the row. May raise PermissionDenied, ValidationError."""
        raise NotImplementedError

    def said(self) -> str:
        return f"已登记{self.row.number}。"

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        self.row = self.make(data)
        return self.done(self.said())

    def get_success_url(self) -> str:
        return reverse(self.address, args=[self.row.pk])

    def get_initial(self) -> dict[str, Any]:
        """An application named in the address (``?case=``)."""
        return super().get_initial() | {"case": self.request.GET.get("case", "")[:LONGEST_NUMBER]}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse(self.overview[0]) if self.overview else ""
        return super().get_context_data(**kwargs) | {"button": self.button, "note": self.note, "back": back}


@dataclass(frozen=True, slots=True)
class Act:
    """Something the user may do with a row now: the form asked for and the service that does it."""

    label: str
    form: type[forms.Form]
    perform: Callable[[dict[str, Any]], Any]
    done: str
    effect: str = ""
    form_kwargs: dict[str, Any] = field(default_factory=dict)


class RowScreen(FormScreen):
    """One row: its facts, its letters, its story, and what may be done; ``<step>/`` opens the form of an act."""

    template_name = "remedies/row.html"
    address = ""
    known: ClassVar[tuple[str, ...]] = ()

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def facts(self) -> Pairs:
        raise NotImplementedError

    def acts(self) -> dict[str, Act]:
        return {}

    def more_letters(self) -> list[tuple[str, str]]:
        """Printed pages of the row: address and label."""
        return []

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.row: Any = get_object_or_404(self.rows(), pk=kwargs["pk"])
        self.step = kwargs.get("step", "")

    @cached_property
    def offered(self) -> dict[str, Act]:
        """The acts, asked once: each asks for posts."""
        return self.acts()

    @property
    def act(self) -> Act | None:
        if self.step and self.step not in self.known:
            raise Http404("没有这个步骤。")
        return self.offered.get(self.step)

    def get_form_class(self) -> type[forms.Form]:
        return self.act.form if self.act else forms.Form

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | (self.act.form_kwargs if self.act else {})

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        act = self.act
        if act is None:
            raise PermissionDenied("这一步已经办过，或者您目前不在相应岗位上。请返回查看最新情况。")
        act.perform(data)
        return self.done(act.done)

    def get_success_url(self) -> str:
        return reverse(self.address, args=[self.row.pk])

    def letters(self) -> list[Letter]:
        return list(letters_about(self.row))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        act = self.act
        return super().get_context_data(**kwargs) | {
            "row": self.row,
            "facts": [(label, value) for label, value in self.facts() if value not in ("", None)],
            "acts": [(f"{self.get_success_url()}{key}/", one.label) for key, one in self.offered.items()],
            "act": act,
            "is_gone": bool(self.step) and act is None,
            "here": self.get_success_url(),
            "kept_letters": self.letters(),
            "printed": self.more_letters(),
            "entries": entries_of(self.row),
        }


def may_be(row: Model | None) -> str:
    """A related row in words, nothing without one."""
    return str(row) if row else ""


def minute(at: dt.datetime) -> str:
    """A time as the office's clock shows it."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def case_link(case: Case | None) -> str:
    """The application with the way to it, nothing without one."""
    if case is None:
        return ""
    address = reverse("requests_admin:case", args=[case.pk])
    return format_html('<a href="{}">{}</a> {}', address, case.number, case.subject)
