"""Where the calendar meets the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls
from .panels import MissingNoticePanel
from .views import MAY_ENTER


class CalendarMenuItem(MenuItem):
    """In the settings of those who may enter a notice."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm(MAY_ENTER)


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("workdays/", include(urls))]


@hooks.register("register_settings_menu_item")
def menu_item():
    return CalendarMenuItem(
        "工作日历", reverse("workdays:years"), name="workdays", icon_name="calendar-alt", order=120
    )


@hooks.register("construct_homepage_panels")
def missing_notice(request, panels) -> None:
    panels.insert(0, MissingNoticePanel())
