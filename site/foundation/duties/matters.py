"""登记事项: duties that people open by hand, because no step of the platform knows of them (R-270)."""

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from foundation.organisations.models import Unit, User
from foundation.rules.parameters import parameter

from . import services
from .acting import staff_of
from .enums import Clock
from .kinds import DutyKind, all_kinds, kind_of, register_kind
from .models import Duty, Matter
from .reach import Reach, reach_of

SUPERVISED, RECTIFICATION = "matter.supervised", "matter.rectification"
WHO_MAY = (
    "登记事项由本科室负责人在科室内，或者由政府信息公开工作机构、办公室复审、分管和签发领导、监督员办理。"
)
# A slip of the year, not a rule: what is given for longer is planned, not urged.
FURTHEST = dt.timedelta(days=2 * 366)


def register_kinds() -> None:
    """Called when the app is ready."""
    remedy = parameter("column.remedy_days")
    register_kind(
        DutyKind(
            SUPERVISED,
            "督办事项",
            "领导批示、会议议定的交办要求（需求R-270），到期日由交办人确定",
            base_event="交办",
            clock=Clock.FIXED_DATE,
            by_hand=True,
            may_open=True,
        )
    )
    register_kind(
        DutyKind(
            RECTIFICATION,
            "巡查整改",
            remedy.basis,
            parameter=remedy.key,
            base_event="下达整改要求",
            by_hand=True,
            may_open=True,
        )
    )


def kinds_to_open() -> list[DutyKind]:
    """Those that people may open, by name."""
    return sorted((kind for kind in all_kinds().values() if kind.may_open), key=lambda kind: kind.label)


def units_to_charge(reach: Reach) -> QuerySet[Unit]:
    """A head charges the own unit, the office and those above it every unit of the body."""
    units = Unit.objects.select_related("body").order_by("body__name", "name")
    return (units.filter(body__in=reach.urges) | units.filter(pk__in=reach.headed)).distinct()


def may_charge(reach: Reach) -> bool:
    """Whether the screen is for this person at all."""
    return bool(reach.urges or reach.headed)


@transaction.atomic
def give(
    *,
    token: uuid.UUID,
    kind: str,
    title: str,
    source: str,
    unit: Unit,
    by: User,
    requirement: str = "",
    person: User | None = None,
    due_on: dt.date | None = None,
) -> Duty:
    """Charge a unit with a matter and open its duty, from today; the same form again gives the first one's.

    Without ``due_on`` it has the days of the kind's parameter. Raises PermissionDenied, ValidationError.
    """
    if unit not in units_to_charge(reach_of(by)):
        raise PermissionDenied(WHO_MAY)
    _check(kind, unit, person, due_on)
    given: dict[str, Any] = {"kind": kind, "title": title, "source": source, "unit": unit}
    try:
        with transaction.atomic():
            matter = Matter.objects.create(
                token=token, requirement=requirement, body=unit.body, given_by=by, **given
            )
    except IntegrityError:
        return _given_before(token, given)
    return services.open_duty(
        kind,
        subject=matter,
        label=title,
        body=unit.body,
        unit=unit,
        person=person,
        due_on=due_on,
        basis=f"{kind_of(kind).basis}；来源：{source}",
        by=by,
    )


def _given_before(token: uuid.UUID, given: dict[str, Any]) -> Duty:
    """What the first click opened; somebody who went back and wrote something else is told so."""
    matter = Matter.objects.get(token=token)
    if any(getattr(matter, name) != value for name, value in given.items()):
        raise ValidationError(
            f"本页已登记过“{matter.title}”。登记另一事项的，请从“法定时限”重新打开“登记事项”填写。"
        )
    return Duty.objects.of(matter, matter.kind).earliest("pk")


def _check(kind: str, unit: Unit, person: User | None, due_on: dt.date | None) -> None:
    known = all_kinds().get(kind)
    if known is None or not known.may_open:
        raise ValidationError({"kind": "本类事项由办理环节自动登记，不能手工登记。"})
    today = timezone.localdate()
    if due_on is None and not known.parameter:
        raise ValidationError({"due_on": f"“{known.label}”没有统一期限，请填写到期日。"})
    if due_on and due_on < today:
        raise ValidationError({"due_on": f"到期日{due_on}在今天（{today}）之前，请核对。"})
    if due_on and due_on > today + FURTHEST:
        raise ValidationError({"due_on": f"到期日{due_on}距今超过两年，可能是年份录错，请核对。"})
    if person and not staff_of(Unit.objects.filter(pk=unit.pk)).filter(user=person).exists():
        raise ValidationError({"person": f"{person}现不在{unit.name}任职，请另选。"})


def matter_of(duty: Duty) -> Matter | None:
    """What was given, of a duty that was opened by hand. One query for those, none for others."""
    known = all_kinds().get(duty.kind)
    if known is None or not known.may_open:
        return None
    return Matter.objects.select_related("given_by").filter(pk=duty.object_id).first()
