"""Who keeps the register of major decisions, and who signs it."""

from django.db.models import Q, QuerySet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import appointments_shown
from foundation.secrecy import access

from .models import Decision, DecisionCatalogue

# The office collects the matters and adjusts the catalogue; a unit enters its own.
KEEPERS = frozenset({PostKind.OFFICE_REVIEWER})
DRAFTERS = KEEPERS | {PostKind.EDITOR, PostKind.UNIT_HEAD}
# What they write is public at once, so that it is not for the editor alone.
RECORDERS = KEEPERS | {PostKind.UNIT_HEAD}
SIGNERS = frozenset({PostKind.LEADER, PostKind.MAIN_LEADER})
READERS = DRAFTERS | SIGNERS | {PostKind.DEPUTY_LEADER, PostKind.SUPERVISOR}


def catalogues_seen(user: User) -> QuerySet[DecisionCatalogue]:
    """Catalogues in the user's reach, newest first."""
    reached = access.bodies_reached(user, READERS)
    of_units = Q(body__units__in=access.units_reached(user))
    return DecisionCatalogue.objects.filter(Q(body__in=reached) | of_units).distinct().select_related("body")


def may_keep(user: User, body_id: int) -> Appointment | None:
    """By which post the user adjusts a catalogue of the body."""
    return access.acting(user, KEEPERS, body_id)


def may_draft(user: User, body_id: int, unit_id: int | None) -> Appointment | None:
    """By which post the user enters a matter of the unit."""
    return access.acting(user, DRAFTERS, body_id, unit_id)


def enters(user: User, catalogue: DecisionCatalogue) -> bool:
    """Whether the user may enter matters of some unit."""
    if may_keep(user, catalogue.body_id):
        return True
    return catalogue.body.units.filter(pk__in=access.units_reached(user)).exists()


def may_sign(user: User, body_id: int) -> Appointment | None:
    """By which post the user publishes the catalogue."""
    return access.acting(user, SIGNERS, body_id)


def may_record(user: User, decision: Decision) -> Appointment | None:
    """By which post the user records stages of the decision."""
    return access.acting(user, RECORDERS, decision.catalogue.body_id, decision.unit_id)


def bodies_kept(user: User) -> set[int]:
    """Bodies for which the user may begin a catalogue."""
    return access.bodies_reached(user, KEEPERS)


def is_offered(user: User) -> bool:
    """Whether the menu shows the register. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in READERS for held in appointments_shown(user))
