"""The panel of an editing screen, fetched again after autosave."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from .side_panels import render_sections, sections_of


def editorial(request: HttpRequest, page_id: int) -> HttpResponse:
    """The sections of a page's latest draft, for those who may edit it."""
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return HttpResponse(render_sections(sections_of(page, request.user)))
