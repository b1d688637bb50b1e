"""Column entries follow publication, inside the same transaction."""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from foundation.signoff.pages import SignedPage

from .models import BodyPage, ColumnPage
from .services import list_in_columns, unlist


@receiver(page_published, dispatch_uid="list_in_columns")
def published(instance, **kwargs) -> None:
    if (
        isinstance(instance, SignedPage)
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
