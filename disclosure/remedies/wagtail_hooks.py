"""Where the registers meet the admin: their addresses, and the menu 申请台账 that statistics join."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from foundation.organisations.menu import PostMenuItem

from . import urls
from .access import is_offered, keeps

HOOK = "register_remedies_menu_item"


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("foi-registers/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    items = Menu(register_hook_name=HOOK)
    return SubmenuMenuItem("申请台账", items, name="foi-registers", icon_name="clipboard-list", order=540)


@hooks.register(HOOK)
def disputes_item() -> MenuItem:
    return PostMenuItem("投诉、复议、诉讼", "remedies:disputes", keeps, "warning", 10)


@hooks.register(HOOK)
def fees_item() -> MenuItem:
    return PostMenuItem("信息处理费", "remedies:fees", keeps, "tag", 20)


@hooks.register(HOOK)
def sheets_item() -> MenuItem:
    return PostMenuItem("征求意见单、联系单", "remedies:sheets", is_offered, "mail", 30)


@hooks.register(HOOK)
def advice_item() -> MenuItem:
    return PostMenuItem("电话咨询", "remedies:advice_list", keeps, "comment", 40)


@hooks.register(HOOK)
def records_item() -> MenuItem:
    return PostMenuItem("更正申请", "remedies:records", keeps, "edit", 50)


@hooks.register(HOOK)
def publications_item() -> MenuItem:
    return PostMenuItem("公开答复", "remedies:publications", keeps, "globe", 70)
