"""Where letters meet the admin. Features beside it add to 公众来件 by ``register_inbox_menu_item``."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from foundation.organisations.menu import PostMenuItem

from . import admin_urls
from .access import is_offered

inbox_menu = Menu(register_hook_name="register_inbox_menu_item")


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("feedback/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return SubmenuMenuItem("公众来件", inbox_menu, name="inbox", icon_name="mail", order=530)


@hooks.register("register_inbox_menu_item")
def letters_item() -> MenuItem:
    return PostMenuItem("公众留言", "feedback_admin:list", is_offered, "mail", 10)


@hooks.register("register_inbox_menu_item")
def statistics_item() -> MenuItem:
    return PostMenuItem("留言统计", "feedback_admin:statistics", is_offered, "table", 30)


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return PostMenuItem("留言台账", "feedback_admin:report", is_offered, "mail", 75)
