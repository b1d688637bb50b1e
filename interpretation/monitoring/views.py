"""The register of findings (舆情台账), one finding, and entering one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from foundation.organisations.enums import PostKind
from foundation.organisations.requests import StaffRequest
from foundation.organisations.selectors import appointments_shown
from foundation.signoff.file_responses import private_file

from . import selectors, services
from .access import roles_in, seen_by, standing_of
from .asking import MARKS, TABS, Asked, unread_of
from .enums import Channel, Level, PlanState
from .evidence_models import EvidenceFile
from .forms import EntryForm, ReporterForm
from .models import Finding
from .roster import gap_days, roster
from .rules import late_in_words, left_in_words
from .screens import ConcernForm, ConcernScreen
from .states import Role, Step, steps_for

PER_PAGE = 20


class RegisterView(ConcernScreen):
    """Cards with their clocks; what is due first comes first. Whoever only enters sees the own entries."""

    template_name = "monitoring/register.html"
    page_title = "舆情台账"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = Asked.of(self.request.GET)
        reach = seen_by(self.request.user, self.standing)
        findings = asked.filtered(reach, self.standing.person)
        counts = findings.order_by().aggregate(
            **{tab: Count("pk", filter=Q(state__in=states)) for tab, (_, states) in TABS.items()}
        )
        rows = findings.filter(state__in=TABS[asked.tab][1]).select_related(
            "body", "unit__body", "handling_unit__body"
        )
        shown = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        page = list(shown)
        faces = selectors.faces_of(page, only_open=True)
        return super().get_context_data(**kwargs) | {
            "asked": asked,
            "tabs": [(tab, label, counts[tab], asked.link(tab=tab)) for tab, (label, _) in TABS.items()],
            "shown": shown,
            "rows": [(one, faces.get(one.pk, []), late_in_words(one.late_minutes)) for one in page],
            "channels": Channel.choices,
            "levels": Level.choices,
            "marks": MARKS.items(),
            "may_enter": bool(self.standing.enters),
            "unread": unread_of(self.standing.person).values("finding").distinct().count(),
            "unread_link": asked.link(tab="all", mark="unread"),
            **self._duty_now(),
        }

    def _duty_now(self) -> dict[str, Any]:
        """Who is on duty in the body whose desk the person belongs to, and how many days have gaps."""
        held = [one.post for one in appointments_shown(self.request.user)]
        body = next((post.body for post in held if post.body_id in self.standing.desks), None)
        if body is None:
            return {"desk_body": None}
        days, now = roster(body), timezone.now()
        present = [one for one, _ in days[0].shifts if one.starts_at <= now < one.ends_at]
        return {
            "desk_body": body,
            "on_duty": present,
            "gap_days": len(gap_days(days)),
            "days": len(days),
        }


class EntryView(ConcernForm):
    """登记舆情; reporters in the field get the short form."""

    template_name = "monitoring/entry.html"
    page_title = "登记舆情"
    header_icon = "plus-inverse"

    def admit(self) -> None:
        if not self.standing.enters:
            raise PermissionDenied

    @property
    def is_reporter(self) -> bool:
        """Nothing but 基层信息员."""
        return not (self.standing.officer | self.standing.emergency | self.standing.supervises)

    def get_form_class(self) -> type[EntryForm]:
        return ReporterForm if self.is_reporter else EntryForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bodies": self.standing.enters}

    def perform(self, data: dict[str, Any]) -> HttpResponse:
        body = data.pop("body")
        if self.is_reporter:
            data["channel"] = Channel.INFORMANT
        data["unit"] = self._own_unit(body.pk)
        self.finding = services.register(body, self.request.user, **data)
        reports = "report" in self.request.POST and body.pk in self.standing.officer
        if reports and not services.missing_of(self.finding):
            self.finding = services.report(self.finding, self.request.user)
            late = late_in_words(self.finding.late_minutes)
            return self.done(f"已登记并报送 {self.finding.number}，{late or '按时'}。")
        if reports:
            missing = "".join(services.missing_of(self.finding).values())
            messages.warning(self.request, f"已登记，尚未报送：{missing}")
            return redirect("monitoring:step", self.finding.pk, Step.EDIT.value)
        due = self.finding.report_due_at
        words = f"上报{left_in_words(due, timezone.now())}" if due else ""
        told = "已通知值班员。" if self.is_reporter else f"{words}。"
        return self.done(f"已登记 {self.finding.number}，{told}")

    def _own_unit(self, body_id: int):
        held = [one.post for one in appointments_shown(self.request.user) if one.post.body_id == body_id]
        return next((post.unit for post in held if post.unit_id and post.kind != PostKind.SUPERVISOR), None)

    def get_success_url(self) -> str:
        return reverse("monitoring:finding", args=[self.finding.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "is_reporter": self.is_reporter,
            "may_report": bool(self.standing.officer),
        }


class FindingView(ConcernScreen):
    """One finding: its clocks first, then what may be done now, then everything that is known."""

    template_name = "monitoring/finding.html"
    page_title = "舆情"
    overview = ("monitoring:register", "舆情台账")

    def admit(self) -> None:
        reach = seen_by(self.request.user, self.standing)
        wanted = reach.select_related(
            "body", "unit__body", "handling_unit__body", "source", "created_by", "evaluation"
        )
        self.finding: Finding = get_object_or_404(wanted, pk=self.kwargs["pk"])
        self.roles = roles_in(self.finding, self.standing)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """已阅知."""
        waiting = self.finding.deliveries.filter(recipient=self.request.user, read_at__isnull=True)
        if waiting.update(read_at=timezone.now()):
            messages.success(request, "已登记阅知。")
        return redirect("monitoring:finding", self.finding.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finding = self.finding
        plans = list(
            finding.plans.select_related("drafted_by", "decided_by").prefetch_related("measures__unit__body")
        )
        deliveries = list(finding.deliveries.select_related("recipient"))
        is_own_entry = _is_own_entry(self.roles)
        return super().get_context_data(**kwargs) | {
            "finding": finding,
            "faces": selectors.faces_of([finding]).get(finding.pk, []),
            "late": late_in_words(finding.late_minutes),
            "steps": offered_steps(finding, self.roles, plans),
            "may_measure": Step.MEASURE in steps_for(finding.state, self.roles),
            # A reporter in the field follows the own entry, not what the office makes of it.
            "is_own_entry": is_own_entry,
            "plans": plans,
            "assessments": []
            if is_own_entry
            else finding.assessments.prefetch_related("measures__unit__body"),
            "evidence": evidence_seen(finding, self.roles, self.request.user.pk),
            "responses": finding.responses.select_related("page"),
            "measures": finding.measures.select_related("unit__body", "plan", "done_by"),
            "deliveries": deliveries,
            "unread": any(one.recipient_id == self.request.user.pk and not one.read_at for one in deliveries),
            "events": finding.events.select_related("by"),
            "evaluation": getattr(finding, "evaluation", None),
        }


def _is_own_entry(roles: frozenset[Role]) -> bool:
    """Whether the person only entered it."""
    return roles == {Role.INFORMANT}


def evidence_seen(finding: Finding, roles: frozenset[Role], person: int) -> QuerySet[EvidenceFile]:
    """Files of the finding; who only entered it sees the own ones."""
    files = finding.evidence.select_related("by")
    return files.filter(by=person) if _is_own_entry(roles) else files


def evidence_file(request: StaffRequest, pk: int, file: int) -> FileResponse:
    """One file, for who sees the finding. Raises Http404."""
    standing = standing_of(request.user)
    finding = get_object_or_404(seen_by(request.user, standing).select_related("handling_unit"), pk=pk)
    roles = roles_in(finding, standing)
    one = get_object_or_404(evidence_seen(finding, roles, request.user.pk), pk=file)
    return private_file(one.file, one.name, opens_pdf=True)


def offered_steps(finding: Finding, roles: frozenset[Role], plans: list) -> list[Step]:
    """What may be done now, without what the facts rule out; returning is part of deciding."""
    submitted = any(plan.state == PlanState.SUBMITTED for plan in plans)
    in_force = any(plan.state != PlanState.RETURNED for plan in plans)
    evaluated = hasattr(finding, "evaluation")
    ruled_out = {
        Step.EMERGENCY: finding.is_emergency,
        Step.OMIT: finding.is_omitted,
        Step.PLAN: in_force,
        Step.APPROVE: not submitted,
        Step.RETURN: True,
        Step.MEASURE: True,
        Step.CLOSE: submitted,
        Step.EVALUATE: evaluated,
        Step.ARCHIVE: not evaluated,
    }
    return [step for step in steps_for(finding.state, roles) if not ruled_out.get(step)]
