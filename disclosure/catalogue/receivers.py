"""Column entries follow publication, page rights follow the units of columns; statutory items stay."""

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from foundation.signoff.pages import SignedPage

from .models import BodyPage, CatalogueItem, ColumnEntry, ColumnPage
from .rights import settle_rights
from .selectors import facets_key
from .services import list_in_columns, record_leaders, statutory_refusal, unlist


@receiver([post_save, post_delete], sender=ColumnEntry, dispatch_uid="drop_column_counts")
def entry_changed(instance: ColumnEntry, **kwargs) -> None:
    """Counts beside a column's list are cached; a reader in between may have cached the old ones again."""
    key = facets_key(instance.column_id)
    cache.delete(key)
    transaction.on_commit(lambda: cache.delete(key))


@receiver(page_published, dispatch_uid="list_in_columns")
def published(instance, **kwargs) -> None:
    # Wagtail also says "published" of a page that is only scheduled.
    if (
        instance.live
        and isinstance(instance, SignedPage)
        and not isinstance(instance, ColumnPage | BodyPage)
        and instance.depth > 2
    ):
        list_in_columns(instance)


@receiver(page_unpublished, dispatch_uid="unlist")
def unpublished(instance, **kwargs) -> None:
    unlist(instance)


@receiver(post_page_move, dispatch_uid="relist_after_move")
def moved(instance, **kwargs) -> None:
    page = instance.specific
    if page.live and isinstance(page, SignedPage) and not isinstance(page, ColumnPage | BodyPage):
        list_in_columns(page)


@receiver([page_published, page_unpublished], dispatch_uid="record_leaders")
def body_page_changed(instance, **kwargs) -> None:
    if isinstance(instance, BodyPage):
        record_leaders(instance)


@receiver(page_published, dispatch_uid="column_rights")
def column_published(instance, **kwargs) -> None:
    """The unit of a column may have changed through its sign-off."""
    if isinstance(instance, ColumnPage):
        settle_rights(instance)


@receiver(pre_delete, sender=CatalogueItem, dispatch_uid="keep_statutory_item")
@receiver(pre_delete, sender=ColumnPage, dispatch_uid="keep_statutory_column")
def keep_statutory(instance: CatalogueItem | ColumnPage, **kwargs) -> None:
    """Whatever route a deletion takes, the parent's included (R-013)."""
    if refusal := statutory_refusal(instance):
        raise PermissionDenied(refusal)
