"""Publication and takedown of a notice settle its dates and its duty."""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from .models import ConsultationPage
from .services import settle_course


@receiver([page_published, page_unpublished], dispatch_uid="settle_consultation_course")
def publication_changed(instance, **kwargs) -> None:
    """In the same transaction."""
    if isinstance(instance, ConsultationPage):
        settle_course(instance)
