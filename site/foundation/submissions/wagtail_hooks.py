"""Where submissions meet the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.organisations.menu import PostMenuItem

from . import admin_urls
from .access_report import oversees


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("submissions/", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def accesses_menu_item() -> MenuItem:
    return PostMenuItem("个人信息查看记录", "submissions_admin:accesses", oversees, "view", 70)
