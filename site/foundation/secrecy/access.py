"""Who may do what in the secrecy review: posts, not persons, and always of the body concerned.

``held`` are the user's appointments where a screen has read them already; without it they are read now.
"""

from collections.abc import Iterable

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Body, User
from foundation.organisations.selectors import appointments_of
from foundation.signoff.takedown_selectors import superiors

OF_A_UNIT = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD})
HANDLERS = frozenset({PostKind.SECRECY_REVIEWER, PostKind.SECRECY_SECOND, PostKind.OFFICE_REVIEWER})
LEADERS = frozenset({PostKind.DEPUTY_LEADER, PostKind.LEADER, PostKind.MAIN_LEADER})

Held = Iterable[Appointment] | None

READ_REFERRALS = HANDLERS | LEADERS | OF_A_UNIT | {PostKind.SUPERVISOR}
# Names and addresses of right holders are for those who write to them; others see that a letter went out.
CONSULT = HANDLERS
READ_CONSULTATIONS = HANDLERS | LEADERS | {PostKind.SUPERVISOR}
DECIDE_AFTER_SILENCE = frozenset({PostKind.SECRECY_REVIEWER, PostKind.SECRECY_SECOND})
CLASSIFIED = frozenset({PostKind.SECRECY_REVIEWER, PostKind.SECRECY_SECOND, PostKind.MAIN_LEADER})
CLASSIFIED_WRITE = frozenset({PostKind.SECRECY_REVIEWER, PostKind.SECRECY_SECOND})
LIBRARY_READ = HANDLERS | LEADERS | {PostKind.SUPERVISOR, PostKind.OPERATOR}
LIBRARY_WRITE = frozenset({PostKind.SECRECY_SECOND, PostKind.OPERATOR})
CHAIN_WRITE = frozenset({PostKind.SECRECY_SECOND, PostKind.OPERATOR})
INSPECT = frozenset({PostKind.SUPERVISOR})
READ_INSPECTIONS = HANDLERS | LEADERS | {PostKind.SUPERVISOR}
REMEDY = HANDLERS


def acting(
    user: User, kinds: Iterable[str], body_id: int | None, unit_id: int | None = None, held: Held = None
) -> Appointment | None:
    """By which of these posts the user may act for this body today.

    Editors and heads act for their own unit; a supervisor reaches the bodies below.
    """
    wanted = frozenset(kinds)
    for appointment in appointments_of(user) if held is None else held:
        post = appointment.post
        if post.kind not in wanted:
            continue
        if post.kind in OF_A_UNIT:
            fits = unit_id is not None and post.unit_id == unit_id
        elif post.kind == PostKind.SUPERVISOR:
            fits = post.body_id in superiors(body_id)
        else:
            fits = post.body_id == body_id
        if fits:
            return appointment
    return None


def bodies_reached(user: User, kinds: Iterable[str], held: Held = None) -> set[int]:
    """Bodies for which the user holds one of these posts; a supervisor's with all below."""
    wanted = frozenset(kinds)
    all_posts = [one.post for one in (appointments_of(user) if held is None else held)]
    posts = [post for post in all_posts if post.kind in wanted and post.kind not in OF_A_UNIT]
    found = {post.body_id for post in posts}
    above = {post.body_id for post in posts if post.kind == PostKind.SUPERVISOR}
    while above:
        above = set(Body.objects.filter(parent__in=above).values_list("pk", flat=True)) - found
        found |= above
    return found


def units_reached(user: User, held: Held = None) -> set[int]:
    """Units whose editor or head the user is."""
    posts = (one.post for one in (appointments_of(user) if held is None else held))
    return {post.unit_id for post in posts if post.kind in OF_A_UNIT and post.unit_id}


def names(kinds: Iterable[str]) -> str:
    """Posts in words."""
    wanted = frozenset(kinds)
    return "、".join(kind.label for kind in PostKind if kind in wanted)
