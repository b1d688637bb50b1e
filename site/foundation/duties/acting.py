"""What people do to a duty on its own screen: who may, when, and that no click counts twice.

Features call the services themselves; whoever acts by hand comes through here.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from foundation.organisations.models import Appointment, Unit, User
from foundation.rules.parameters import value

from . import services
from .enums import Act, Clock, EventKind
from .kinds import all_kinds
from .ledger import locked
from .models import Duty, DutyEvent
from .reach import Reach, reach_of

_EVENT_OF = {
    Act.MEET: EventKind.MET,
    Act.EXTEND: EventKind.EXTENDED,
    Act.PAUSE: EventKind.PAUSED,
    Act.RESUME: EventKind.RESUMED,
    Act.CORRECT_BASE: EventKind.BASE_CORRECTED,
    Act.REASSIGN: EventKind.REASSIGNED,
    Act.CANCEL: EventKind.CANCELLED,
}
# Beside which field a refusal of the service is said.
_FIELD_OF = {
    Act.MEET: "on",
    Act.EXTEND: "days",
    Act.PAUSE: "since",
    Act.RESUME: "until",
    Act.CORRECT_BASE: "base_on",
    Act.REASSIGN: "unit",
    Act.CANCEL: "reason",
}
_CHANGERS = "由政府信息公开工作机构、办公室复审、分管和签发领导或者监督员办理。"


def may(act: Act, duty: Duty, reach: Reach) -> bool:
    """Whether a person of this reach may do this to the duty, whatever its state."""
    if act == Act.EXTEND:
        return reach.may_extend(duty.body_id)
    if act == Act.REASSIGN:
        return reach.may_pass_on(duty.body_id, duty.unit_id)
    return reach.may_change(duty.body_id)


def _who_may(act: Act) -> str:
    if act == Act.EXTEND:
        return "延长由政府信息公开工作机构负责人或者本机关领导批准（条例第三十三条）。"
    return f"{act.label}{'由本科室负责人在科室内，或者' if act == Act.REASSIGN else ''}{_CHANGERS}"


def why_not(act: Act, duty: Duty) -> str:
    """Why the duty as it stands allows no such act; empty when it does."""
    if duty.cancelled_at:
        return "本事项已经撤销，不再办理。"
    if duty.met_on and act != Act.CORRECT_BASE:
        return f"本事项已于{duty.met_on}办结，只能更正起算日。"
    fixed, paused = duty.clock == Clock.FIXED_DATE, duty.is_open and duty.due_on is None
    if act == Act.CORRECT_BASE and fixed:
        return "到期日由规定直接确定，没有起算日可以更正。"
    if act == Act.PAUSE and fixed:
        return "到期日由规定直接确定的事项不能暂停计时；确需推迟的，请办理延长。"
    if act == Act.PAUSE and paused:
        return "本事项已经暂停计时，请先恢复。"
    if act == Act.RESUME and not paused:
        return "本事项没有暂停计时，不必恢复。"
    known = all_kinds().get(duty.kind)
    if act == Act.CANCEL and known and known.ends_by:
        return f"“{known.label}”由平台随事项本身登记，撤销会使仍待办理的事项看不到，因此不能撤销。{known.ends_by}"
    if act == Act.MEET and not (known and known.by_hand):
        return "本类事项随办理环节自动办结，不能手工办结。"
    return ""


def acts_on(duty: Duty, reach: Reach) -> list[Act]:
    """What a person of this reach may do to the duty now. No query."""
    return [act for act in Act if may(act, duty, reach) and not why_not(act, duty)]


def staff_of(units: QuerySet[Unit]) -> QuerySet[Appointment]:
    """Who holds a post in these units today. One query."""
    return (
        Appointment.objects.on(timezone.localdate())
        .filter(post__unit__in=units, user__is_active=True)
        .select_related("user", "post__unit")
        .order_by("post__unit__name", "user__last_name", "user__first_name")
    )


@transaction.atomic
def perform(duty: Duty, act: Act, by: User, *, seen: int, **asked: Any) -> DutyEvent:
    """Do it by the service of this act and give its event; the same click again gives the first one's.

    ``seen`` is the number of the newest event that the person had on the screen: what happened since has to be read
    first. Raises PermissionDenied; ValidationError with the names of ``asked`` where a field is at fault.
    """
    duty = locked(duty)
    reach = reach_of(by)
    if not may(act, duty, reach):
        raise PermissionDenied(_who_may(act))
    newest = _newest(duty)
    if newest.pk != seen:
        if _is_same_click(newest, act, by):
            return newest
        words = (
            f"{newest.by or '系统'}于{timezone.localtime(newest.at):%m-%d %H:%M}{newest.get_kind_display()}"
        )
        raise ValidationError(f"您打开页面以后事项有了新的记录（{words}），请核对后再提交。")
    if problem := why_not(act, duty):
        raise ValidationError(problem)
    try:
        _DOORS[act](duty, by, reach, **asked)
    except ValidationError as refused:
        if hasattr(refused, "error_dict"):
            raise
        raise ValidationError({_FIELD_OF[act]: refused.messages}) from refused
    return _newest(duty)


def _newest(duty: Duty) -> DutyEvent:
    return duty.events.select_related("by").latest("pk")


def _is_same_click(event: DutyEvent, act: Act, by: User) -> bool:
    recent = event.at > timezone.now() - services.SAME_CLICK
    return recent and event.kind == _EVENT_OF[act] and event.by_id == by.pk


def _correct_base(
    duty: Duty,
    by: User,
    reach: Reach,
    *,
    base_on: dt.date | dt.datetime,
    reason: str,
    confirmed: bool = False,
) -> None:
    moment = base_on if isinstance(base_on, dt.datetime) else None
    day = timezone.localdate(moment) if moment else base_on
    if base_on == (duty.base_at if moment else duty.base_on):
        raise ValidationError("与现在的起算日相同，不必更正。")
    services.correct_base(duty, day, reason, by, base_at=moment, confirmed=confirmed)


def _extend(duty: Duty, by: User, reach: Reach, *, days: int, reason: str) -> None:
    limit = value("duties.longest_extension", duty.body)
    if days > limit:
        raise ValidationError(f"一次最多延长{limit}{Clock(duty.clock).extension_measure}，请核对。")
    services.extend(duty, days, by, reason)


def _pause(
    duty: Duty, by: User, reach: Reach, *, category: str, since: dt.date | dt.datetime, reason: str
) -> None:
    services.pause(duty, category, reason, since, by)


def _resume(duty: Duty, by: User, reach: Reach, *, until: dt.date | dt.datetime) -> None:
    services.resume(duty, until, by)


def _reassign(duty: Duty, by: User, reach: Reach, *, unit: Unit, person: User | None, reason: str) -> None:
    if unit.body_id != duty.body_id:
        raise ValidationError("只能转交本机关的科室，请另选。")
    if unit.pk != duty.unit_id and not reach.may_change(duty.body_id):
        raise ValidationError("科室负责人在本科室内转交；需要转交其他科室的，请政府信息公开工作机构办理。")
    if person and not staff_of(Unit.objects.filter(pk=unit.pk)).filter(user=person).exists():
        raise ValidationError({"person": f"{person}现不在{unit.name}任职，请另选。"})
    if unit.pk == duty.unit_id and person in (None, duty.person):
        raise ValidationError({"person": "与现在的责任科室和责任人相同，请另选科室或者人员。"})
    services.reassign(duty, unit=unit, person=person, reason=reason, by=by)


def _cancel(duty: Duty, by: User, reach: Reach, *, reason: str) -> None:
    services.cancel(duty, reason, by)


def _meet(duty: Duty, by: User, reach: Reach, *, on: dt.date | dt.datetime) -> None:
    moment = on if isinstance(on, dt.datetime) else None
    day = timezone.localdate(moment) if moment else on
    # The base of a fixed date is only the day it was registered.
    if duty.clock != Clock.FIXED_DATE and day < duty.base_on:
        raise ValidationError(f"办结日{day}在起算日{duty.base_on}之前，请核对。")
    services.meet(duty, on=day, at=moment, by=by)


_DOORS: Mapping[Act, Callable[..., None]] = MappingProxyType(
    {
        Act.MEET: _meet,
        Act.EXTEND: _extend,
        Act.PAUSE: _pause,
        Act.RESUME: _resume,
        Act.CORRECT_BASE: _correct_base,
        Act.REASSIGN: _reassign,
        Act.CANCEL: _cancel,
    }
)
