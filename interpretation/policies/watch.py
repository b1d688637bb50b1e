"""舆情关注: after a key policy (重点政策) its unit listens and answers for a while, and says how it ended (R-099)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from disclosure.documents.enums import FollowUp
from disclosure.documents.models import DocumentPage
from foundation.duties import services as duties
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_of
from foundation.rules.parameters import parameter

from .models import WatchStatement
from .services import may_interpret

WATCH = "watch.opinion"
SHORTEST_WORDS = 10


def register_kinds() -> None:
    """Called when the app is ready."""
    limit = parameter("watch.days")
    register_kind(
        DutyKind(
            WATCH,
            "重点政策舆情关注",
            limit.basis,
            parameter=limit.key,
            base_event="文件公开",
            ends_by="请在文件的“舆情关注”中填写结论办结；不再是重点政策的，修改文件时取消勾选。",
        )
    )


def running_watch(document: DocumentPage) -> Duty | None:
    """The open watch over a document."""
    return Duty.objects.open().of(document, WATCH).first()


def responses_of(document: DocumentPage) -> list[str]:
    """Titles of what was published in answer (回应关切), oldest first. One query."""
    told = document.followed_by.filter(kind=FollowUp.RESPONSE, page__live=True)
    return list(told.order_by("page__first_published_at").values_list("page__title", flat=True))


def may_close(document: DocumentPage, user: User) -> bool:
    """The drafting unit's editors and head, and 秘书科."""
    return may_interpret(document, user) or any(
        held.post.body_id == document.body_id
        and (
            held.post.kind == PostKind.OFFICE_REVIEWER
            or (held.post.kind == PostKind.UNIT_HEAD and held.post.unit_id == document.unit_id)
        )
        for held in appointments_of(user)
    )


@transaction.atomic
def close_watch(document: DocumentPage, words: str, user: User) -> WatchStatement:
    """Say what was heard and answered, and meet the duty. Raises PermissionDenied, ValidationError."""
    if not may_close(document, user):
        raise PermissionDenied("舆情关注由文件责任科室或者审核岗位办结。")
    DocumentPage.objects.select_for_update().get(pk=document.pk)
    running, words = running_watch(document), words.strip()
    if running is None:
        last = WatchStatement.objects.filter(document_id=document.pk).last()
        if last and last.words == words:
            return last
        raise ValidationError("本文件没有未办结的舆情关注。")
    if len(words) < SHORTEST_WORDS:
        raise ValidationError(f"请写明关注情况、主要关切和回应情况，不少于{SHORTEST_WORDS}个字。")
    duties.meet(running, by=user)
    return WatchStatement.objects.create(
        document_id=document.pk, words=words, responses=responses_of(document), by=user
    )


@receiver([page_published, page_unpublished], dispatch_uid="settle_opinion_watch")
def publication_changed(instance, **kwargs) -> None:
    """Opened once, when a flagged document is public; ended by its takedown or when the flag is taken off."""
    if not isinstance(instance, DocumentPage):
        return
    if not (instance.live and instance.needs_watch):
        if running := running_watch(instance):
            duties.cancel(running, "文件已撤下" if not instance.live else "不再列为重点政策", by=None)
        return
    known = Duty.objects.of(instance, WATCH).filter(cancelled_at__isnull=True).exists()
    if known or instance.original_published_at or instance.body is None:
        return
    duties.open_duty(
        WATCH,
        subject=instance,
        label=f"关注并回应《{instance.title}》公布后的社会反映",
        body=instance.body,
        unit=instance.unit,
        base_on=timezone.localdate(),
        url=reverse("policies_watch", args=[instance.pk]),
    )
