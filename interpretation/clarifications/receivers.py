"""What the publication of a clarification does to its matter; touched departments are asked at submission."""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from foundation.signoff.services import chain_submitted

from .closing import page_gone, page_public
from .consents import ask_touched
from .page_models import ClarificationPage


@receiver(page_published, sender=ClarificationPage, dispatch_uid="clarification_public")
def published(instance: ClarificationPage, **kwargs) -> None:
    # Wagtail also says "published" of a page that is only scheduled.
    if instance.live:
        page_public(instance)


@receiver(page_unpublished, sender=ClarificationPage, dispatch_uid="clarification_gone")
def unpublished(instance: ClarificationPage, **kwargs) -> None:
    page_gone(instance)


@receiver(chain_submitted, dispatch_uid="ask_touched_departments")
def submitted(draft, **kwargs) -> None:
    if isinstance(draft, ClarificationPage):
        ask_touched(draft)
