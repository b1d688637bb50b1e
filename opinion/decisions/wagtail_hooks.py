"""Where major decisions meet the admin. Features above add to 决策与征集 by ``register_participation_menu_item``."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from . import admin_urls
from .access import is_offered

participation_menu = Menu(register_hook_name="register_participation_menu_item")


class RegisterItem(MenuItem):
    """Shown to those whose posts have a part in it."""

    def is_shown(self, request) -> bool:
        return is_offered(request.user)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("decisions/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return SubmenuMenuItem(
        "决策与征集", participation_menu, name="participation", icon_name="group", order=520
    )


@hooks.register("register_participation_menu_item")
def register_item() -> MenuItem:
    return RegisterItem(
        "重大行政决策",
        reverse("decisions_admin:catalogues"),
        name="decisions",
        icon_name="list-ol",
        order=10,
    )
