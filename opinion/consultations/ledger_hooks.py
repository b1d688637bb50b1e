"""Where the 采纳台账 meets the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.organisations.menu import PostMenuItem

from . import ledger_urls
from .ledger_access import is_offered


@hooks.register("register_admin_urls")
def ledger_addresses() -> list:
    return [path("consultations/ledger/", include(ledger_urls))]


@hooks.register("register_participation_menu_item")
def ledger_item() -> MenuItem:
    return PostMenuItem("采纳台账", "ledger:consultations", is_offered, "list-ul", 30)
