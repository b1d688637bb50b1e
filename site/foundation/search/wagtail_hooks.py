from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from . import urls
from .viewsets import SynonymViewSet

register_snippet(SynonymViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("search-reports/", include(urls))]


@hooks.register("register_reports_menu_item")
def unread_files_item() -> MenuItem:
    return MenuItem(
        "检索未能读取的附件", reverse("search_admin:unread_files"), icon_name="doc-full", order=910
    )
