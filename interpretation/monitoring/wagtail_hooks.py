"""Where 政务舆情 meets the admin: its addresses, and the menu 舆情与澄清 that clarifications join."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from foundation.organisations.menu import PostMenuItem

from . import urls
from .access import is_offered, keeps_desk, may_enter
from .home import DeliveriesPanel

HOOK = "register_monitoring_menu_item"


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("monitoring/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    items = Menu(register_hook_name=HOOK)
    return SubmenuMenuItem("舆情与澄清", items, name="concern", icon_name="warning", order=550)


@hooks.register("construct_homepage_panels")
def deliveries_panel(request, panels) -> None:
    panels.append(DeliveriesPanel())


@hooks.register(HOOK)
def register_item() -> MenuItem:
    return PostMenuItem("舆情台账", "monitoring:register", is_offered, "list-ul", 10)


@hooks.register(HOOK)
def entry_item() -> MenuItem:
    return PostMenuItem("登记舆情", "monitoring:new", may_enter, "plus-inverse", 20)


@hooks.register(HOOK)
def roster_item() -> MenuItem:
    return PostMenuItem("值班表", "monitoring:roster", keeps_desk, "calendar-alt", 30)


@hooks.register(HOOK)
def watch_item() -> MenuItem:
    return PostMenuItem("关注清单", "monitoring:watch", keeps_desk, "view", 40)


@hooks.register(HOOK)
def sources_item() -> MenuItem:
    return PostMenuItem("信息来源", "monitoring:sources", keeps_desk, "globe", 50)


@hooks.register(HOOK)
def statistics_item() -> MenuItem:
    return PostMenuItem("舆情统计", "monitoring:statistics", keeps_desk, "table", 60)


@hooks.register(HOOK)
def lessons_item() -> MenuItem:
    return PostMenuItem("舆情经验库", "monitoring:lessons", is_offered, "history", 70)
