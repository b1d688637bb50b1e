import datetime as dt

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = "网站"
    default = True

    def ready(self) -> None:
        from foundation.duties.jobs import register_job
        from foundation.search.sources import register_source

        from . import (
            checks,  # noqa: F401  (registers them)
            found,
        )
        from .models import StandardPage
        from .visits import flush

        register_job("portal.visits", "记入浏览次数", flush, dt.timedelta(minutes=10))
        register_source(
            StandardPage,
            found.standard_entry,
            kind="yemian",
            label="网站说明",
            fetch=found.standard_pages,
        )


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user screens with our user's fields."""

    user_viewset = "portal.viewsets.UserViewSet"
    verbose_name = "用户"
