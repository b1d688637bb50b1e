"""Where 纠错 meets the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.organisations.menu import PostMenuItem

from . import admin_urls
from .access import is_offered


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("corrections/", include(admin_urls))]


@hooks.register("register_inbox_menu_item")
def menu_item() -> MenuItem:
    return PostMenuItem("纠错来件", "corrections_admin:list", is_offered, "comment", 20)
