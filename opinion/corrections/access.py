"""Who sees and who handles reports: the responsible unit, and the office that looks after the site."""

from django.db.models import Q, QuerySet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_shown
from foundation.secrecy import access

from .models import PageCorrectionReport

# Who writes the page, who heads the unit, and the office: they see the contact data too.
HANDLERS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD, PostKind.OFFICE_REVIEWER})
# These see that a report came and what became of it.
READERS = frozenset(
    {PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER, PostKind.SUPERVISOR, *HANDLERS}
)


def seen_by(user: User) -> QuerySet[PageCorrectionReport]:
    """Reports in the user's reach, newest first."""
    scope = Q(unit__in=access.units_reached(user)) | Q(body__in=access.bodies_reached(user, READERS))
    return PageCorrectionReport.objects.filter(scope).select_related("body", "unit__body", "page")


def handler(report: PageCorrectionReport, user: User) -> Appointment | None:
    """The post by which the user may handle it."""
    return access.acting(user, HANDLERS, report.body_id, report.unit_id)


def is_offered(user: User) -> bool:
    """Whether the menu shows the list. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in READERS for held in appointments_shown(user))
