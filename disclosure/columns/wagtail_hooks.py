"""Where the care for columns meets the admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet

from . import urls
from .models import Element
from .services import CARE_SET


class ElementViewSet(ModelViewSet):
    """栏目要素: what a page of a catalogue item must have; kept by superusers and whoever is given the right."""

    model = Element
    icon = "tag"
    menu_label = "栏目要素"
    menu_order = 330
    add_to_settings_menu = True
    copy_view_enabled = False
    search_backend_name = None
    list_per_page = 50
    list_display = ["name", Column("item", label="目录事项"), Column("get_source_display", label="在哪里填"),
                    BooleanColumn("is_required", label="必备")]  # fmt: skip
    list_filter = ["source", "is_required"]
    search_fields = ["name", "item__level1", "item__level2", "item__level3"]
    list_export = ["item", "name", "source", "field", "is_required"]
    export_filename = "栏目要素"
    edit_handler = ObjectList(
        [
            FieldPanel("item"),
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("source"), FieldPanel("field")]),
            FieldRowPanel([FieldPanel("is_required"), FieldPanel("sort_order")]),
        ]
    )


@hooks.register("register_admin_viewset")
def elements():
    return ElementViewSet("column_elements", url_prefix="columns/elements")


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("columns/", include(urls))]


@hooks.register("register_log_actions")
def log_care(actions):
    actions.register_action(CARE_SET, "设置栏目维护任务", "设置了栏目维护任务")


@hooks.register("register_reports_menu_item")
def health_menu_item():
    return MenuItem("栏目体检", reverse("columns:health"), icon_name="calendar-check", order=290)


@hooks.register("register_reports_menu_item")
def indicators_menu_item():
    return MenuItem("检查指标", reverse("columns:indicators"), icon_name="check", order=292)


@hooks.register("register_reports_menu_item")
def ledger_menu_item():
    return MenuItem("巡查台账", reverse("columns:ledger"), icon_name="clipboard-list", order=294)
