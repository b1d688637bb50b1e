"""Where clarifications meet the admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from . import admin_urls
from .access import is_offered, oversees
from .page_models import ClarificationPage
from .viewsets import PlanViewSet


class CasesItem(MenuItem):
    """Shown to those whose posts see matters."""

    def is_shown(self, request) -> bool:
        return is_offered(request.user)


class PlansItem(MenuItem):
    """Shown to those who look over bodies, and to the offices that write the plans."""

    def is_shown(self, request) -> bool:
        return oversees(request.user)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    return [path("clarifications/", include(admin_urls))]


@hooks.register("register_admin_viewset")
def plan_viewset() -> PlanViewSet:
    return PlanViewSet("clarification_plans")


@hooks.register("register_monitoring_menu_item")
def cases_item() -> MenuItem:
    return CasesItem(
        "澄清事项", reverse("clarifications:list"), name="clarifications", icon_name="warning", order=80
    )


@hooks.register("register_monitoring_menu_item")
def plans_item() -> MenuItem:
    return PlansItem(
        "澄清工作预案",
        reverse("clarifications:plans"),
        name="clarification-plans",
        icon_name="clipboard-list",
        order=90,
    )


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
