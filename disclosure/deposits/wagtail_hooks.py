"""Where reading places and deposits meet the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls
from .viewsets import DepositSettingViewSet, ReadingPlaceViewSet

_REPORTS = (
    ("deposits:list", "送交登记", "upload", 69),
    ("deposits:visits", "查阅登记", "user", 70),
    ("deposits:reports", "查阅点季度报告", "table", 71),
    ("deposits:filings", "目录报送", "list-ul", 61),
)


@hooks.register("register_admin_urls")
def deposit_urls() -> list:
    return [path("deposits/", include(urls))]


@hooks.register("register_admin_viewset")
def registers() -> list:
    return [ReadingPlaceViewSet("reading_places"), DepositSettingViewSet("deposit_settings")]


def _report_item(name: str, label: str, icon: str, order: int):
    def item() -> MenuItem:
        return MenuItem(label, reverse(name), name=name.replace(":", "-"), icon_name=icon, order=order)

    return item


for _report in _REPORTS:
    hooks.register("register_reports_menu_item", _report_item(*_report))
