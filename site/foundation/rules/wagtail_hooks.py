"""Where the parameters meet the admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls
from .access import may_view
from .viewsets import SystemViewSet


class ParametersMenuItem(MenuItem):
    """For those who may read them."""

    def is_shown(self, request) -> bool:
        return may_view(request.user)


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("parameters/", include(urls))]


@hooks.register("register_settings_menu_item")
def menu_item():
    return ParametersMenuItem(
        "平台参数", reverse("rules:parameters"), name="parameters", icon_name="cog", order=300
    )


@hooks.register("register_admin_viewset")
def registers():
    return [SystemViewSet("systems", url_prefix="systems")]


@hooks.register("insert_global_admin_css")
def rules_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("rules/rules.css"))
