"""Where letters meet the admin. Features beside it add to 公众来件 by ``register_inbox_menu_item``."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from . import admin_urls
from .access import is_offered

inbox_menu = Menu(register_hook_name="register_inbox_menu_item")


class LettersItem(MenuItem):
    """Shown to those whose letters there may be."""

    def is_shown(self, request) -> bool:
        return is_offered(request.user)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("feedback/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return SubmenuMenuItem("公众来件", inbox_menu, name="inbox", icon_name="mail", order=530)


@hooks.register("register_inbox_menu_item")
def letters_item() -> MenuItem:
    return LettersItem(
        "公众留言", reverse("feedback_admin:list"), name="feedback", icon_name="mail", order=10
    )


@hooks.register("register_inbox_menu_item")
def statistics_item() -> MenuItem:
    return LettersItem(
        "留言统计",
        reverse("feedback_admin:statistics"),
        name="feedback-statistics",
        icon_name="table",
        order=30,
    )


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return LettersItem(
        "留言台账", reverse("feedback_admin:report"), name="feedback-report", icon_name="mail", order=75
    )
