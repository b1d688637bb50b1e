"""Publication and takedown of a result conclude the consultation, or open it again, in the same transaction."""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from .result_models import ConsultationResultPage
from .results import conclude, reopen


@receiver(page_published, sender=ConsultationResultPage, dispatch_uid="consultation_concluded")
def published(instance: ConsultationResultPage, **kwargs) -> None:
    # Wagtail also says "published" of a page that is only scheduled.
    if instance.live:
        conclude(instance)


@receiver(page_unpublished, sender=ConsultationResultPage, dispatch_uid="consultation_result_gone")
def unpublished(instance: ConsultationResultPage, **kwargs) -> None:
    reopen(instance)
