"""Where 纠错 meets the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls
from .access import is_offered


class ReportsItem(MenuItem):
    """Shown to those whose reports there may be."""

    def is_shown(self, request) -> bool:
        return is_offered(request.user)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("corrections/", include(admin_urls))]


@hooks.register("register_inbox_menu_item")
def menu_item() -> MenuItem:
    return ReportsItem(
        "纠错来件", reverse("corrections_admin:list"), name="corrections", icon_name="comment", order=20
    )
