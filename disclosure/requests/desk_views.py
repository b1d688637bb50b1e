"""The desk (办理台): lists in tabs, workload. Thin: what is read stands in desk_selectors."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from foundation.duties.selectors import Moment
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.screens import AdminScreen
from foundation.organisations.selectors import appointments_shown
from foundation.workdays.selectors import load_calendar

from . import access
from .desk_selectors import Tab, clocks_of, figures, in_tab, workload
from .enums import OPEN_STATES, State
from .models import Case, CaseQuerySet
from .panels import batch_letters

PER_PAGE = 20
LONGEST_SOUGHT = 50
# The workload screen looks back a year, as the annual report does.
LOOKED_BACK = dt.timedelta(days=365)


class DeskView(AdminScreen):
    """Cases in the user's reach. ``?tab= &state= &officer= &q=`` narrow, ``?p=`` turns the page."""

    template_name = "requests/desk.html"
    page_title = "依申请公开"
    header_icon = "form"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, asked = self.request.user, self.request.GET
        moment = Moment.by(load_calendar())
        state = asked["state"] if asked.get("state") in OPEN_STATES else ""
        officer = int(asked["officer"][:9]) if asked.get("officer", "").isdecimal() else None
        tab = Tab(asked["tab"]) if asked.get("tab") in list(Tab) else Tab.OPEN
        cases = sought(access.seen_by(user), asked.get("q", ""))
        counted = figures(cases, moment, state, officer)
        chosen = in_tab(narrowed(cases, state, officer), tab, moment)
        shown = Counted(chosen, PER_PAGE, counted.tabs[tab]).get_page(asked.get("p"))
        rows = page_rows(chosen, shown.object_list)
        clocks = clocks_of(rows, moment)
        return super().get_context_data(**kwargs) | {
            "tabs": [(one, counted.tabs[one], _link(asked, tab=one)) for one in Tab],
            "tab": tab,
            "states": [(value, State(value).label, number) for value, number in counted.states.items()],
            "state": state,
            "officers": [(key, name, number) for key, (name, number) in counted.officers.items()],
            "officer": officer,
            "sought": asked.get("q", "").strip()[:LONGEST_SOUGHT],
            "shown": shown,
            "rows": [(case, clocks.get(case.pk)) for case in rows],
            "links": links_for(user),
            "may_batch": bool(batch_letters()) and holds(user, access.OFFICE),
        }


def page_rows(chosen: CaseQuerySet, page: Any) -> list[Case]:
    """The rows of one page. Sorted are numbers and days alone, so that a long list is not read to show twenty of it."""
    rows = Case.objects.without_personal_data().filter(pk__in=page.select_related(None).values("pk"))
    return list(rows.select_related("body", "unit__body", "officer").order_by(*chosen.query.order_by))


class Counted(Paginator):
    """Pages of rows whose number is known already."""

    def __init__(self, rows: Any, per_page: int, number: int) -> None:
        super().__init__(rows, per_page)
        self.number = number

    @property
    def count(self) -> int:
        return self.number


def holds(user: User, kinds: frozenset[PostKind]) -> bool:
    """Whether the user holds one of these posts anywhere: for what is shown. Nothing is decided by it."""
    return any(held.post.kind in kinds for held in appointments_shown(user))


def links_for(user: User) -> list[tuple[str, str]]:
    """The other screens of the desk, as label and address."""
    consents = [("待我同意的事项", reverse("requests_admin:consents"))] if holds(user, access.HEAD) else []
    offices = [("受理机构", reverse("requests_admin:offices"))] if holds(user, access.READERS) else []
    return [*consents, ("工作量", reverse("requests_admin:workload")), *offices]


def sought(cases: CaseQuerySet, words: str) -> CaseQuerySet:
    """By words of number or subject; neither names anybody."""
    for word in words[:LONGEST_SOUGHT].replace("\x00", "").split():
        cases = cases.filter(Q(number__icontains=word) | Q(subject__icontains=word))
    return cases


def narrowed(cases: CaseQuerySet, state: str, officer: int | None) -> CaseQuerySet:
    """By step and person."""
    cases = cases.filter(state=state) if state else cases
    return cases.filter(officer=officer) if officer is not None else cases


def _link(asked: Any, **changed: str) -> str:
    """The same question with something changed, from its first page."""
    query = asked.copy()
    query.pop("p", None)
    for key, value in changed.items():
        query[key] = value
    return query.urlencode()


class WorkloadView(AdminScreen):
    """工作量: by person and by unit."""

    template_name = "requests/workload.html"
    page_title = "依申请公开工作量"
    header_icon = "group"
    overview = ("requests_admin:desk", "依申请公开")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        since = timezone.localdate() - LOOKED_BACK
        found = workload(access.seen_by(self.request.user), Moment.by(load_calendar()), since)
        tables = [("按经办人", found.persons, "经办人", True), ("按承办科室", found.units, "承办科室", False)]
        return super().get_context_data(**kwargs) | {"tables": tables, "since": since}
