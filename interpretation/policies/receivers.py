"""What a document's publication changes for its interpretations."""

from django.dispatch import receiver
from wagtail.signals import page_published

from disclosure.documents.models import DocumentPage
from foundation.search.services import index_page

from .found import interpretation_entry
from .models import InterpretationPage


@receiver(page_published, sender=DocumentPage, dispatch_uid="interpretations_follow_validity")
def document_published(instance: DocumentPage, **kwargs) -> None:
    """An abolished document takes its interpretations along in every search, in the same transaction.

    Pages say it themselves when they are read; search keeps what it knows. One query where nothing changes.
    """
    if not instance.live:
        return
    explained = InterpretationPage.objects.live().filter(documents__document=instance)
    for page in explained.select_related("search_entry", "body").prefetch_related("documents__document"):
        entry, now = getattr(page, "search_entry", None), interpretation_entry(page)
        told = (entry.validity, entry.refresh_on) if entry else None
        if told != (now.validity, now.refresh_on):
            index_page(page)
