"""Where press work meets the admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from foundation.organisations.menu import PostMenuItem

from . import urls
from .access import is_offered
from .viewsets import MaterialViewSet, PlanViewSet, TeamViewSet

_TEAMS, _MATERIALS, _PLANS = (
    TeamViewSet("press_teams"),
    MaterialViewSet("press_materials"),
    PlanViewSet("press_plans"),
)
_ITEMS = (
    ("press:conferences", "新闻发布会", "group"),
    ("press:spokespersons", "新闻发言人", "user"),
    ("press:statements", "口径库", "openquote"),
    ("press:interviews", "采访登记", "comment"),
    (_MATERIALS.get_url_name("index"), "新闻材料", "folder-open-inverse"),
    ("press:plans", "报道预案", "warning"),
    (_TEAMS.get_url_name("index"), "发布机构人员", "clipboard-list"),
)


@hooks.register("register_admin_urls")
def press_urls() -> list:
    return [path("press/", include(urls))]


@hooks.register("register_admin_viewset")
def registers() -> list:
    return [_TEAMS, _MATERIALS, _PLANS]


@hooks.register("register_admin_menu_item")
def menu() -> SubmenuMenuItem:
    items = [
        PostMenuItem(label, name, is_offered, icon, number)
        for number, (name, label, icon) in enumerate(_ITEMS, start=1)
    ]
    return SubmenuMenuItem("新闻发布", Menu(items=items), name="press", icon_name="globe", order=540)
