"""For which units a person may record releases."""

from django.db.models import Q, QuerySet

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Unit, User
from foundation.organisations.selectors import appointments_of, units_edited_by

OFFICE_POSTS = (PostKind.OFFICE_REVIEWER, PostKind.LEADER)


def units_of(user: User) -> QuerySet[Unit]:
    """Those the user edits for, and all of a body whose office the user is in."""
    bodies = [held.post.body_id for held in appointments_of(user) if held.post.kind in OFFICE_POSTS]
    edited = units_edited_by(user).values("pk")
    return Unit.objects.filter(Q(body__in=bodies) | Q(pk__in=edited)).select_related("body")
