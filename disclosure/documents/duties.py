"""The duty to publish (主动公开, 条例 26): opened with the first draft that has a date, met by publication.

A change of what is public (变更) has one of its own, from the day of the change.

Its rule is that of the column's item, of the general limit or of 行政规范性文件, whichever ends first (R-018–R-020).
"""

from django.core.exceptions import ValidationError
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.urls import reverse
from wagtail.models import Revision
from wagtail.signals import page_published, page_unpublished

from disclosure.catalogue.enums import TimeRuleKind
from disclosure.catalogue.rules import PublicationDue
from foundation.duties import services as duties
from foundation.duties.enums import Clock
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.models import Body
from foundation.rules.parameters import parameter
from foundation.signoff.changes import stated_change
from foundation.signoff.enums import ChangeKind
from foundation.signoff.publicity import why_inside
from foundation.signoff.services import chain_concluded

from .models import FiledPage
from .time_limits import time_limit

PUBLISH, CHANGE = "pub.publish", "pub.change"
_CLOCKS = {
    TimeRuleKind.WORKING_DAYS: Clock.WORKING_DAYS,
    TimeRuleKind.NATURAL_DAYS: Clock.NATURAL_DAYS,
}


def register_kinds() -> None:
    """Called when the app is ready."""
    limit = parameter("pub.days.default")
    for key, label, event in (
        (PUBLISH, "主动公开", "信息形成或者变更"),
        (CHANGE, "变更信息公开", "信息变更"),
    ):
        register_kind(
            DutyKind(key=key, label=label, basis=limit.basis, parameter=limit.key, base_event=event)
        )


def settle_duty(draft: FiledPage) -> None:
    """Let the duty of a page that is not public yet follow what its newest draft says."""
    if draft.live:
        _settle_change(draft)
    elif not draft.original_published_at:
        _follow(draft, PUBLISH, "所在栏目不按天计算公开期限，或尚未填写日期")


def _settle_change(draft: FiledPage) -> None:
    """What the editor says of a change decides: 变更 runs from its day, 更正 and 小修 have no limit of their own."""
    if stated_change(draft):
        _follow(draft, CHANGE, "所在栏目不按天计算公开期限")
    elif running := Duty.objects.open().of(draft, CHANGE).first():
        duties.cancel(running, "本次修改不是信息变更，或尚未填写变更日期", by=None)


def _follow(draft: FiledPage, kind: str, why_none: str) -> None:
    """Open, correct, replace or cancel the duty of this kind as the draft's dates and column say."""
    running = Duty.objects.open().of(draft, kind).first()
    inside = why_inside(draft)
    due = None if inside else time_limit(draft).due
    if due is None or draft.body is None:
        if running:
            duties.cancel(running, inside or why_none, by=None)
        return
    if running and not _is_same_rule(running, due):
        duties.cancel(running, "适用的公开期限已变更，按新期限另行登记", by=None)
        running = None
    if running is None:
        _open(draft, draft.body, due, kind)
    elif running.base_on != due.deadline.start:
        _correct(running, due)


def _is_same_rule(duty: Duty, due: PublicationDue) -> bool:
    return (duty.clock, duty.length) == (_CLOCKS[TimeRuleKind(due.rule.kind)], due.rule.days)


def _open(draft: FiledPage, body: Body, due: PublicationDue, kind: str) -> None:
    is_change = kind == CHANGE
    try:
        duties.open_duty(
            kind,
            subject=draft,
            label=f"公开《{draft.title}》的变更" if is_change else f"公开《{draft.title}》",
            body=body,
            unit=draft.unit,
            base_on=due.deadline.start,
            base_event="信息变更" if is_change else due.base_event,
            days=due.rule.days,
            clock=_CLOCKS[TimeRuleKind(due.rule.kind)],
            basis=due.basis,
            url=reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        )
    except ValidationError:
        # A date in the future or years back: the editor is asked about it, and a draft may always be saved.
        return


def _correct(duty: Duty, due: PublicationDue) -> None:
    try:
        duties.correct_base(duty, due.deadline.start, "稿件中的日期已更正", by=None)
    except ValidationError:
        return


@receiver(post_save, sender=Revision, dispatch_uid="settle_publication_duty")
def draft_saved(instance: Revision, **kwargs) -> None:
    """In the transaction that saves the draft."""
    if issubclass(instance.content_type.model_class() or object, FiledPage):
        draft = instance.as_object()
        if draft.pk:
            settle_duty(draft)


@receiver(page_published, dispatch_uid="meet_publication_duty")
def published(instance, **kwargs) -> None:
    if isinstance(instance, FiledPage) and instance.live:
        duties.meet_for(PUBLISH, subject=instance)
        # 小修 or 更正 that waited for its day goes public while the change is still a draft.
        if instance.change_kind == ChangeKind.CHANGE:
            duties.meet_for(CHANGE, subject=instance)


@receiver(page_unpublished, dispatch_uid="cancel_change_duty")
def taken_down(instance, **kwargs) -> None:
    """What is no longer public cannot be changed in public; its draft has the first limit again."""
    if isinstance(instance, FiledPage) and (running := Duty.objects.open().of(instance, CHANGE).first()):
        duties.cancel(running, "页面已撤下", by=None)


@receiver(chain_concluded, dispatch_uid="cancel_publication_duty")
def filed_inside(page, revision, **kwargs) -> None:
    """Signed as 依申请公开, 不予公开 or for the body alone: it need not be published."""
    draft = revision.as_object()
    if not isinstance(draft, FiledPage):
        return
    for running in _open_of(page):
        duties.cancel(running, why_inside(draft) or "经审签不在网站公开", by=None)


@receiver(pre_delete, dispatch_uid="cancel_duty_of_deleted_draft")
def draft_deleted(sender, instance, **kwargs) -> None:
    if isinstance(instance, FiledPage):
        for running in _open_of(instance):
            duties.cancel(running, "草稿已删除", by=None)


def _open_of(page) -> list[Duty]:
    """What is still owed of the publication of a page or of its change."""
    return [duty for kind in (PUBLISH, CHANGE) for duty in Duty.objects.open().of(page, kind)]
