"""Where 政务舆情 meets the admin: its addresses, and the menu 舆情与澄清 that clarifications join."""

from collections.abc import Callable

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from foundation.organisations.models import User

from . import urls
from .access import is_offered, keeps_desk, may_enter

HOOK = "register_monitoring_menu_item"


class PostItem(MenuItem):
    """Shown by the posts that the request has read already."""

    def __init__(self, label: str, name: str, shown: Callable[[User], bool], icon: str, order: int) -> None:
        super().__init__(
            label, reverse(f"monitoring:{name}"), name=f"monitoring-{name}", icon_name=icon, order=order
        )
        self.shown_to = shown

    def is_shown(self, request) -> bool:
        return self.shown_to(request.user)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("monitoring/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    items = Menu(register_hook_name=HOOK)
    return SubmenuMenuItem("舆情与澄清", items, name="concern", icon_name="warning", order=550)


@hooks.register(HOOK)
def register_item() -> MenuItem:
    return PostItem("舆情台账", "register", is_offered, "list-ul", 10)


@hooks.register(HOOK)
def entry_item() -> MenuItem:
    return PostItem("登记舆情", "new", may_enter, "plus-inverse", 20)


@hooks.register(HOOK)
def roster_item() -> MenuItem:
    return PostItem("值班表", "roster", keeps_desk, "calendar-alt", 30)


@hooks.register(HOOK)
def watch_item() -> MenuItem:
    return PostItem("关注清单", "watch", keeps_desk, "view", 40)


@hooks.register(HOOK)
def sources_item() -> MenuItem:
    return PostItem("信息来源", "sources", keeps_desk, "globe", 50)


@hooks.register(HOOK)
def statistics_item() -> MenuItem:
    return PostItem("舆情统计", "statistics", keeps_desk, "table", 60)


@hooks.register(HOOK)
def lessons_item() -> MenuItem:
    return PostItem("舆情经验库", "lessons", is_offered, "history", 70)
