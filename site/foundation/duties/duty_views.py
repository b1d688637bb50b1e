"""The screen of one duty: how its date came about, everything that happened, and what may be done."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from foundation.organisations.requests import StaffRequest
from foundation.organisations.screens import NOT_DONE, AdminScreen, put_errors
from foundation.workdays.selectors import load_calendar

from . import selectors, services
from .act_forms import FORMS, ActForm
from .acting import acts_on, perform
from .enums import Act, EventKind
from .explaining import marks_in, month_of, months_of
from .ledger import base_in_words, due_in_words, length_in_words, reckoning_of
from .matters import matter_of
from .models import Duty, DutyEvent
from .reach import Reach, reach_of
from .selectors import Moment


class DutyView(AdminScreen):
    """怎么算的: how one due date came about, and everything that happened."""

    template_name = "duties/duty.html"
    page_title = "怎么算的"
    header_icon = "calendar-alt"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.reach = reach_of(self.request.user)
        self.duty = seen_duty(self.request, kwargs["pk"], self.reach)

    def forms(self) -> dict[Act, ActForm]:
        """One for each act that this person may do now."""
        return {act: FORMS[act](self.duty, self.reach) for act in acts_on(self.duty, self.reach)}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        duty, moment = self.duty, Moment.by(load_calendar())
        deadline = reckoning_of(duty, moment.calendar).deadline
        if deadline:
            pictured = months_of(deadline, moment.today, duty.met_on)
        else:
            pictured = (
                month_of(duty.due_on, moment.calendar, moment.today) if duty.fixed_on and duty.due_on else []
            )
        events = list(duty.events.select_related("by"))
        return super().get_context_data(**kwargs) | {
            "duty": duty,
            "acts": list(self.forms().values()),
            "seen": events[-1].pk if events else 0,
            "row": selectors.rows_of([duty], moment, self.reach)[0],
            "base": base_in_words(duty),
            "length": length_in_words(duty),
            "due": due_in_words(duty),
            "explanation": deadline.explanation if deadline else "",
            "months": pictured,
            "legend": marks_in(pictured),
            "events": events,
            "matter": matter_of(duty),
            "weekdays": "一二三四五六日",
        }


class ActView(DutyView):
    """One act; what is refused is said on the same screen, and nothing typed is lost."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        if kwargs["act"] not in Act.values:
            raise Http404
        super().setup(request, *args, **kwargs)
        self.act = Act(kwargs["act"])

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return redirect("duties:duty", pk=self.duty.pk)

    def post(self, request: StaffRequest, *args, **kwargs) -> HttpResponse:
        self.form = FORMS[self.act](self.duty, self.reach, request.POST)
        if self.form.is_valid():
            seen = request.POST.get("seen", "")
            try:
                event = perform(
                    self.duty,
                    self.act,
                    request.user,
                    seen=int(seen) if seen.isdecimal() else 0,
                    **self.form.cleaned_data,
                )
            except ValidationError as refused:
                put_errors(self.form, refused)
            except PermissionDenied as refused:
                messages.error(request, str(refused))
                return redirect("duties:duty", pk=self.duty.pk)
            else:
                messages.success(request, f"已{self.act.label}。{in_words(event)}")
                return redirect("duties:duty", pk=self.duty.pk)
        messages.error(request, NOT_DONE)
        self.duty.refresh_from_db()
        return self.render_to_response(self.get_context_data(**kwargs))

    def forms(self) -> dict[Act, ActForm]:
        return super().forms() | {self.act: self.form}


def in_words(event: DutyEvent) -> str:
    """What happened, with the day that was due before."""
    before = event.data.get("before") if event.kind == EventKind.EXTENDED else event.data.get("was_due")
    return f"{event.words}{f'（原到期{before}）' if before else ''}。"


def seen_duty(request: StaffRequest, pk: int, reach: Reach) -> Duty:
    """Raises Http404, PermissionDenied."""
    duty = get_object_or_404(Duty.objects.select_related("unit__body", "body", "person"), pk=pk)
    if not reach.may_see(duty.body_id, duty.unit_id, duty.person_id):
        raise PermissionDenied
    return duty


@require_POST
def urge(request: StaffRequest, pk: int) -> HttpResponse:
    """催办, and back to where the button was."""
    duty = seen_duty(request, pk, reach_of(request.user))
    try:
        services.urge(duty, request.POST.get("words", ""), request.user)
        messages.success(request, f"已催办“{duty.label}”，并记入办理记录。")
    except (ValidationError, PermissionDenied) as refused:
        messages.error(request, "".join(getattr(refused, "messages", None) or [str(refused)]))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("duties:duty", args=[pk])
    return redirect(back)
