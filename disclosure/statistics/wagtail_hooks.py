"""Where the numbers meet the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from disclosure.remedies.wagtail_hooks import HOOK as MENU
from foundation.organisations.menu import PostMenuItem

from . import urls
from .access import is_offered


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("foi-statistics/", include(urls))]


@hooks.register(MENU)
def table_item() -> MenuItem:
    return PostMenuItem("申请统计", "statistics:table", is_offered, "table", 80)


@hooks.register(MENU)
def report_item() -> MenuItem:
    return PostMenuItem("定期报告", "statistics:report", is_offered, "doc-full", 90)
