"""Where clarifications meet the admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from foundation.organisations.menu import PostMenuItem

from . import admin_urls
from .access import is_offered, oversees
from .page_models import ClarificationPage
from .viewsets import PlanViewSet


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("clarifications/", include(admin_urls))]


@hooks.register("register_admin_viewset")
def plan_viewset() -> PlanViewSet:
    return PlanViewSet("clarification_plans")


@hooks.register("register_monitoring_menu_item")
def cases_item() -> MenuItem:
    return PostMenuItem("澄清事项", "clarifications:list", is_offered, "warning", 80)


@hooks.register("register_monitoring_menu_item")
def plans_item() -> MenuItem:
    return PostMenuItem("澄清工作预案", "clarifications:plans", oversees, "clipboard-list", 90)


@hooks.register("register_page_header_buttons")
def consent_button(page, user, view_name, next_url=None):
    specific = page.specific
    if isinstance(specific, ClarificationPage) and specific.touched.exists():
        yield Button(
            "涉及部门意见", reverse("clarifications:consents", args=[page.pk]), icon_name="group", priority=94
        )


@hooks.register("insert_global_admin_css")
def clarification_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/clarifications.css"))
