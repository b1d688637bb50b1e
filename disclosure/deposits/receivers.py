"""Publication, withdrawal and signing move what is due, in the same transaction."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from disclosure.attributes.models import CatalogueEntry

from . import services
from .filings import entry_written


@receiver(page_published, dispatch_uid="deposit_published_information")
def published(instance, **kwargs) -> None:
    # Wagtail also says "published" of a page that is only scheduled.
    if instance.live and services.is_deposited(instance):
        services.page_published(instance)


@receiver(page_unpublished, dispatch_uid="deposit_withdrawn_information")
def unpublished(instance, **kwargs) -> None:
    if services.is_deposited(instance):
        services.page_gone(instance)


@receiver(post_save, sender=CatalogueEntry, dispatch_uid="file_catalogue_anew")
def catalogued(instance, created, **kwargs) -> None:
    if created:
        entry_written(instance)
