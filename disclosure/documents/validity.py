"""有效性标注: what has lapsed or was abolished is marked so in time, not left 有效 on the site (R-215)."""

import datetime as dt

from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from foundation.duties import services as duties
from foundation.duties.jobs import DAY, register_job
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.models import Body
from foundation.rules.parameters import parameter

from .enums import NO_LONGER_IN_FORCE, Relation
from .models import DocumentPage

MARK = "validity.mark"


def register_kinds() -> None:
    """Called when the app is ready."""
    limit = parameter("validity.mark_days")
    register_kind(
        DutyKind(
            MARK,
            "有效性标注",
            limit.basis,
            parameter=limit.key,
            base_event="失效或者被废止",
            ends_by="请修改文件的有效性并公开；失效日期填错的，请更正。",
        )
    )
    register_job("documents.validity", "有效性标注", settle_marks, DAY, at=dt.time(0, 20))


def to_be_marked(today: dt.date) -> QuerySet[DocumentPage]:
    """Public documents still shown in force whose day is over or that a public one abolishes. One query.

    ``ended_on`` is the day it ended; ``abolished_at`` when the abolishing document was published.
    """
    abolishing = Q(related_from__relation=Relation.ABOLISHES, related_from__page__live=True)
    return (
        DocumentPage.objects.live()
        .exclude(validity__in=NO_LONGER_IN_FORCE)
        .filter(body__isnull=False)
        .annotate(
            abolished_at=Min(
                Coalesce(
                    "related_from__page__original_published_at", "related_from__page__first_published_at"
                ),
                filter=abolishing,
            )
        )
        .filter(Q(expires_on__lt=today) | Q(abolished_at__isnull=False))
        .select_related("body", "unit")
        .order_by("pk")
    )


def settle_marks() -> str:
    """Open what newly has to be marked, end what is. Safe to repeat; says how many of each."""
    today = timezone.localdate()
    wanted = {document.pk: document for document in to_be_marked(today)}
    running = {int(duty.object_id): duty for duty in Duty.objects.open().filter(kind=MARK)}
    opened = [
        _open(document, document.body, today)
        for pk, document in wanted.items()
        if pk not in running and document.body
    ]
    over = [duty for pk, duty in running.items() if pk not in wanted]
    for duty in over:
        duties.cancel(duty, "失效日期已更正，或者废止它的文件已不再公开", by=None)
    return f"有效性标注：登记{len(opened)}项，撤销{len(over)}项" if opened or over else ""


def _open(document: DocumentPage, body: Body, today: dt.date) -> Duty:
    ended = [document.expires_on] if document.expires_on and document.expires_on < today else []
    if abolished_at := getattr(document, "abolished_at", None):
        ended.append(timezone.localdate(abolished_at))
    return duties.open_duty(
        MARK,
        subject=document,
        label=f"标注《{document.title}》的有效性",
        body=body,
        unit=document.unit,
        # What had lapsed before it came to this site could not be marked here earlier.
        base_on=max(min(ended), timezone.localdate(document.first_published_at)),
        url=reverse("wagtailadmin_pages:edit", args=[document.pk]),
        confirmed=True,
    )


@receiver(page_published, sender=DocumentPage, dispatch_uid="meet_validity_mark")
def document_published(instance: DocumentPage, **kwargs) -> None:
    if instance.live and instance.validity in NO_LONGER_IN_FORCE:
        duties.meet_for(MARK, subject=instance)


@receiver(page_unpublished, sender=DocumentPage, dispatch_uid="cancel_validity_mark")
def document_taken_down(instance: DocumentPage, **kwargs) -> None:
    if running := Duty.objects.open().of(instance, MARK).first():
        duties.cancel(running, "文件已撤下", by=None)
