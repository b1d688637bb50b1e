from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = "网站"
    default = True


class PortalUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user screens with our user's fields."""

    user_viewset = "portal.viewsets.UserViewSet"
    verbose_name = "用户"
