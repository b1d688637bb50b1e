"""Who works on the ledger of a consultation: its unit and the office; units that opinions were assigned to."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_shown
from foundation.secrecy import access

from .models import ConsultationPage
from .opinion_models import Opinion, OpinionQuerySet

MANAGERS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD, PostKind.OFFICE_REVIEWER})
HEADS = frozenset({PostKind.UNIT_HEAD})
WATCHERS = frozenset({PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER, PostKind.SUPERVISOR})
READERS = MANAGERS | WATCHERS


def consultations_seen(user: User) -> QuerySet[ConsultationPage]:
    """Notices whose ledger, or a part of it, is the user's business."""
    held = appointments_shown(user)
    units = access.units_reached(user, held)
    assigned = Opinion.objects.filter(consultation=OuterRef("pk"), verdict_unit__in=units)
    scope = Q(unit__in=units) | Q(body__in=access.bodies_reached(user, READERS, held)) | Exists(assigned)
    return ConsultationPage.objects.filter(scope)


def opinions_seen(user: User, page: ConsultationPage) -> OpinionQuerySet:
    """All of them for the unit, the office and leaders; for other units what was assigned to them."""
    every = Opinion.objects.filter(consultation=page)
    if may_read_all(user, page):
        return every
    return every.filter(verdict_unit__in=access.units_reached(user, appointments_shown(user)))


def may_read_all(user: User, page: ConsultationPage) -> bool:
    """Whether the user sees every opinion."""
    return access.acting(user, READERS, page.body_id, page.unit_id, appointments_shown(user)) is not None


def may_manage(user: User, page: ConsultationPage) -> Appointment | None:
    """By which post the user groups, assigns, exports and imports."""
    return access.acting(user, MANAGERS, page.body_id, page.unit_id)


def is_manager_shown(user: User, page: ConsultationPage) -> bool:
    """Whether a screen offers what managers do; the act itself asks ``may_manage``."""
    return access.acting(user, MANAGERS, page.body_id, page.unit_id, appointments_shown(user)) is not None


def units_drafted(user: User, page: ConsultationPage) -> set[int] | None:
    """Units whose opinions the user drafts verdicts for; None means all of them."""
    return None if may_manage(user, page) else access.units_reached(user)


def units_headed(user: User) -> set[int]:
    """Units for which the user confirms verdicts."""
    headed = (held.post.unit_id for held in access.appointments_of(user) if held.post.kind in HEADS)
    return {unit_id for unit_id in headed if unit_id}


def is_offered(user: User) -> bool:
    """Whether the menu shows the ledgers. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in READERS for held in appointments_shown(user))
