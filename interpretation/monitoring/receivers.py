"""What the site's publications mean for findings. Nothing goes the other way."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from disclosure.documents.models import DocumentPage

from . import handling, summaries
from .models import Response


@receiver(page_published, dispatch_uid="monitoring_page_published")
def published(instance, **kwargs) -> None:
    """A planned response became public; a key policy is watched from now on."""
    waiting = Response.objects.filter(page_id=instance.pk, published_at__isnull=True)
    for response in waiting.select_related("finding__body", "finding__unit", "finding__handling_unit"):
        handling.became_public(response, instance.last_published_at or timezone.now())
    if isinstance(instance, DocumentPage):
        summaries.follow(instance)


@receiver(page_unpublished, dispatch_uid="monitoring_page_unpublished")
def unpublished(instance, **kwargs) -> None:
    """What is no longer public is no longer watched."""
    if isinstance(instance, DocumentPage):
        summaries.follow(instance)
