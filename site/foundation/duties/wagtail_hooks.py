"""Where the ledger meets the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls
from .panels import FeedsPanel, RemindersPanel


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("duties/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu_item():
    return MenuItem("法定时限", reverse("duties:list"), name="duties", icon_name="calendar-alt", order=505)


@hooks.register("construct_homepage_panels")
def reminders_panel(request, panels) -> None:
    panels.append(RemindersPanel())


@hooks.register("register_account_settings_panel")
def feeds_panel(request, user, profile) -> FeedsPanel:
    return FeedsPanel(request, user, profile)
