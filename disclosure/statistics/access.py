"""Who reads the numbers, and who reports them."""

from disclosure.remedies.access import KEEPERS, READERS
from foundation.organisations.models import Appointment, Body, User
from foundation.organisations.selectors import appointments_shown
from foundation.secrecy import access


def bodies_read(user: User) -> dict[int, Body]:
    """Bodies whose numbers the user reads; a supervisor's with all below."""
    reached = access.bodies_reached(user, READERS)
    return {body.pk: body for body in Body.objects.filter(pk__in=reached)}


def reporter(body: Body, user: User) -> Appointment | None:
    """The post by which the user reports for this body."""
    return access.acting(user, KEEPERS, body.pk)


def is_offered(user: User) -> bool:
    """Whether the menu shows the numbers. Costs nothing beyond what the menu has read."""
    return any(held.post.kind in READERS for held in appointments_shown(user))
