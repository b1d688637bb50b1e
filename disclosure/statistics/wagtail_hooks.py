"""Where the numbers meet the admin."""

from django.urls import include, path
from wagtail import hooks

from . import urls


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("foi-statistics/", include(urls))]
