"""Who does what with the letters of the public: posts, not persons."""

from django.db.models import Q, QuerySet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Body, User
from foundation.organisations.selectors import appointments_shown
from foundation.secrecy import access

from .models import Letter

# The office takes letters in, assigns them, approves answers; the unit writes them and its head confirms.
OFFICE = frozenset({PostKind.OFFICE_REVIEWER})
HEADS = frozenset({PostKind.UNIT_HEAD})
WRITERS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD})
LEADERS = frozenset({PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER})
READERS = OFFICE | LEADERS | {PostKind.SUPERVISOR}


def seen_by(user: User) -> QuerySet[Letter]:
    """Letters in the user's reach, newest first."""
    scope = Q(unit__in=access.units_reached(user)) | Q(body__in=access.bodies_reached(user, READERS))
    return Letter.objects.filter(scope).select_related("body", "unit__body")


def as_office(letter: Letter, user: User) -> Appointment | None:
    return access.acting(user, OFFICE, letter.body_id)


def as_writer(letter: Letter, user: User) -> Appointment | None:
    return access.acting(user, WRITERS | OFFICE, letter.body_id, letter.unit_id)


def as_head(letter: Letter, user: User) -> Appointment | None:
    return access.acting(user, HEADS, letter.body_id, letter.unit_id)


def may_read(letter: Letter, user: User) -> bool:
    return seen_by(user).filter(pk=letter.pk).exists()


def may_reveal(letter: Letter, user: User) -> bool:
    """Who has to talk to the sender: the office and the unit that answers."""
    return as_writer(letter, user) is not None


def acting_for(user: User, body: Body) -> Appointment | None:
    """By which post the user types letters in."""
    return access.acting(user, OFFICE, body.pk)


def bodies_entered(user: User) -> QuerySet[Body]:
    """Bodies whose letters the user types in."""
    return Body.objects.filter(pk__in=access.bodies_reached(user, OFFICE)).order_by("pk")


def open_to_letters() -> QuerySet[Body]:
    """Bodies that take letters: those with an office that would see them. The highest first."""
    return Body.objects.filter(posts__kind=PostKind.OFFICE_REVIEWER).distinct().order_by("parent_id", "pk")


def is_offered(user: User) -> bool:
    """Whether the menu shows the inbox. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in READERS | WRITERS for held in appointments_shown(user))
