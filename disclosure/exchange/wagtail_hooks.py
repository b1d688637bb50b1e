"""Where the exchange meets the admin."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.organisations.enums import PostKind
from foundation.organisations.selectors import appointments_shown

from . import urls


class ExchangeMenuItem(MenuItem):
    """For 平台运维; the screen asks again."""

    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        held = appointments_shown(user)  # type: ignore[arg-type]
        return user.is_superuser or any(one.post.kind == PostKind.OPERATOR for one in held)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("exchange/", include(urls))]


@hooks.register("register_settings_menu_item")
def menu_item() -> MenuItem:
    return ExchangeMenuItem(
        "系统对接", reverse("exchange:tokens"), name="exchange", icon_name="link", order=320
    )
