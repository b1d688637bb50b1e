"""Weekly summaries while a key policy is watched (R-138): due as long as its 舆情关注 runs (policies.watch)."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from disclosure.documents.models import DocumentPage
from foundation.duties import services as duties
from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.rules.parameters import value
from interpretation.policies.watch import WATCH, may_close, running_watch

from .acting import needed
from .clocks import SUMMARY
from .models import PolicySummary
from .parameters import SUMMARY as EVERY
from .rules import week_of


def current_week(watch: Duty, today: dt.date | None = None) -> int:
    """Which week of the watch today is, from 1."""
    return week_of(watch.base_on, today or timezone.localdate(), value(EVERY.key, watch.body))


def _due(watch: Duty, week: int) -> dt.date:
    """The last day of that week, not later than the end of the watch."""
    last = watch.base_on + dt.timedelta(days=week * value(EVERY.key, watch.body))
    return min(last, watch.due_on) if watch.due_on else last


@transaction.atomic
def follow(document: DocumentPage) -> int:
    """Open the summary of this week, and any that was missed; end them with the watch. How many were opened."""
    watch = running_watch(document)
    if watch is None:
        for duty in Duty.objects.open().of(document, SUMMARY):
            duties.cancel(duty, "舆情关注已结束", by=None)
        return 0
    told = set(PolicySummary.objects.filter(document_id=document.pk).values_list("week", flat=True))
    known = set(Duty.objects.of(document, SUMMARY).values_list("period", flat=True))
    opened = 0
    today = timezone.localdate()
    last = current_week(watch, min(today, watch.due_on) if watch.due_on else today)
    for week in range(1, last + 1):
        period = f"第{week}周"
        if week in told or period in known:
            continue
        duties.open_duty(
            SUMMARY,
            subject=document,
            label=f"《{document.title}》舆情小结（{period}）",
            body=watch.body,
            unit=watch.unit,
            due_on=_due(watch, week),
            base_on=watch.base_on,
            period=period,
            url=reverse("monitoring:summaries", args=[document.pk]),
        )
        opened += 1
    return opened


def follow_all() -> str:
    """The daily job: every watch that runs, and every summary whose watch ended. Says how many it opened."""
    watched = Duty.objects.open().filter(kind__in=(WATCH, SUMMARY)).values_list("object_id", flat=True)
    documents = DocumentPage.objects.filter(pk__in={int(pk) for pk in watched})
    opened = sum(follow(document) for document in documents)
    return f"登记重点政策舆情小结{opened}项" if opened else ""


@transaction.atomic
def summarise(document: DocumentPage, user: User, *, week: int, words: str, concerns: int) -> PolicySummary:
    """Keep what was heard in one week and meet its duty. Raises PermissionDenied, ValidationError."""
    if not may_close(document, user):
        raise PermissionDenied("舆情小结由文件责任科室或者审核岗位填报。")
    DocumentPage.objects.select_for_update().get(pk=document.pk)
    if known := PolicySummary.objects.filter(document_id=document.pk, week=week).first():
        return known
    watch = running_watch(document)
    if watch is None:
        raise ValidationError("本文件没有未办结的舆情关注，不必再报小结。")
    if not 1 <= week <= current_week(watch):
        raise ValidationError({"week": "请选择已经开始的一周。"})
    made = PolicySummary.objects.create(
        document_id=document.pk,
        week=week,
        words=needed(words, "情况小结", "words", 10),
        concerns=concerns,
        by=user,
    )
    duties.meet_for(SUMMARY, subject=document, period=f"第{week}周", by=user)
    return made
