"""Who keeps the registers, who reads them, who answers a sheet."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Body, User
from foundation.organisations.selectors import appointments_shown
from foundation.secrecy import access

from .models import Dispute, Sheet

# 受理机构 and its head keep the registers of their body.
KEEPERS = frozenset({PostKind.REQUESTS_CLERK, PostKind.OFFICE_REVIEWER, PostKind.REQUESTS_HEAD})
LEADERS = frozenset({PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER})
READERS = KEEPERS | LEADERS | {PostKind.SUPERVISOR}
# A supervisor investigates complaints about bodies below and sends sheets to them.
SENDERS = KEEPERS | {PostKind.SUPERVISOR}
ANSWERING = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD, *KEEPERS})
NOT_KEEPER = (
    "由受理机构（依申请公开经办、办公室复审）或者政府信息公开工作机构负责人办理，您目前不在这些岗位上。"
)


def keeper(body_id: int | None, user: User) -> Appointment | None:
    """The post by which the user keeps the registers of this body."""
    return access.acting(user, KEEPERS, body_id)


def require_keeper(body_id: int | None, user: User) -> Appointment:
    """The same. Raises PermissionDenied."""
    if found := keeper(body_id, user):
        return found
    raise PermissionDenied(NOT_KEEPER)


def bodies_kept(user: User, posts: frozenset[PostKind] = KEEPERS) -> QuerySet[Body]:
    """Bodies whose registers the user keeps; with ``SENDERS`` a supervisor's too."""
    return Body.objects.filter(pk__in=access.bodies_reached(user, posts)).order_by("pk")


def bodies_read(user: User) -> set[int]:
    """Bodies whose registers the user reads; a supervisor's with all below."""
    return access.bodies_reached(user, READERS)


def disputes_seen(user: User) -> QuerySet[Dispute]:
    """Disputes of the user's bodies, and complaints that they investigate."""
    reached = bodies_read(user)
    scope = Q(body__in=reached) | Q(handled_by__in=reached)
    return Dispute.objects.filter(scope).select_related("body", "handled_by")


def investigator(dispute: Dispute, user: User) -> Appointment | None:
    """The post by which the user concludes it: the investigating body's, and for reviews and suits the office's."""
    return access.acting(user, SENDERS, dispute.handled_by_id)


def sheets_seen(user: User) -> QuerySet[Sheet]:
    """Sheets that the user's bodies and units sent or got."""
    reached, units = bodies_read(user), access.units_reached(user)
    scope = Q(body__in=reached) | Q(to_body__in=reached) | Q(to_unit__in=units)
    return Sheet.objects.filter(scope).select_related("body", "to_body", "to_unit", "letter")


def sheet_answerer(sheet: Sheet, user: User) -> Appointment | None:
    """The post by which the user replies for whom the sheet went to."""
    return access.acting(user, ANSWERING, sheet.to_body_id, sheet.to_unit_id)


def sheet_sender(sheet: Sheet, user: User) -> Appointment | None:
    """The post by which the user judges the reply."""
    return access.acting(user, SENDERS, sheet.body_id)


def is_offered(user: User) -> bool:
    """Whether the menu shows the registers. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in READERS | ANSWERING for held in appointments_shown(user))


def keeps(user: User) -> bool:
    """Whether the menu shows what units have no part in."""
    return any(held.post.kind in READERS for held in appointments_shown(user))
