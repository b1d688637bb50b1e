"""Takedown and emergency in the page's header and in the list of pages."""

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from wagtail.admin.widgets.button import Button

from foundation.organisations.models import User

from .emergency_selectors import publication_refusal, withdrawal_refusal
from .enums import OPEN_MEASURES, OPEN_REQUESTS
from .takedown_models import EmergencyMeasure
from .takedown_selectors import request_refusal


def open_measure_of(page_key: str) -> Subquery:
    """The state of a page's emergency measure that is still open, for annotation."""
    measures = EmergencyMeasure.objects.filter(page=OuterRef(page_key), state__in=OPEN_MEASURES)
    return Subquery(measures.values("state")[:1])


def open_measures(page) -> Iterator[Button]:
    """What was done with this page in an emergency and is not yet settled."""
    for measure in page.emergency_measures.filter(state__in=OPEN_MEASURES):
        label = f"{measure.get_kind_display()}：{measure.get_state_display()}"
        yield Button(label, reverse("signoff:measure", args=[measure.pk]), icon_name="warning", priority=5)


def header_buttons(page, user: User) -> Iterator[Button]:
    """What this user may do with this page, and what is going on with it."""
    yield from open_measures(page)
    for request in page.takedown_requests.filter(state__in=OPEN_REQUESTS):
        label = f"撤下申请：{request.get_state_display()}"
        yield Button(label, reverse("signoff:takedown", args=[request.pk]), icon_name="tasks", priority=6)
    if page.live and not request_refusal(page, user):
        yield Button(
            "申请撤下", reverse("signoff:takedown_request", args=[page.pk]), icon_name="no-view", priority=92
        )
    if page.live and not withdrawal_refusal(page, user):
        yield Button(
            "紧急撤下", reverse("signoff:withdraw", args=[page.pk]), icon_name="warning", priority=93
        )
    if page.latest_revision_id and not publication_refusal(page, user):
        yield Button("紧急公开", reverse("signoff:publish", args=[page.pk]), icon_name="upload", priority=94)
