"""The site has published what another channel had before."""

from django.dispatch import receiver
from wagtail.signals import page_published

from .services import page_is_live


@receiver(page_published, dispatch_uid="site_has_released_information")
def published(instance, **kwargs) -> None:
    # Wagtail also says "published" of a page that is only scheduled.
    if instance.live:
        page_is_live(instance)
