"""What every service of a finding begins and ends with: the row's lock, the right to act, and the record."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_of

from .access import roles_in, standing_of
from .enums import EventKind
from .models import Finding, FindingEvent
from .rules import to_minute
from .states import TRANSITIONS, Role, State, Step, refusal, roles_for


def taken(finding: Finding, step: Step, user: User) -> Finding:
    """The finding as it is now, held until the transaction ends, for a step the user may take.

    Raises PermissionDenied, ValidationError.
    """
    fresh = Finding.objects.select_for_update(of=("self",)).select_related(
        "body", "unit__body", "handling_unit__body", "created_by"
    )
    found = fresh.get(pk=finding.pk)
    roles = roles_in(found, standing_of(user))
    if not roles:
        raise PermissionDenied("本件不在您的职责范围内。")
    if problem := refusal(found.state, step):
        raise ValidationError(problem)
    allowed = roles_for(found.state, step)
    if not roles & allowed:
        names = "、".join(role.label for role in Role if role in allowed)
        raise PermissionDenied(f"“{step.label}”由{names}办理，您目前不在这些岗位上。")
    return found


def moved(finding: Finding, step: Step) -> None:
    """Write where the step leads into the object, not yet the database."""
    leads = TRANSITIONS[(State(finding.state), step)].to
    if leads is not None:
        finding.state = leads


def record(finding: Finding, kind: EventKind, words: str, user: User | None, **data: Any) -> FindingEvent:
    """Append to the record, with the post by which the person acts."""
    plain = {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in data.items()}
    return FindingEvent.objects.create(
        finding=finding, kind=kind, words=words, by=user, data=plain, post_title=post_of(user, finding)
    )


def post_of(user: User | None, finding: Finding) -> str:
    """The post of the body concerned, else any the person holds. One query."""
    if user is None:
        return ""
    held = sorted(appointments_of(user), key=lambda one: one.post.body_id != finding.body_id)
    return held[0].post.title if held else ""


def needed(words: str, label: str, field: str, shortest: int = 2) -> str:
    """The words without blanks around. Raises ValidationError beside the field."""
    words = words.strip()
    if len(words) < shortest:
        raise ValidationError({field: f"请填写{label}，不少于{shortest}个字。"})
    return words


def past_minute(moment: dt.datetime, label: str, field: str) -> dt.datetime:
    """In whole minutes. Raises ValidationError for what has not happened yet."""
    minute = to_minute(moment)
    if minute > timezone.now():
        raise ValidationError({field: f"{label}在现在之后，请核对。"})
    return minute
