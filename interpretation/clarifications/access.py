"""Who sees and who handles matters: the unit and the office that own them, leaders, whoever is asked for something."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Unit, User
from foundation.organisations.selectors import appointments_shown
from foundation.secrecy import access

from .models import HandOver, MediaTask, Referral, RumourCase

LEADERS = frozenset({PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER})
# Who finds, verifies and drafts.
HANDLERS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD, PostKind.OFFICE_REVIEWER})
# Who says what is done about it: the head, the office, leaders.
DECIDERS = frozenset({PostKind.UNIT_HEAD, PostKind.OFFICE_REVIEWER, *LEADERS})
READERS = HANDLERS | LEADERS | {PostKind.SUPERVISOR}
ANSWERING = frozenset({PostKind.OFFICE_REVIEWER, *LEADERS})
# Who looks over the plans of other bodies.
OVERSEERS = frozenset({PostKind.SUPERVISOR, PostKind.OFFICE_REVIEWER})


def seen_by(user: User) -> QuerySet[RumourCase]:
    """Matters of the user's units and bodies, and those in which they are asked for something; newest first."""
    bodies = access.bodies_reached(user, READERS)
    units = access.units_reached(user)
    asked = [
        Exists(MediaTask.objects.filter(case=OuterRef("pk"), to_body__in=bodies)),
        Exists(Referral.objects.filter(case=OuterRef("pk"), to_body__in=bodies)),
        Exists(
            HandOver.objects.filter(case=OuterRef("pk"), accepted__isnull=True).filter(
                Q(to_unit__in=units) | Q(to_unit__body__in=bodies)
            )
        ),
    ]
    scope = Q(unit__in=units) | Q(body__in=bodies)
    for one in asked:
        scope |= Q(one)
    found = RumourCase.objects.filter(scope).select_related("body", "unit__body", "person", "page")
    return found.annotate(report_count=Count("public_reports"))


def handler(case: RumourCase, user: User) -> Appointment | None:
    """The post by which the user may handle the matter."""
    return access.acting(user, HANDLERS, case.body_id, case.unit_id)


def decider(case: RumourCase, user: User) -> Appointment | None:
    """The post by which the user may say what is done about it."""
    return access.acting(user, DECIDERS, case.body_id, case.unit_id)


def receiver(unit: Unit, user: User) -> Appointment | None:
    """The post by which the user may accept a matter for a unit: its head, or the body's office."""
    return access.acting(user, {PostKind.UNIT_HEAD, PostKind.OFFICE_REVIEWER}, unit.body_id, unit.pk)


def answering(body_id: int | None, user: User) -> Appointment | None:
    """The post by which the user speaks for a body that was asked."""
    return access.acting(user, ANSWERING, body_id) if body_id else None


def is_offered(user: User) -> bool:
    """Whether the menu shows the matters. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in READERS for held in appointments_shown(user))


def leads(user: User) -> bool:
    """Whether the user is a 签发领导, who may publish in an emergency."""
    return any(held.post.kind == PostKind.LEADER for held in appointments_shown(user))


def oversees(user: User) -> bool:
    """Whether the menu shows which bodies lack a plan."""
    return any(held.post.kind in OVERSEERS for held in appointments_shown(user))


def units_registered_for(user: User) -> QuerySet[Unit]:
    """Units in whose name the user may register a matter: the own ones; the office for all of its body."""
    offices = access.bodies_reached(user, {PostKind.OFFICE_REVIEWER})
    return Unit.objects.filter(Q(pk__in=access.units_reached(user)) | Q(body__in=offices)).select_related(
        "body"
    )
