"""What is signed but waits for something else to be public (等待同步公开), and goes live together with it.

An interpretation signed before its document is the case in point. A feature says what waits with
``register_wait`` and calls ``release`` in the transaction that ends the waiting; ``publish_scheduled`` releases
what a concurrent signature left behind.
"""

from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Revision

Wait = Callable[[Any], str]
_waits: list[Wait] = []


class WaitingRevision(models.Model):
    """A revision that was cleared and is not live yet, with what it waits for."""

    page_id = models.BigIntegerField("页面编号", unique=True)
    revision_id = models.BigIntegerField("版本编号")
    reason = models.CharField("等待", max_length=300)
    since = models.DateTimeField("自", default=timezone.now)

    class Meta:
        verbose_name = "等待同步公开的版本"
        verbose_name_plural = "等待同步公开的版本"

    def __str__(self) -> str:
        return self.reason


def register_wait(wait: Wait) -> Wait:
    """Add a feature's rule; called from AppConfig.ready(). ``wait(draft)`` says for what, or nothing."""
    if wait not in _waits:
        _waits.append(wait)
    return wait


def why_waits(draft: Any) -> str:
    """What a signed draft waits for, in words; empty when it may go live now."""
    return next(filter(None, (wait(draft) for wait in _waits)), "")


def is_waiting(page_id: int) -> bool:
    """Whether a signed revision of this page is kept."""
    return WaitingRevision.objects.filter(page_id=page_id).exists()


def publish_or_wait(page: Any, revision: Revision, user: Any = None) -> None:
    """Put a cleared revision live, or keep it until what it waits for has come. Called under the page's lock."""
    if why := why_waits(revision.as_object()):
        WaitingRevision.objects.update_or_create(
            page_id=page.pk, defaults={"revision_id": revision.pk, "reason": why, "since": timezone.now()}
        )
        return
    WaitingRevision.objects.filter(page_id=page.pk).delete()
    revision.publish(user=user, skip_permission_checks=True)


@transaction.atomic
def release(page_id: int) -> bool:
    """Put what waits of this page live, if nothing keeps it any more; whether it went live.

    Once, also when two runs meet: whoever waits for the page finds that it has been done, or stopped.
    """
    from .submissions import hold

    hold(page_id)
    kept = WaitingRevision.objects.filter(page_id=page_id).first()
    if kept is None:
        return False
    revision = Revision.objects.get(pk=kept.revision_id)
    if why_waits(revision.as_object()):
        return False
    kept.delete()
    revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
    return True
