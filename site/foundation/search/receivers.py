"""The index follows publication: a page is found from the moment it is live until the moment it is not."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from . import kept_lists, services
from .engines import choosing
from .models import SearchEntry, Synonym


def connect() -> None:
    """Called when the app is ready."""
    page_published.connect(_published, dispatch_uid="search.published")
    post_page_move.connect(_moved, dispatch_uid="search.moved")
    page_unpublished.connect(_unpublished, dispatch_uid="search.unpublished")
    post_delete.connect(_entry_deleted, sender=SearchEntry, dispatch_uid="search.deleted")
    for signal in (post_save, post_delete):
        signal.connect(services.forget_synonyms, sender=Synonym, dispatch_uid="search.synonyms")
        signal.connect(_privacy_changed, sender=PageViewRestriction, dispatch_uid="search.privacy")


def _published(instance: Any, **kwargs: Any) -> None:
    # Wagtail also says "published" of a page that is only scheduled.
    if instance.live:
        services.index_page(instance)


def _moved(instance: Any, **kwargs: Any) -> None:
    if instance.live:
        services.index_page(instance)


def _unpublished(instance: Any, **kwargs: Any) -> None:
    services.remove_pages([instance.pk])


def _entry_deleted(instance: SearchEntry, **kwargs: Any) -> None:
    """Also when the page itself is deleted. Its row is gone only when the transaction is."""
    key = instance.pk
    transaction.on_commit(lambda: choosing.remove([key]))
    kept_lists.forget()


def _privacy_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page behind a password is not found, nor what stands below it."""
    for page in instance.page.get_descendants(inclusive=True).live().specific().iterator(chunk_size=200):
        services.index_page(page)
