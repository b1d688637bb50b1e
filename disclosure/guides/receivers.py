"""Publications of body pages and guides move the duty, in the same transaction."""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from disclosure.catalogue.models import BodyPage

from . import duties
from .models import GuidePage


@receiver(page_published, dispatch_uid="guide_follows_body_page")
def published(instance, **kwargs) -> None:
    # Wagtail also says "published" of a page that is only scheduled.
    if not instance.live:
        return
    if isinstance(instance, BodyPage):
        duties.body_page_changed(instance)
    elif isinstance(instance, GuidePage):
        duties.guide_published(instance)


@receiver(page_unpublished, dispatch_uid="guide_taken_down")
def unpublished(instance, **kwargs) -> None:
    if isinstance(instance, BodyPage):
        duties.body_page_gone(instance)
    elif isinstance(instance, GuidePage):
        duties.guide_gone(instance)
