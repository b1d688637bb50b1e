"""A report comes in, and is closed."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from foundation.duties import services as duties
from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.rules.parameters import value
from foundation.signoff.pages import SignedPage

from .access import HANDLERS, handler
from .enums import CLOSING, State
from .models import PageCorrectionReport
from .parameters import DAYS

KIND = "opinion.correction"
SHORTEST_REPLY = 5


def of_page(page: SignedPage) -> dict[str, Any]:
    """What is noted of the page as it is now."""
    return {"page_id": page.pk, "page_title": page.title, "revision_id": page.live_revision_id}


def start_clock(report: PageCorrectionReport) -> None:
    """The responsible unit has the duty."""
    duties.open_duty(
        KIND,
        subject=report,
        label=f"办理对《{report.page_title}》的纠错",
        body=report.body,
        unit=report.unit,
        days=value(DAYS.key, report.body),
        url=reverse("corrections_admin:report", args=[report.pk]),
    )


def stop_clock(report: PageCorrectionReport) -> None:
    """The reader took it back."""
    for duty in Duty.objects.open().of(report, KIND):
        duties.cancel(duty, "来件人已撤回", None)


@transaction.atomic
def close(report: PageCorrectionReport, user: User, *, state: str, reply: str) -> PageCorrectionReport:
    """Say what became of it. Raises PermissionDenied, ValidationError."""
    report = PageCorrectionReport.objects.select_for_update().get(pk=report.pk)
    if handler(report, user) is None:
        names = "、".join(kind.label for kind in HANDLERS)
        raise PermissionDenied(f"由责任科室或者办公室（{names}）办理，您目前不在这些岗位上。")
    if report.withdrawn_at:
        raise ValidationError("来件人已撤回本件，不必再办。")
    if not report.is_waiting:
        raise ValidationError(f"本件已由{report.handler_name}办结，不必再办。")
    if state not in CLOSING:
        raise ValidationError({"state": "请选择办理结果。"})
    if len(reply.strip()) < SHORTEST_REPLY:
        raise ValidationError({"reply": f"请写明核实和处理情况，不少于{SHORTEST_REPLY}个字。"})
    report.state, report.reply = State(state), reply.strip()
    report.handled_by, report.handler_name = user, user.get_full_name()
    report.closed_at = timezone.now()
    report.save(update_fields=["state", "reply", "handled_by", "handler_name", "closed_at"])
    duties.meet_for(KIND, subject=report, by=user)
    return report
