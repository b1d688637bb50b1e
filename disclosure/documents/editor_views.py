"""The panel of an editing screen: fetched again after autosave, and a finding of the pre-check set aside in it."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail.models import Page

from foundation.organisations.requests import StaffRequest
from foundation.precheck.services import dismiss, reopen
from foundation.signoff.refusals import words_of

from .side_panels import render_sections, sections_of


def _editable_draft(request: StaffRequest, page_id: int) -> Page:
    """The latest draft, for those who may edit it and for the holder of the step now open."""
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def editorial(request: StaffRequest, page_id: int) -> HttpResponse:
    """The sections of a page's latest draft."""
    page = _editable_draft(request, page_id)
    return HttpResponse(render_sections(sections_of(page, request.user)))


@require_POST
def dismiss_finding(request: StaffRequest, page_id: int) -> HttpResponse:
    """Set one finding aside with a reason (R-080): the sections anew, or 400 with the reason why not."""
    return _decided(request, page_id, dismiss)


@require_POST
def reopen_finding(request: StaffRequest, page_id: int) -> HttpResponse:
    """Let a finding count again (恢复提示): the sections anew, or 400 with the reason why not."""
    return _decided(request, page_id, reopen)


def _decided(request: StaffRequest, page_id: int, act: Callable[..., object]) -> HttpResponse:
    page = _editable_draft(request, page_id)
    try:
        act(page, request.POST.get("fingerprint", ""), request.user, request.POST.get("reason", ""))
    except (PermissionDenied, ValidationError) as refused:
        words = words_of(refused)
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse(render_sections(sections_of(page, request.user)))
