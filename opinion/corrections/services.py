"""A report comes in, and is closed."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from foundation.duties import services as duties
from foundation.organisations.models import User
from foundation.rules.parameters import value
from foundation.signoff.pages import SignedPage

from .access import HANDLERS, handler
from .enums import CLOSING, State
from .models import PageCorrectionReport
from .parameters import DAYS, KEPT_DAYS

KIND = "opinion.correction"
# The same words about the same page within this time are one report: a second click, or going back.
SAME_REPORT = dt.timedelta(minutes=10)
SHORTEST_REPLY = 5


@transaction.atomic
def receive(page: SignedPage, *, sentence: str, problem: str, contact: str) -> PageCorrectionReport:
    """Keep what a reader reports and start the clock of the responsible unit. Raises ValidationError."""
    if not page.live or page.body is None:
        raise ValidationError("本页不再公开,无需纠错。")
    words = {"sentence": sentence.strip(), "problem": problem.strip()}
    since = timezone.now() - SAME_REPORT
    same = PageCorrectionReport.objects.filter(page_id=page.pk, received_at__gt=since, **words).first()
    if same:
        return same
    report = PageCorrectionReport.objects.create(
        page_id=page.pk,
        page_title=page.title,
        revision_id=page.live_revision_id,
        body=page.body,
        unit=page.unit,
        contact=contact.strip(),
        **words,
    )
    duties.open_duty(
        KIND,
        subject=report,
        label=f"办理对《{page.title}》的纠错",
        body=page.body,
        unit=page.unit,
        days=value(DAYS.key, page.body),
        url=reverse("corrections_admin:report", args=[report.pk]),
    )
    return report


@transaction.atomic
def close(report: PageCorrectionReport, user: User, *, state: str, reply: str) -> PageCorrectionReport:
    """Say what became of it. Raises PermissionDenied, ValidationError."""
    report = PageCorrectionReport.objects.select_for_update().get(pk=report.pk)
    if handler(report, user) is None:
        names = "、".join(kind.label for kind in HANDLERS)
        raise PermissionDenied(f"由责任科室或者办公室({names})办理,您目前不在这些岗位上。")
    if not report.is_waiting:
        raise ValidationError(f"本件已由{report.handler_name}办结,不必再办。")
    if state not in CLOSING:
        raise ValidationError({"state": "请选择办理结果。"})
    if len(reply.strip()) < SHORTEST_REPLY:
        raise ValidationError({"reply": f"请写明核实和处理情况,不少于{SHORTEST_REPLY}个字。"})
    report.state, report.reply = State(state), reply.strip()
    report.handled_by, report.handler_name = user, user.get_full_name()
    report.handled_at = timezone.now()
    report.save()
    duties.meet_for(KIND, subject=report, by=user)
    return report


def forget_contacts() -> str:
    """Delete contact data of what has been closed for long enough. Two queries a body."""
    forgotten = 0
    closed = PageCorrectionReport.objects.exclude(contact="").filter(handled_at__isnull=False)
    for body_id in set(closed.order_by().values_list("body_id", flat=True)):
        before = timezone.now() - dt.timedelta(days=value(KEPT_DAYS.key, body_id))
        forgotten += closed.filter(body_id=body_id, handled_at__lte=before).update(contact="")
    return f"删除 {forgotten} 件纠错来件的联系方式" if forgotten else ""
