"""Who may set parameters: 平台运维 for everybody, the disclosure office of a body for that body alone."""

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, User
from foundation.organisations.selectors import appointments_of

OFFICE = PostKind.OFFICE_REVIEWER
OPERATOR = PostKind.OPERATOR
VIEW = "rules.view_parameterversion"


def bodies_to_set(user: User) -> set[int] | None:
    """Bodies whose parameters the user may set today; None for all of them and the platform."""
    if not user.is_active:
        return set()
    if user.is_superuser:
        return None
    held = [appointment.post for appointment in appointments_of(user)]
    if any(post.kind == OPERATOR for post in held):
        return None
    return {post.body_id for post in held if post.kind == OFFICE}


def may_set(user: User, body: Body | None) -> bool:
    """Whether the user may set this scope's parameters."""
    bodies = bodies_to_set(user)
    return bodies is None or (body is not None and body.pk in bodies)


def may_view(user: User) -> bool:
    """Everybody who reviews, runs or supervises may read them: groups follow posts."""
    return user.is_active and (user.is_superuser or user.has_perm(VIEW))
