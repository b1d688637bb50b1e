"""Where consultations meet the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls, ledger_hooks  # noqa: F401
from .access import is_offered


class ConsultationsItem(MenuItem):
    """Shown to those whose posts have a part in it."""

    def is_shown(self, request) -> bool:
        return is_offered(request.user)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("consultations/", include(admin_urls))]


@hooks.register("register_participation_menu_item")
def menu_item() -> MenuItem:
    return ConsultationsItem(
        "意见征集", reverse("consultations_admin:list"), name="consultations", icon_name="comment", order=20
    )
