"""Who holds which post on a day."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from .enums import GOVERNMENT_KINDS, PostKind
from .models import Appointment, Body, Unit, User


def appointments_of(user: User, day: dt.date | None = None) -> list[Appointment]:
    """Posts the user holds on that day (today by default), with post, unit and body. One query."""
    return list(
        Appointment.objects.on(day or timezone.localdate())
        .filter(user=user)
        .select_related("post__unit__body", "post__body", "on_behalf_of")
    )


def appointments_shown(user: User) -> list[Appointment]:
    """The same for menus, lists and panels: read once for a request's user. Nothing is decided by it."""
    shown: list[Appointment] | None = getattr(user, "_appointments_shown", None)
    if shown is None:
        shown = user._appointments_shown = appointments_of(user)  # type: ignore[attr-defined]
    return shown


def holders(
    kind: str, *, body_id: int | None, unit_id: int | None, day: dt.date | None = None
) -> QuerySet[Appointment]:
    """Appointments to posts of this kind for a body, or for a unit of it, in force on that day."""
    scope = Q(post__unit_id=unit_id) if kind == PostKind.UNIT_HEAD else Q(post__body_id=body_id)
    return (
        Appointment.objects.on(day or timezone.localdate())
        .filter(scope, post__kind=kind, user__is_active=True)
        .select_related("user", "post", "on_behalf_of")
    )


def line_of(body_id: int | None) -> list[int]:
    """The body and all above it, itself first. One query a level."""
    line: list[int] = []
    while body_id and body_id not in line:
        line.append(body_id)
        body_id = Body.objects.values_list("parent_id", flat=True).get(pk=body_id)
    return line


def government_of(body_id: int | None) -> int | None:
    """The government that the body is or belongs to; None outside any government."""
    line = line_of(body_id)
    governments = set(
        Body.objects.filter(pk__in=line, kind__in=GOVERNMENT_KINDS).values_list("pk", flat=True)
    )
    return next((pk for pk in line if pk in governments), None)


def bodies_below(bodies: set[int]) -> set[int]:
    """These bodies and every one below them. One query a level, none for none."""
    found: set[int] = set()
    level = bodies
    while level:
        found |= level
        level = set(Body.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
    return found


def units_edited_by(user: User, day: dt.date | None = None) -> QuerySet[Unit]:
    """Units for which the user drafts (编辑) on that day."""
    posts: Iterable[int] = (
        Appointment.objects.on(day or timezone.localdate())
        .filter(user=user, post__kind=PostKind.EDITOR)
        .values_list("post__unit_id", flat=True)
    )
    return Unit.objects.filter(pk__in=posts).select_related("body")


def tree_of_bodies(without: Body | None = None) -> list[tuple[Body, int]]:
    """All bodies with their depth, each superior before its subordinates; names in order within a level.

    ``without`` leaves out a body and everything below it. One query.
    """
    below: dict[int | None, list[Body]] = {}
    for body in Body.objects.order_by("name"):
        below.setdefault(body.parent_id, []).append(body)
    ordered: list[tuple[Body, int]] = []
    waiting = [(body, 0) for body in reversed(below.get(None, []))]
    while waiting:
        body, depth = waiting.pop()
        if without is not None and body.pk == without.pk:
            continue
        ordered.append((body, depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(body.pk, []))]
    return ordered
