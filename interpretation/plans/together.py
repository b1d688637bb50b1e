"""A signed document waits for its interpretation and both go live together, where the body asks for it (R-090)."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from disclosure.documents.models import DocumentPage
from disclosure.documents.openness import day_of_rules
from foundation.rules.parameters import choice
from foundation.signoff.waiting import WaitingRevision, register_wait, release
from interpretation.policies.checks import SYNC
from interpretation.policies.models import InterpretationPage, InterpretedDocument

from .enums import Slot, Timing
from .models import InterpretationPlan, Waiver
from .selectors import is_asked

logger = logging.getLogger(__name__)


@register_wait
def document_wait(draft) -> str:
    """Why a signed document is not public yet; nothing for other pages and once an interpretation is signed."""
    if not isinstance(draft, DocumentPage) or not goes_together(draft) or _signed_interpretation(draft):
        return ""
    return "待解读签发后与文件同步公开。"


def goes_together(draft: DocumentPage) -> bool:
    """Whether the body's rule, or with 须同步 the document's own plan, says 与文件同步公开, and nothing was waived."""
    if not is_asked(draft):
        return False
    rule = choice(SYNC, draft.body_id, day_of_rules(draft))
    if rule == "require":
        planned = InterpretationPlan.objects.filter(document_id=draft.pk, timing=Timing.TOGETHER)
        return planned.exists() and not _is_waived(draft)
    return rule == "together" and not _is_waived(draft)


def _is_waived(draft: DocumentPage) -> bool:
    return Waiver.objects.filter(document_id=draft.pk, slot=Slot.MATERIAL).exists()


def _signed_interpretation(draft: DocumentPage) -> bool:
    """Whether one that explains the document is signed and waits for it, or is public already."""
    explaining = InterpretationPage.objects.filter(documents__document=draft.pk)
    signed = WaitingRevision.objects.filter(page_id__in=explaining.values("pk"))
    return signed.exists() or explaining.live().exists()


@receiver(post_save, sender=WaitingRevision, dispatch_uid="release_document_with_interpretation")
def interpretation_signed(instance: WaitingRevision, **kwargs) -> None:
    """In the interpretation's own transaction; the document then takes its interpretation along.

    A document that may not go live does not undo the signature of its interpretation.
    """
    explained = InterpretedDocument.objects.filter(page_id=instance.page_id).values("document_id")
    for kept in WaitingRevision.objects.filter(page_id__in=explained).order_by("page_id"):
        try:
            with transaction.atomic():
                release(kept.page_id)
        except (PermissionDenied, ValidationError) as refused:
            logger.warning("Document %s stays behind its interpretation: %s", kept.page_id, refused)
