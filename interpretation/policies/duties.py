"""The duty to interpret (政策解读公布): opened when a document becomes public, met by its first interpretation."""

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from disclosure.documents.models import DocumentPage
from foundation.duties import services as duties
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.models import Body
from foundation.rules.parameters import parameter

from .checks import needs_interpretation
from .models import InterpretationPage
from .selectors import live_interpretations

PUBLISH = "interp.publish"


def register_kinds() -> None:
    """Called when the app is ready."""
    limit = parameter("interp.max_days")
    register_kind(
        DutyKind(
            key=PUBLISH,
            label="政策解读公布",
            basis=limit.basis,
            parameter=limit.key,
            base_event="文件公开",
        )
    )


def settle_duty(document: DocumentPage) -> None:
    """Open, meet, reopen or cancel a document's duty, as its publication and its interpretations stand now.

    What was public elsewhere before it came here has no clock that starts with its coming.
    """
    last = Duty.objects.of(document, PUBLISH).order_by("-pk").first()
    if not document.live:
        if last and last.is_open:
            duties.cancel(last, "文件已撤下", by=None)
        return
    first = live_interpretations(document).last()
    if (last is None or (last.cancelled_at and not first)) and _runs_here(document) and document.body:
        last = _open(document, document.body)
    if last is None or last.cancelled_at:
        return
    if first and last.is_open:
        duties.meet(last, on=first.public_date if first.public_date >= last.base_on else last.base_on)
    elif not first and not last.is_open:
        duties.reopen(last, "解读已撤下", by=None)


def _runs_here(document: DocumentPage) -> bool:
    return needs_interpretation(document) and document.original_published_at is None


def _open(document: DocumentPage, body: Body) -> Duty:
    return duties.open_duty(
        PUBLISH,
        subject=document,
        label=f"《{document.title}》的政策解读",
        body=body,
        unit=document.unit,
        base_on=timezone.localdate(document.first_published_at),
        url=reverse("wagtailadmin_pages:edit", args=[document.pk]),
        confirmed=True,
    )


@receiver([page_published, page_unpublished], dispatch_uid="settle_interpretation_duty")
def publication_changed(instance, **kwargs) -> None:
    """Of a document or of one that explains it, in the same transaction."""
    if isinstance(instance, DocumentPage):
        settle_duty(instance)
    elif isinstance(instance, InterpretationPage):
        for link in instance.documents.select_related("document"):
            settle_duty(link.document)
