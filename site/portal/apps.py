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

        from . import checks  # noqa: F401  (registers them)
        from .visits import flush

        register_job("portal.visits", "记入浏览次数", flush, dt.timedelta(minutes=10))


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user screens with our user's fields."""

    user_viewset = "portal.viewsets.UserViewSet"
    verbose_name = "用户"
