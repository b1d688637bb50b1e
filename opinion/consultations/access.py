"""Who works on a consultation: the unit that asks, the office, and those above who see how it goes."""

from django.db.models import Q, QuerySet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_shown
from foundation.secrecy import access

from .models import ConsultationPage

# They see opinions with personal data (each look is recorded), enter what came on paper, hold back.
HANDLERS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD, PostKind.OFFICE_REVIEWER})
# What readers see is signed by somebody who signs pages.
APPROVERS = frozenset({PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER})
# 依法需要保密的: the secrecy reviewer judges it, or a leader.
SECRECY_APPROVERS = APPROVERS | {PostKind.SECRECY_REVIEWER, PostKind.SECRECY_SECOND}
READERS = HANDLERS | SECRECY_APPROVERS | {PostKind.SUPERVISOR}


def seen_by(user: User) -> QuerySet[ConsultationPage]:
    """Consultations in the user's reach, whatever their state."""
    if user.is_superuser:
        return ConsultationPage.objects.all()
    held = appointments_shown(user)
    reached = Q(unit__in=access.units_reached(user, held)) | Q(
        body__in=access.bodies_reached(user, READERS, held)
    )
    return ConsultationPage.objects.filter(reached)


def may_read(page: ConsultationPage, user: User) -> bool:
    """Whether the user sees the opinions, without personal data."""
    return bool(access.acting(user, READERS, page.body_id, page.unit_id))


def handler(page: ConsultationPage, user: User) -> Appointment | None:
    """The post by which the user handles opinions on this consultation."""
    return access.acting(user, HANDLERS, page.body_id, page.unit_id)


def is_offered(user: User) -> bool:
    """Whether the menu shows consultations. Costs nothing beyond what the menu has read."""
    return user.is_superuser or any(held.post.kind in READERS for held in appointments_shown(user))
