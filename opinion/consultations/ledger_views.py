"""Screens of the 采纳台账: the consultations, one ledger, one opinion."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from disclosure.catalogue.selectors import CountedPaginator
from foundation.duties.models import Duty
from foundation.organisations.screens import AdminScreen
from foundation.signoff.screens import FormScreen

from . import ledger_access as access
from .duties import RESULTS
from .ledger import confirm_verdict, draft_verdict, return_verdict
from .ledger_enums import Grouping, Progress
from .ledger_forms import FilterForm, ReturnForm, VerdictForm
from .ledger_selectors import counters, groups, listed, of_group, progress_of, with_results
from .models import ConsultationPage
from .opinion_models import Opinion

PER_PAGE = 50
OVERVIEW = ("ledger:consultations", "采纳台账")


class ConsultationsView(AdminScreen):
    """Every consultation with opinions in the user's reach, and how many still lack an answer."""

    template_name = "consultations/ledger/consultations.html"
    page_title = "采纳台账"
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waits = Q(opinions__withdrawn_at=None, opinions__held_at=None, opinions__confirmed_at=None)
        seen = access.consultations_seen(self.request.user).select_related("course")
        shown = Paginator(seen.order_by("-pk"), PER_PAGE).get_page(self.request.GET.get("p"))
        numbers = ConsultationPage.objects.filter(pk__in=[page.pk for page in shown]).order_by()
        counted = {
            pk: (number, waiting)
            for pk, number, waiting in numbers.annotate(
                number=Count("opinions"), waiting=Count("opinions", filter=waits & Q(opinions__isnull=False))
            ).values_list("pk", "number", "waiting")
        }
        duties = Duty.objects.filter(kind=RESULTS, object_id__in=[str(page.pk) for page in shown])
        due = {int(duty.object_id): duty for duty in duties}
        rows = [(page, *counted[page.pk], due.get(page.pk)) for page in shown]
        return super().get_context_data(**kwargs) | {"shown": shown, "rows": rows}


class _OfConsultation:
    """Finds the notice and the opinions that the user may see."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        user = self.request.user  # type: ignore[attr-defined]
        self.page = get_object_or_404(with_results(access.consultations_seen(user)), pk=kwargs["page"])
        self.opinions = access.opinions_seen(user, self.page)


class LedgerView(_OfConsultation, AdminScreen):
    """The opinions, filtered, in pages; or one group of them (``?by=…&key=…``)."""

    template_name = "consultations/ledger/ledger.html"
    header_icon = "list-ul"
    overview = OVERVIEW

    def get_page_title(self) -> str:
        return "采纳台账"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        found, form = chosen_by(asked, self.opinions)
        is_filtered = any(asked.get(name) for name in (*form.fields, "by"))
        head = ledger_head(self.page, self.opinions, self.request.user, found if is_filtered else None)
        ordered = listed(found).order_by("received_at", "pk")
        shown = CountedPaginator(ordered, head["counters"].found, PER_PAGE).get_page(asked.get("p"))
        rows = [(opinion, progress_of(opinion)) for opinion in shown]
        without_page = asked.copy()
        without_page.pop("p", None)
        return (
            super().get_context_data(**kwargs)
            | head
            | {
                "shown": shown,
                "rows": rows,
                "form": form,
                "asked": without_page.urlencode(),
                "by": Grouping(asked["by"]) if asked.get("by") in Grouping.values else None,
                "is_filtered": is_filtered,
            }
        )


class GroupsView(_OfConsultation, AdminScreen):
    """The opinions in groups by theme, clause, or likeness."""

    template_name = "consultations/ledger/groups.html"
    page_title = "采纳台账"
    header_icon = "list-ul"
    overview = OVERVIEW

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("by", "")
        by = Grouping(asked) if asked in Grouping.values else Grouping.THEME
        shown = Paginator(groups(self.opinions, by), PER_PAGE).get_page(self.request.GET.get("p"))
        return (
            super().get_context_data(**kwargs)
            | ledger_head(self.page, self.opinions, self.request.user)
            | {
                "by": by,
                "groupings": Grouping,
                "shown": shown,
            }
        )


def chosen_by(asked: Any, opinions: Any) -> tuple[Any, FilterForm]:
    """The opinions that filters and group in an address stand for."""
    form = FilterForm(asked, opinions=opinions)
    found = form.found()
    if asked.get("by") in Grouping.values:
        found = of_group(found, asked["by"], asked.get("key", ""))
    return found, form


def ledger_head(page: Any, opinions: Any, user: Any, found: Any = None) -> dict[str, Any]:
    """What stands above every screen of the ledger; ``page`` comes from ``with_results``. One query."""
    course = getattr(page, "course", None)
    return {
        "notice": page,
        "course": course,
        "counters": counters(opinions, found),
        "results_due_on": page.results_due_on,
        "manages": access.is_manager_shown(user, page),
        "is_closed": bool(course and course.results_on),
        "result_id": page.result_id,
    }


class OpinionView(_OfConsultation, FormScreen):
    """One opinion: its text, what was done, and the form of the verdict."""

    form_class = VerdictForm
    template_name = "consultations/ledger/opinion.html"
    header_icon = "list-ul"
    overview = OVERVIEW

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.opinion: Opinion = get_object_or_404(
            self.opinions.without_personal_data().select_related(
                "theme", "verdict_unit", "drafted_by", "confirmed_by", "consultation"
            ),
            pk=kwargs["pk"],
        )

    def get_page_title(self) -> str:
        return f"意见 {self.opinion.number}"

    def get_initial(self) -> dict[str, Any]:
        return {"verdict": self.opinion.verdict, "reason": self.opinion.verdict_reason}

    def get_form_class(self) -> type:
        return {"return": ReturnForm, "confirm": _Nothing}.get(self.request.POST.get("act", ""), VerdictForm)

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        user, version = self.request.user, _version(self.request.POST.get("version", ""))
        act = self.request.POST.get("act", "")
        if act == "confirm":
            confirm_verdict(user, self.opinion, version)
            return self.done(f"已确认 {self.opinion.number}。")
        if act == "return":
            return_verdict(user, self.opinion, version, **data)
            return self.done(f"已退回 {self.opinion.number}，请重新拟办。")
        draft_verdict(user, self.opinion, version, **data)
        return self.done(f"已拟定 {self.opinion.number} 的采纳情况，请科室负责人确认。")

    def get_success_url(self) -> str:
        return reverse("ledger:opinion", args=[self.page.pk, self.opinion.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        units = access.units_drafted(user, self.page)
        heads = (self.opinion.verdict_unit_id or self.page.unit_id) in access.units_headed(user)
        shown = super().get_context_data(**kwargs)
        form = shown["form"]
        is_closed = ledger_head(self.page, self.opinions, user)["is_closed"]
        waits = progress_of(self.opinion)
        may_act = not is_closed and waits not in (Progress.WITHDRAWN, Progress.HELD)
        return shown | {
            "notice": self.page,
            "opinion": self.opinion,
            "progress": waits,
            "events": self.opinion.events.select_related("by"),
            "additions": self.opinion.additions.all(),
            "alike": self._alike(),
            "form": form if isinstance(form, VerdictForm) else VerdictForm(initial=self.get_initial()),
            "return_form": form if isinstance(form, ReturnForm) else ReturnForm(),
            "refused": form.non_field_errors() if form.is_bound else (),
            "drafts": may_act and (units is None or self.opinion.verdict_unit_id in units),
            "confirms": may_act and heads and waits == Progress.DRAFTED,
            "returns": may_act and heads and waits in (Progress.DRAFTED, Progress.CONFIRMED),
        }

    def _alike(self) -> int:
        if not self.opinion.fingerprint:
            return 0
        same = self.opinions.filter(fingerprint=self.opinion.fingerprint)
        return same.exclude(pk=self.opinion.pk).count()


class _Nothing(VerdictForm):
    """Confirming asks for nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.clear()


def _version(typed: str) -> int:
    """As the form carried it; anything else is no version."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1
