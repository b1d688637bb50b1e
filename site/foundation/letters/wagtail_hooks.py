"""Where letters meet the admin."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.rules.access import may_view

from . import urls


class LettersMenuItem(MenuItem):
    """For those who may read the parameters."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_view(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("letters/", include(urls))]


@hooks.register("register_settings_menu_item")
def menu_item() -> MenuItem:
    return LettersMenuItem(
        "公文模板", reverse("letters:kinds"), name="letters", icon_name="doc-full", order=310
    )
