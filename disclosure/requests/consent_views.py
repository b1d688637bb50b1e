"""待我同意的事项: one screen on which the head consents or refuses, made for a phone."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from wagtail.admin import messages

from foundation.duties.models import Duty
from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import NOT_DONE, AdminScreen, put_errors
from foundation.secrecy.access import bodies_reached
from foundation.workdays.rules import Pause, WorkCalendar
from foundation.workdays.selectors import load_calendar

from . import access, desk_proposals, services
from .case_forms import OpinionForm
from .desk_selectors import open_duties
from .duties import ANSWER
from .models import Case, CaseEvent, Extension

SHOWN = 30


@dataclass(slots=True)
class Matter:
    """One thing to consent to: what, in whose words, and what it does to the date."""

    key: str
    case: Case
    title: str
    words: str
    asked: str
    before: Any = None
    after: Any = None
    form: OpinionForm | None = None


class ConsentsView(AdminScreen):
    """All that waits for this head, the oldest first; each with its own form."""

    template_name = "requests/consents.html"
    page_title = "待我同意的事项"
    header_icon = "check"
    overview = ("requests_admin:desk", "依申请公开")

    def matters(self) -> list[Matter]:
        headed = bodies_reached(self.request.user, access.HEAD)
        cases = Case.objects.filter(body__in=headed)
        extensions = list(desk_proposals.open_extensions(cases)[:SHOWN])
        proposals = list(desk_proposals.open_proposals(cases)[:SHOWN])
        duties = open_duties([one.case for one in extensions], ANSWER.key).prefetch_related("pauses")
        clocks, calendar = {duty.object_id: duty for duty in duties}, load_calendar()
        found = [_of_extension(one, clocks.get(str(one.case_id)), calendar) for one in extensions]
        found += [_of_proposal(one) for one in proposals]
        for matter in found:
            matter.form = OpinionForm(case=matter.case, user=self.request.user, prefix=matter.key)
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"matters": kwargs.get("matters") or self.matters()}

    def post(self, request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        matters = self.matters()
        wanted = request.POST.get("matter", "")
        matter = next((one for one in matters if one.key == wanted), None)
        if matter is None:
            messages.warning(request, desk_proposals.DECIDED_BEFORE)
            return redirect("requests_admin:consents")
        granted = request.POST.get("decision") == "yes"
        matter.form = OpinionForm(request.POST, case=matter.case, user=request.user, prefix=matter.key)
        if matter.form.is_valid() and self.decided(matter, granted, matter.form):
            messages.success(
                request, f"{matter.case.number}：已{'同意' if granted else '答复不同意'}{matter.title}。"
            )
            return redirect("requests_admin:consents")
        messages.error(request, NOT_DONE)
        return self.render_to_response(self.get_context_data(matters=matters))

    def decided(self, matter: Matter, granted: bool, form: OpinionForm) -> bool:
        """Whether the service took it; what it refuses stands on the form."""
        try:
            _decide(matter, self.request, granted=granted, opinion=form.cleaned_data["opinion"])
        except (PermissionDenied, ValidationError) as refused:
            put_errors(form, refused)
            return False
        return True


@transaction.atomic
def _decide(matter: Matter, request: HttpRequest, *, granted: bool, opinion: str) -> None:
    kind, _, pk = matter.key.partition("-")
    user: Any = request.user
    if kind == "extension":
        extension = get_object_or_404(Extension, pk=int(pk))
        services.decide_extension(extension.case, by=user, granted=granted, opinion=opinion)
    else:
        desk_proposals.decide(int(pk), by=user, granted=granted, opinion=opinion)


def _of_extension(one: Extension, clock: Duty | None, calendar: WorkCalendar) -> Matter:
    matter = Matter(
        key=f"extension-{one.pk}", case=one.case, title=f"延期{one.days}个工作日", words=one.reason,
        asked=f"{one.asked_by} {timezone.localdate(one.asked_at)}提请",
    )  # fmt: skip
    if clock and clock.due_on:
        pauses: list[Pause] = [pause.as_days() for pause in clock.pauses.all()]
        matter.before = clock.due_on
        matter.after = calendar.add_workdays(clock.base_on, clock.length + one.days, pauses).reached
    return matter


def _of_proposal(event: CaseEvent) -> Matter:
    return Matter(
        key=f"proposal-{event.pk}", case=event.case, title=desk_proposals.NAMES[event.details["asks"]],
        words=event.words, asked=f"{event.by_name} {event.on}提请",
    )  # fmt: skip
