"""Where consultations meet the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.organisations.menu import PostMenuItem

from . import admin_urls, ledger_hooks  # noqa: F401
from .access import is_offered


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("consultations/", include(admin_urls))]


@hooks.register("register_participation_menu_item")
def menu_item() -> MenuItem:
    return PostMenuItem("意见征集", "consultations_admin:list", is_offered, "comment", 20)
