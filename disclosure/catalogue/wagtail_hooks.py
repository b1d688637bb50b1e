"""Registrations with the Wagtail admin."""

from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail_modeladmin.options import modeladmin_register

from .leader_history import LEADERS_RESULTS_URL, LEADERS_URL, LeaderHistoryView
from .models import ColumnPage
from .services import ASSIGNED, statutory_refusal
from .views import (
    ASSIGN_URL,
    COLUMNS_RESULTS_URL,
    COLUMNS_URL,
    COVERAGE_URL,
    AssignView,
    ColumnRegisterView,
    CoverageView,
)
from .viewsets import CatalogueGroup


@hooks.register("before_delete_page")
def explain_statutory(request, page):
    """The refusal in words, before Wagtail asks for confirmation."""
    column = page.specific
    if isinstance(column, ColumnPage) and (refusal := statutory_refusal(column)):
        messages.error(request, refusal)
        return redirect("wagtailadmin_explore", column.get_parent().pk)
    return None


@hooks.register("register_log_actions")
def log_assignments(actions):
    """分配责任科室 in the history of a column."""

    @actions.register_action(ASSIGNED)
    class AssignUnit(LogFormatter):
        label = "分配责任科室"

        def format_message(self, log_entry):
            return f"责任科室由“{log_entry.data['former']}”改为“{log_entry.data['unit']}”"


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("catalogue/columns/", ColumnRegisterView.as_view(), name=COLUMNS_URL),
        path(
            "catalogue/columns/results/",
            ColumnRegisterView.as_view(results_only=True),
            name=COLUMNS_RESULTS_URL,
        ),
        path("catalogue/columns/<int:pk>/unit/", AssignView.as_view(), name=ASSIGN_URL),
        path("catalogue/leaders/", LeaderHistoryView.as_view(), name=LEADERS_URL),
        path(
            "catalogue/leaders/results/",
            LeaderHistoryView.as_view(results_only=True),
            name=LEADERS_RESULTS_URL,
        ),
        path("catalogue/coverage/", CoverageView.as_view(), name=COVERAGE_URL),
    ]


@hooks.register("register_reports_menu_item")
def columns_menu_item():
    return MenuItem(
        "栏目责任分工", reverse(COLUMNS_URL), name="columns", icon_name="clipboard-list", order=300
    )


@hooks.register("register_reports_menu_item")
def coverage_menu_item():
    return MenuItem("法定事项覆盖", reverse(COVERAGE_URL), name="coverage", icon_name="list-ul", order=310)


@hooks.register("register_reports_menu_item")
def leaders_menu_item():
    return MenuItem("领导信息沿革", reverse(LEADERS_URL), name="leaders", icon_name="group", order=320)


modeladmin_register(CatalogueGroup)
