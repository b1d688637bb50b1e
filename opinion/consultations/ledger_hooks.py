"""Where the 采纳台账 meets the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import ledger_urls
from .ledger_access import is_offered


class LedgerItem(MenuItem):
    """Shown to those whose posts have a part in it."""

    def is_shown(self, request) -> bool:
        return is_offered(request.user)


@hooks.register("register_admin_urls")
def ledger_addresses() -> list:
    return [path("consultations/ledger/", include(ledger_urls))]


@hooks.register("register_participation_menu_item")
def ledger_item() -> MenuItem:
    return LedgerItem(
        "采纳台账", reverse("ledger:consultations"), name="ledger", icon_name="list-ul", order=30
    )
