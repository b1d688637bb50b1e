"""What follows from publication, inside the same transaction."""

from django.dispatch import receiver
from wagtail.signals import page_published

from .models import DocumentPage
from .services import issue_index_number


@receiver(page_published, sender=DocumentPage, dispatch_uid="issue_index_number")
def document_published(instance: DocumentPage, **kwargs) -> None:
    # Wagtail also says "published" of a page that is only scheduled.
    if instance.live:
        issue_index_number(instance)
