"""Where the receiving office's screens meet the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from disclosure.requests.access import OFFICE
from foundation.organisations.menu import PostMenuItem
from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_shown

from . import admin_urls


def takes_in(user: User) -> bool:
    """Whether the menu shows the screens. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in OFFICE for held in appointments_shown(user))


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("applications/", include(admin_urls))]


@hooks.register("register_requests_menu_item")
def intake_item() -> MenuItem:
    return PostMenuItem("登记申请", "applications_admin:intake", takes_in, "plus", 20)


@hooks.register("register_requests_menu_item")
def help_item() -> MenuItem:
    return PostMenuItem("协助请求", "applications_admin:help", takes_in, "help", 60)
