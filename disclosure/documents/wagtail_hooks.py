"""The import screens in the admin menu; links in texts that say what they lead to."""

from typing import cast

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.rich_text.feature_registry import FeatureRegistry

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_shown

from . import urls
from .link_handler import DocumentLinkHandler


class ImportMenuItem(MenuItem):
    """Shown to whoever may add pages to a column."""

    def is_shown(self, request: HttpRequest) -> bool:
        """To those who draft; the screen itself says when no column is open to them."""
        user = cast(User, request.user)
        posts = (held.post.kind for held in appointments_shown(user))
        return user.is_superuser or PostKind.EDITOR in posts


@hooks.register("register_admin_urls")
def import_urls() -> list:
    return [path("", include(urls))]


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    # A name beginning with “documents” would light up Wagtail's own item of that name too.
    return ImportMenuItem(
        "导入文件", reverse("documents_import"), name="import-documents", icon_name="upload", order=310
    )


@hooks.register("register_rich_text_features", order=100)
def document_links(features: FeatureRegistry) -> None:
    """After Wagtail's own, whose place it takes."""
    features.register_link_type(DocumentLinkHandler)
