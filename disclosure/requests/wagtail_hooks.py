"""Where the desk meets the admin. Features above add to 依申请公开 by ``register_requests_menu_item``."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from foundation.organisations.menu import PostMenuItem

from . import admin_urls
from .access import is_offered
from .home import DeskPanel

requests_menu = Menu(register_hook_name="register_requests_menu_item")


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("requests/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return SubmenuMenuItem("依申请公开", requests_menu, name="requests", icon_name="form", order=520)


@hooks.register("construct_homepage_panels")
def desk_panel(request, panels) -> None:
    panels.append(DeskPanel())


@hooks.register("register_requests_menu_item")
def desk_item() -> MenuItem:
    return PostMenuItem("办理台", "requests_admin:desk", is_offered, "tasks", 10)


@hooks.register("register_requests_menu_item")
def workload_item() -> MenuItem:
    return PostMenuItem("工作量", "requests_admin:workload", is_offered, "group", 80)
