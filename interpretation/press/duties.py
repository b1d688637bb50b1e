"""Duties of press work: the record of a conference, its evaluation, filings, the yearly review of plans."""

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from foundation.duties import services as ledger
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty

from .enums import ConferenceState
from .models import Conference, EmergencyPlan, PressConferencePage, Spokesperson
from .parameters import EVALUATION_DAYS, FILING_DAYS, RECORD_DAYS, REVIEW_DAYS

RECORD, EVALUATE = "press.record", "press.evaluate"
FILE, REVIEW = "press.filing", "press.plan_review"
_KINDS = (
    (RECORD, "公开发布会实录", RECORD_DAYS, "发布会结束", "请公开发布会实录；实录公开后自动办结。"),
    (EVALUATE, "发布效果评估", EVALUATION_DAYS, "发布会结束", "请在发布会的“发布效果评估”中填写评估。"),
    (FILE, "新闻发言人备案", FILING_DAYS, "任命或者变更", "请报送备案；新闻发布机构出具回执后自动办结。"),
    (REVIEW, "突发事件新闻报道预案评审", REVIEW_DAYS, "上次评审", "请在预案中登记评审。"),
)


def register_kinds() -> None:
    """Called when the app is ready."""
    for key, label, limit, event, ends_by in _KINDS:
        register_kind(
            DutyKind(key, label, limit.basis, parameter=limit.key, base_event=event, ends_by=ends_by)
        )


def conference_closed(conference: Conference) -> None:
    """Start both clocks; the record may be public already."""
    for kind, label in ((RECORD, f"公开“{conference}”实录"), (EVALUATE, f"评估“{conference}”发布效果")):
        ledger.open_duty(
            kind,
            subject=conference,
            label=label,
            body=conference.body,
            unit=conference.unit,
            base_on=conference.closed_on,
            url=reverse("press:conference", args=[conference.pk]),
        )
    settle_record(conference)


def settle_record(conference: Conference) -> None:
    """The record is public or it is not; the duty follows."""
    last = Duty.objects.of(conference, RECORD).order_by("-pk").first()
    if last is None or last.cancelled_at or conference.state != ConferenceState.CLOSED:
        return
    page = conference.page
    is_public = page is not None and page.live and page.is_record
    if is_public and last.is_open:
        ledger.meet(last)
    elif not is_public and not last.is_open:
        ledger.reopen(last, "实录已撤下", by=None)


@receiver([page_published, page_unpublished], dispatch_uid="settle_press_record")
def publication_changed(instance, **kwargs) -> None:
    """In the transaction of the publication."""
    if isinstance(instance, PressConferencePage):
        for conference in Conference.objects.filter(page_id=instance.pk).select_related("page"):
            settle_record(conference)


def filing_wanted(spokesperson: Spokesperson) -> None:
    """A new or changed spokesperson or liaison is to be filed."""
    ledger.open_duty(
        FILE,
        subject=spokesperson,
        label=f"{spokesperson.body}新闻发言人{spokesperson.name}备案",
        body=spokesperson.body,
        base_on=timezone.localdate(),
        url=reverse("press:spokesperson", args=[spokesperson.pk]),
    )


def filing_received(spokesperson: Spokesperson) -> None:
    """The agency's receipt is there."""
    if running := Duty.objects.open().of(spokesperson, FILE).first():
        ledger.meet(running)


def review_due(plan: EmergencyPlan) -> None:
    """The next review, counted from the last one; nothing for a plan no longer in use."""
    running = Duty.objects.open().of(plan, REVIEW).first()
    if not plan.is_active:
        if running:
            ledger.cancel(running, "预案已停用", by=None)
        return
    if running and running.base_on == plan.reviewed_on:
        return
    if running:
        ledger.meet(running, on=max(plan.reviewed_on, running.base_on))
    ledger.open_duty(
        REVIEW,
        subject=plan,
        label=f"评审《{plan}》",
        body=plan.body,
        base_on=plan.reviewed_on,
        url=reverse("press:plan", args=[plan.pk]),
        confirmed=True,
    )
