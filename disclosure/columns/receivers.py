"""Catalogue items bring their elements; what is published answers the duty of its column at once."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from disclosure.catalogue.models import CatalogueItem, ColumnEntry

from .daily import settle_column
from .shipped import ship_elements


@receiver(post_save, sender=CatalogueItem, dispatch_uid="ship_elements")
def item_saved(instance: CatalogueItem, raw: bool = False, **kwargs) -> None:
    if not raw:
        ship_elements(instance)


@receiver(post_save, sender=ColumnEntry, dispatch_uid="settle_column_duty")
def entry_listed(instance: ColumnEntry, created: bool, **kwargs) -> None:
    if created:
        transaction.on_commit(lambda: settle_column(instance.column_id), robust=True)
