"""The one way a case is locked, asked whether a step is possible, moved and written about. Used by the services."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from foundation.letters.models import Letter
from foundation.organisations.models import User

from . import access, telling
from .enums import State
from .models import Case, CaseEvent, CaseItem
from .states import RECORDS, STEPS, Actor, Step

# Who acts when nobody is logged in.
_UNNAMED = (Actor.APPLICANT, Actor.CHAIN, Actor.SYSTEM)
_POSTS = {Actor.OFFICE: access.as_office, Actor.UNIT: access.as_unit, Actor.HEAD: access.as_head}


def locked(case: Case) -> Case:
    """The row as it is now, held until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("body", "unit").get(pk=case.pk)


def begin(case: Case, key: str, by: User | None) -> Case:
    """Lock the case for this step. Raises ValidationError (not in this state), PermissionDenied (not by this person).

    ``by`` is None for the applicant, the approval chain and the platform itself.
    """
    step, case = STEPS[key], locked(case)
    check_actor(case, by, step)
    if State(case.state) not in step.sources:
        raise ValidationError(
            f"本申请目前为“{case.get_state_display()}”，不能办理“{step.label}”。"
            f"请刷新页面查看最新情况后再操作。"
        )
    return case


def check_actor(case: Case, by: User | None, step: Step) -> None:
    """Raises PermissionDenied."""
    if by is None:
        allowed = any(actor in step.actors for actor in _UNNAMED)
    else:
        allowed = any(_POSTS[actor](case, by) for actor in step.actors if actor in _POSTS)
    if not allowed:
        who = "、".join(step.actors)
        raise PermissionDenied(f"“{step.label}”由{who}办理，您目前不在相应岗位上。")


def check_handles(case: Case, by: User) -> None:
    """For what is written down beside the steps: the office and the unit. Raises PermissionDenied."""
    if not (access.as_office(case, by) or access.as_unit(case, by)):
        raise PermissionDenied("本件由受理机构和承办科室办理，您目前不在相应岗位上。")


def check_office(case: Case, by: User) -> None:
    """For what the office alone writes down. Raises PermissionDenied."""
    if not access.as_office(case, by):
        raise PermissionDenied("本项由受理机构（依申请公开经办、办公室复审）办理，您目前不在相应岗位上。")


def move(case: Case, key: str, **changes: Any) -> None:
    """Into the state that the step leads to, with these changes; a state among them goes before the table's."""
    if target := STEPS[key].target:
        changes.setdefault("state", target)
    write(case, **changes)


def write(case: Case, **changes: Any) -> None:
    """Save these fields and no others."""
    for name, value in changes.items():
        setattr(case, name, value)
    case.save(update_fields=list(changes))


def note(
    case: Case,
    step: str,
    words: str = "",
    *,
    told: str = "",
    on: dt.date | None = None,
    by: User | None = None,
    item: CaseItem | None = None,
    letter: Letter | None = None,
    label: str = "",
    **details: Any,
) -> CaseEvent:
    """Append to the record of the case. ``words`` are for the office and ``told`` for the applicant; neither holds
    personal data. A step of another app brings its own ``label``.
    """
    event = CaseEvent.objects.create(
        case=case,
        item=item,
        step=step,
        label=label or label_of(step),
        words=words,
        told=told,
        on=on or timezone.localdate(),
        by=by,
        by_name=by.get_full_name() if by else "",
        letter=letter,
        details={name: _plain(value) for name, value in details.items()},
    )
    telling.queue_for_applicant(event)
    return event


def label_of(step: str) -> str:
    """The step in words. Raises KeyError for one that neither the table nor the list of records knows."""
    return STEPS[step].label if step in STEPS else RECORDS[step]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def reason_given(words: str, what: str = "理由") -> str:
    """Raises ValidationError when there is none."""
    if not words.strip():
        raise ValidationError(f"请写明{what}。")
    return words.strip()


def day_between(day: dt.date | None, first: dt.date | None, what: str) -> dt.date:
    """A day on which something happened: today by default, not in the future, not before ``first``."""
    today = timezone.localdate()
    day = day or today
    if day > today:
        raise ValidationError(f"{what}（{day}）在今天之后，请填写实际发生的日期。")
    if first and day < first:
        raise ValidationError(f"{what}（{day}）早于{first}，请核对。")
    return day
