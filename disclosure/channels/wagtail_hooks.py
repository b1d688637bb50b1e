"""Where the register of releases meets the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls


@hooks.register("register_admin_urls")
def channel_urls() -> list:
    return [path("channels/", include(urls))]


@hooks.register("register_reports_menu_item")
def channel_item() -> MenuItem:
    return MenuItem(
        "发布渠道登记", reverse("channels:list"), name="channels-list", icon_name="site", order=68
    )
