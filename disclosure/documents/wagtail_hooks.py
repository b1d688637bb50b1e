"""The import screens in the admin menu."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls
from .import_uploads import columns_open_to


class ImportMenuItem(MenuItem):
    """Shown to whoever may add pages to a column."""

    def is_shown(self, request: HttpRequest) -> bool:
        return columns_open_to(request.user).exists()


@hooks.register("register_admin_urls")
def import_urls() -> list:
    return [path("", include(urls))]


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    # A name beginning with “documents” would light up Wagtail's own item of that name too.
    return ImportMenuItem(
        "导入文件", reverse("documents_import"), name="import-documents", icon_name="upload", order=310
    )
