"""What the editing screens of documents add to the admin; loaded from AppConfig.ready()."""

from django.urls import path
from wagtail import hooks

from foundation.signoff.pages import SignedPage

from . import sections, side_panels
from .choosers import DocumentChooser, document_chooser
from .editor_views import dismiss_finding, editorial, reopen_finding
from .models import DocumentPage, FiledPage

side_panels.register_section(SignedPage, sections.return_section, order=5)
side_panels.register_section(FiledPage, sections.checks_section, order=10)
side_panels.register_section(SignedPage, sections.standing_section, order=15)
side_panels.register_section(FiledPage, sections.time_limit_section, order=20)
side_panels.register_section(DocumentPage, sections.index_section, order=40)


@hooks.register("register_admin_urls")
def editor_urls() -> list:
    return [
        path("editorial/<int:page_id>/", editorial, name="documents_editorial"),
        path("editorial/<int:page_id>/dismiss/", dismiss_finding, name="documents_dismiss_finding"),
        path("editorial/<int:page_id>/reopen/", reopen_finding, name="documents_reopen_finding"),
    ]


@hooks.register("register_admin_viewset")
def document_chooser_viewset() -> DocumentChooser:
    return document_chooser
