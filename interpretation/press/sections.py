"""The parts 发布授权 and 发布会 of the editing screens of press pages."""

from django.utils import timezone

from disclosure.documents.side_panels import Section

from .models import Conference, ReleaseAuthorisation
from .models.pages import PressPage


def authorisation_section(page: PressPage, user) -> Section | None:
    """Whether the release is authorised, and where that is written down."""
    if not page.needs_authorisation:
        return None
    given = ReleaseAuthorisation.objects.in_force(timezone.localdate()).filter(page_id=page.pk).first()
    return Section(
        title="发布授权",
        summary=f"{given.authorised_by} {given.authorised_on}授权" if given else "尚未登记，不能送审",
        template="press/admin/authorisation_section.html",
        context={"page": page, "given": given},
        tone="" if given else "critical",
    )


def conference_section(page: PressPage, user) -> Section | None:
    """The way back to the planning of the conference."""
    conference = Conference.objects.filter(page_id=page.pk).first()
    if conference is None:
        return None
    return Section(
        title="筹备和实录",
        summary=conference.get_state_display(),
        template="press/admin/conference_section.html",
        context={"conference": conference},
    )
