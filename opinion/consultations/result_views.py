"""From the ledger to the draft of the result."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from foundation.organisations.requests import StaffRequest

from .ledger_access import consultations_seen
from .results import begin_result


@require_POST
def begin(request: StaffRequest, page: int) -> HttpResponse:
    """Make the draft, or open the one there is."""
    notice = get_object_or_404(consultations_seen(request.user), pk=page)
    try:
        result = begin_result(request.user, notice)
    except (PermissionDenied, ValidationError) as refused:
        words = getattr(refused, "messages", None) or [str(refused)]
        messages.error(request, "；".join(words))
        return redirect("ledger:ledger", notice.pk)
    return redirect("wagtailadmin_pages:edit", result.pk)
