"""Wagtail's command for signed times, in which one blocked page does not hold up the others."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Page, Revision

from foundation.signoff.refusals import words_of
from foundation.signoff.submissions import hold
from foundation.signoff.takedown import expire
from foundation.signoff.waiting import WaitingRevision, release

REFUSALS = (PermissionDenied, ValidationError, DatabaseError)


class Command(WagtailCommand):
    """Take down what has expired, publish what is due; then report what could not be done."""

    help = "按签发的时间公开、撤下页面；个别页面受阻时报告并继续其余页面。"

    def handle(self, *args, **options) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = timezone.now()
        self.blocked: list[str] = []
        for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            self._attempt(f"{page.title}（到期撤下）", expire, page)
        for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
            self._attempt(f"{revision.object_str}（定时公开）", self._publish, revision)
        for kept in WaitingRevision.objects.order_by("since"):
            self._attempt(f"页面{kept.page_id}（同步公开）", release, kept.page_id)
        if self.blocked:
            raise CommandError("以下页面未能按时办理，其余已办：\n" + "\n".join(self.blocked))

    def _attempt(self, what: str, act, thing) -> None:
        """Each in a transaction of its own."""
        try:
            with transaction.atomic():
                act(thing)
        except REFUSALS as refused:
            self.blocked.append(f"{what}：{words_of(refused)}")

    @staticmethod
    def _publish(revision: Revision) -> None:
        """Once, also when two runs meet: whoever waits for the page finds that it has been done, or stopped."""
        hold(int(revision.object_id))
        fresh = Revision.objects.filter(pk=revision.pk, approved_go_live_at__lt=timezone.now()).first()
        if fresh:
            fresh.publish(log_action="wagtail.publish.scheduled")
