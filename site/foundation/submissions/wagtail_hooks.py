"""Where submissions meet the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls
from .access_report import oversees


class AccessesItem(MenuItem):
    """Shown to those who oversee."""

    def is_shown(self, request) -> bool:
        return oversees(request.user)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("submissions/", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def accesses_menu_item() -> MenuItem:
    return AccessesItem(
        "个人信息查看记录",
        reverse("submissions_admin:accesses"),
        name="contact-accesses",
        icon_name="view",
        order=70,
    )
