"""Each January the office goes through what was asked repeatedly and says what becomes public (R-196; 条例 44)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from foundation.duties import services as duties
from foundation.duties.kinds import DutyKind
from foundation.duties.models import Duty
from foundation.organisations.models import Body, User

from .access import bodies_kept, require_keeper
from .models.entries import Entry, note
from .parameters import REPEATED_DAYS
from .publications import suggestions
from .words import needed

KIND = "foi.repeated"
YEARLY = DutyKind(
    KIND,
    "梳理多人申请的信息",
    REPEATED_DAYS.basis,
    REPEATED_DAYS.key,
    "年度终了",
    ends_by="公开答复中的年度梳理",
)
JOB_TIME = dt.time(1, 50)


def follow_years() -> str:
    """The daily job: in January, for every body that was asked the same repeatedly; running again changes nothing."""
    today = timezone.localdate()
    if today.month != 1:  # later in the year a duty counted from its turn would begin overdue
        return ""
    last = today.year - 1
    known = Duty.objects.filter(kind=KIND, period=_period(last)).values("body")
    opened = 0
    for body in Body.objects.exclude(pk__in=known).order_by("pk"):
        if not suggestions(body, most=1):
            continue
        duties.open_duty(
            KIND, subject=body, label=f"梳理{_period(last)}多人申请的信息，转为主动公开", body=body,
            base_on=dt.date(last, 12, 31), period=_period(last), url=reverse("remedies:yearly", args=[body.pk]),
        )  # fmt: skip
        opened += 1
    return f"登记年度梳理{opened}项" if opened else ""


def waiting(user: User) -> QuerySet[Duty]:
    """Bodies that the user keeps and that have not yet gone through last year's. One query."""
    return (
        Duty.objects.open()
        .filter(kind=KIND, body__in=bodies_kept(user))
        .select_related("body")
        .order_by("pk")
    )


@transaction.atomic
def review(body: Body, by: User, *, words: str) -> Entry:
    """What became of it: published, or why not. Raises PermissionDenied, ValidationError."""
    require_keeper(body.pk, by)
    duty = (
        Duty.objects.select_for_update(of=("self",))
        .open()
        .filter(kind=KIND, body=body)
        .order_by("pk")
        .first()
    )
    if duty is None:
        raise ValidationError("没有待办的年度梳理，可能已经有人办结。请返回列表查看。")
    written = note(body, "年度梳理", f"{duty.period}：{needed(words, 'words', '梳理结论')}", by)
    duties.meet(duty, by=by)
    return written


def _period(number: int) -> str:
    return f"{number}年度"
