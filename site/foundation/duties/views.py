"""Screens of the ledger: the list, the overview, one duty with its reckoning, handing over, what a notice moved."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import AdminScreen
from foundation.organisations.selectors import appointments_shown
from foundation.organisations.spreadsheets import SafeExport
from foundation.workdays.selectors import load_calendar

from . import selectors, services
from .asked import NO_UNIT, OPEN, Asked
from .enums import OPEN_STATES, DutyState
from .forms import HandOverForm, may_hand_over
from .ledger import length_in_words
from .matters import may_charge
from .models import Duty, Recalculation
from .reach import reach_of
from .selectors import Moment, Tally

PER_PAGE = 30
SHOWN_THIS_WEEK = 30


class KnownNumber(Paginator):
    """Pages of rows whose number is known already."""

    def __init__(self, rows: QuerySet, per_page: int, number: int) -> None:
        super().__init__(rows, per_page)
        self.count = number


class LedgerScreen(AdminScreen):
    """What the list and the overview share: who looks, at which scope, and the numbers."""

    page_title = "法定时限"
    header_icon = "calendar-alt"
    tab = ""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.reach = reach_of(self.request.user, appointments_shown(self.request.user))
        self.moment = Moment.by(load_calendar())
        self.asked = Asked.of(self.request.GET, self.reach)

    def counts(self) -> selectors.Counts:
        return selectors.counts_of(self.asked.filtered(self.reach), self.moment)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        scopes = [(scope, self.asked.link(scope=scope, unit="")) for scope in selectors.scopes_of(self.reach)]
        return super().get_context_data(**kwargs) | {
            "tab": self.tab,
            "asked": self.asked,
            "scopes": scopes,
            "moment": self.moment,
            "may_hand_over": may_hand_over(self.request.user, self.reach),
            "may_charge": may_charge(self.reach),
        }


class DutyList(SafeExport, LedgerScreen):
    """我的事项, 本科室, 全机构: rows by state, with filters, export and 催办."""

    template_name = "duties/list.html"
    tab = "list"
    export_headings = {
        "duty.label": "事项", "duty.kind_label": "类别", "duty.period": "所属期", "duty.body.name": "机构",
        "duty.unit.name": "责任科室", "duty.person": "责任人", "duty.basis": "依据",
        "duty.base_event": "起算事件", "duty.base_on": "起算日", "length": "时限", "duty.due_on": "到期日",
        "words": "状态", "duty.met_on": "办结日", "duty.days_used": "用时", "duty.late_days": "超期",
    }  # fmt: skip
    list_export = list(export_headings)

    def rows(self) -> QuerySet[Duty]:
        return selectors.ordered(self.asked.rows(self.reach, self.moment), met=self.asked.is_met)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.is_export:
            return self.as_spreadsheet(self.rows().iterator(chunk_size=2000), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def to_row_dict(self, item: Duty) -> dict[str, Any]:
        named = {
            "duty": item,
            "length": length_in_words(item),
            "words": selectors.standing(item, self.moment),
        }
        return {field: _value_at(named, field) for field in self.list_export}

    def get_filename(self) -> str:
        return f"法定时限-{self.asked.scope.label}-{self.moment.today:%Y%m%d}"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        counts = self.counts()
        number = self._number(counts.total)
        page = KnownNumber(self.rows(), PER_PAGE, number).get_page(self.request.GET.get("p"))
        states = [(OPEN, "未办结", counts.total.open)]
        states += [(state.value, state.label, getattr(counts.total, state.value)) for state in OPEN_STATES]
        states += [(DutyState.MET.value, "近一年已办结", counts.total.met)]
        names = selectors.units_named(
            [*counts.units, int(self.asked.unit) if self.asked.unit.isdecimal() else None]
        )
        return super().get_context_data(**kwargs) | {
            "states": [
                (value, label, many, self.asked.link(state=value, week="", late=""))
                for value, label, many in states
            ],
            "shown": page,
            "rows": selectors.rows_of(page.object_list, self.moment, self.reach),
            "kinds": sorted(
                ((kind, selectors.label_of(kind)) for kind in counts.kinds), key=lambda one: one[1]
            ),
            "units": sorted(
                ((str(key or NO_UNIT), name) for key, name in names.items() if key in counts.units),
                key=lambda one: one[1],
            ),
        }

    def _number(self, total: Tally) -> int:
        """Known from the counts, unless this week or lateness cut across them."""
        if self.asked.week or self.asked.late:
            return self.asked.rows(self.reach, self.moment).count()
        return total.open if self.asked.state == OPEN else getattr(total, self.asked.state)


def _value_at(named: dict[str, Any], path: str) -> Any:
    """A value by its dotted name; empty where nothing is."""
    first, *rest = path.split(".")
    found: Any = named[first]
    for name in rest:
        found = getattr(found, name, None)
    return "" if found is None else found if not hasattr(found, "get_full_name") else str(found)


class OverviewView(LedgerScreen):
    """概览: by kind and state, what is due this week, punctuality by unit. Every number leads to its rows."""

    template_name = "duties/overview.html"
    tab = "overview"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        counts = self.counts()
        names = selectors.units_named(counts.units)
        this_week = self.asked.filtered(self.reach).due_between(self.moment.monday, self.moment.sunday)
        rows = selectors.ordered(this_week, met=False)[:SHOWN_THIS_WEEK]
        link = reverse("duties:list")
        units = sorted(
            counts.units.items(), key=lambda one: (one[1].share if one[1].met else 101, names[one[0]])
        )
        return super().get_context_data(**kwargs) | {
            "total": self._numbers("合计", counts.total, link),
            "kinds": sorted(
                (
                    self._numbers(selectors.label_of(kind), tally, link, kind=kind)
                    for kind, tally in counts.kinds.items()
                ),
                key=lambda row: row["label"],
            ),
            "units": [
                self._numbers(names[key], tally, link, unit=str(key or NO_UNIT)) for key, tally in units
            ],
            "week": selectors.rows_of(rows, self.moment, self.reach),
            "week_left": max(0, counts.total.week - SHOWN_THIS_WEEK),
            "week_link": link + self.asked.link(week="1", state=OPEN),
        }

    def _numbers(self, label: str, tally: Tally, link: str, **where: str) -> dict[str, Any]:
        """A line of a table: each number with the list behind it."""
        cells = [
            (
                state.value,
                state.label,
                getattr(tally, state.value),
                link + self.asked.link(state=state.value, **where),
            )
            for state in OPEN_STATES
        ]
        met = {
            name: link + self.asked.link(state=DutyState.MET.value, late=late, **where)
            for name, late in (("all", ""), ("late", "yes"), ("in_time", "no"))
        }
        return {"label": label, "tally": tally, "cells": cells, "met": met}


class HandOverView(AdminScreen):
    """移交事项: before a unit is dissolved, all its open duties go to another."""

    template_name = "duties/hand_over.html"
    page_title = "移交事项"
    header_icon = "calendar-alt"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.reach = reach_of(self.request.user)
        if not may_hand_over(self.request.user, self.reach):
            raise PermissionDenied
        self.form = HandOverForm(self.request.user, self.reach, self.request.POST or None)

    def post(self, request: StaffRequest, *args, **kwargs) -> HttpResponse:
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        asked = self.form.cleaned_data
        number = services.hand_over(asked["unit"], asked["to_unit"], asked["reason"], request.user)
        messages.success(request, f"已将{asked['unit']}的{number}项未办结事项移交{asked['to_unit']}。")
        return redirect("duties:list")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"form": self.form}


class RecalculationView(AdminScreen):
    """What a new holiday notice moved, within one's reach."""

    template_name = "duties/recalculation.html"
    page_title = "放假安排重算结果"
    header_icon = "calendar-alt"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        record = get_object_or_404(Recalculation, pk=self.kwargs["pk"])
        seen = Duty.objects.within(reach_of(self.request.user)).values("pk")
        rows = record.rows.filter(duty__in=seen).select_related("duty__unit__body", "duty__body")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"record": record, "shown": page}
