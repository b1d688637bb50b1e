"""Where plans meet the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls
from .viewsets import ExpertViewSet


@hooks.register("register_admin_urls")
def plan_urls() -> list:
    return [path("interpretation-plans/", include(urls))]


@hooks.register("register_admin_viewset")
def expert_viewset() -> ExpertViewSet:
    return ExpertViewSet("experts")


@hooks.register("register_reports_menu_item")
def progress_item() -> MenuItem:
    return MenuItem(
        "解读办理情况", reverse("plans:progress"), name="plans-progress", icon_name="time", order=111
    )


@hooks.register("register_reports_menu_item")
def statistics_item() -> MenuItem:
    return MenuItem(
        "解读统计", reverse("plans:statistics"), name="plans-statistics", icon_name="table", order=112
    )
