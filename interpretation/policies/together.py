"""Document and interpretation go live together (同步公开, R-090), whichever of them is signed first."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published

from disclosure.documents.models import DocumentPage
from foundation.signoff.waiting import WaitingRevision, register_wait, release

from .models import InterpretationPage

logger = logging.getLogger(__name__)


@register_wait
def interpretation_wait(draft) -> str:
    """An interpretation of nothing public leads the reader nowhere, so that it waits for its document."""
    if not isinstance(draft, InterpretationPage):
        return ""
    documents = [link.document for link in draft.documents.all() if link.document_id]
    if DocumentPage.objects.live().filter(pk__in=[document.pk for document in documents]).exists():
        return ""
    titles = "".join(f"《{document.title}》" for document in documents)
    return f"待所解读的文件{titles}公开时同步公开。"


@receiver(page_published, sender=DocumentPage, dispatch_uid="publish_interpretations_with_document")
def document_published(instance: DocumentPage, **kwargs) -> None:
    """In the document's own transaction. An interpretation that may not go live does not hold it up."""
    # Wagtail also says "published" of a page that is only scheduled.
    if not instance.live:
        return
    explained_by = instance.interpretation_links.values("page_id")
    for kept in WaitingRevision.objects.filter(page_id__in=explained_by).order_by("page_id"):
        try:
            with transaction.atomic():
                release(kept.page_id)
        except (PermissionDenied, ValidationError) as refused:
            logger.warning("Interpretation %s stays behind its document: %s", kept.page_id, refused)
