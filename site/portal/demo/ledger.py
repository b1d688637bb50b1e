"""What the ledger of 示范县 (法定时限) would hold, had its last year of publishing been done on this site."""

import datetime as dt

from django.utils import timezone

from disclosure.documents.duties import PUBLISH
from disclosure.documents.models import DocumentPage
from foundation.duties import services as duties
from foundation.duties.jobs import run_due
from foundation.duties.models import Duty
from foundation.workdays.rules import WorkCalendar
from interpretation.policies.duties import PUBLISH as INTERPRET

from .documents import interpreted_on, lacks_interpretation
from .people import Staff
from .schedule import Plan

_YEAR = dt.timedelta(days=365)
# What makes the first look at 法定时限, 栏目体检 and 我的提醒 right; the other jobs wait for run_duties.
_FIRST_JOBS = ("signoff.steps", "columns.inspect", "duties.plan")


def keep_ledger(
    made: list[tuple[Plan, DocumentPage]], staffs: dict[str, Staff], calendar: WorkCalendar
) -> None:
    """Publications and interpretations of the last twelve months with their days, then the first periodic jobs."""
    since = timezone.localdate() - _YEAR
    for plan, document in made:
        if plan.published_on is None or plan.published_on < since:
            continue
        staff = staffs[plan.topic.body]
        _record(PUBLISH, f"公开《{plan.title}》", document, staff, plan.printed_on, plan.published_on)
        if lacks_interpretation(plan):
            _record(INTERPRET, f"《{plan.title}》的政策解读", document, staff, plan.published_on, None)
        elif plan.is_normative:
            done_on = interpreted_on(plan, calendar)
            _record(INTERPRET, f"《{plan.title}》的政策解读", document, staff, plan.published_on, done_on)
    for key in _FIRST_JOBS:
        list(run_due(key))


def _record(
    kind: str, label: str, document: DocumentPage, staff: Staff, base_on: dt.date, met_on: dt.date | None
) -> Duty:
    duty = duties.open_duty(
        kind,
        subject=document,
        label=label,
        body=staff.body,
        unit=staff.unit,
        base_on=base_on,
        url=f"/admin/pages/{document.pk}/edit/",
        confirmed=True,
    )
    return duties.meet(duty, on=met_on) if met_on else duty
