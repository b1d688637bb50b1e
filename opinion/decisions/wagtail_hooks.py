"""Where major decisions meet the admin. Features above add to 决策与征集 by ``register_participation_menu_item``."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from foundation.organisations.menu import PostMenuItem

from . import admin_urls
from .access import is_offered

participation_menu = Menu(register_hook_name="register_participation_menu_item")


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
    return PostMenuItem("重大行政决策", "decisions_admin:catalogues", is_offered, "list-ol", 10)
