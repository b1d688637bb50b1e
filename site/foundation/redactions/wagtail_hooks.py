"""Where redacted copies meet the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("redactions/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return MenuItem("遮盖件", reverse("redactions:list"), name="redactions", icon_name="doc-full", order=515)
