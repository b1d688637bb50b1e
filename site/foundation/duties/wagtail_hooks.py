"""Where the ledger meets the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("duties/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu_item():
    return MenuItem("法定时限", reverse("duties:list"), name="duties", icon_name="calendar-alt", order=505)
