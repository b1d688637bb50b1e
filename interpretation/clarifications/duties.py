"""The clocks of a matter: the first decision by the hour, the re-check after publication."""

import datetime as dt

from django.urls import reverse

from foundation.duties import services as ledger
from foundation.duties.enums import Clock
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.rules.parameters import value

from .models import RumourCase
from .parameters import FIRST_HOURS, RECHECK_DAYS

DECIDE, RECHECK = "rumour.decide", "rumour.recheck"


def register_kinds() -> None:
    """Called when the app is ready."""
    register_kind(
        DutyKind(
            key=DECIDE,
            label="澄清事项首次处置决定",
            basis=FIRST_HOURS.basis,
            parameter=FIRST_HOURS.key,
            base_event="发现虚假或不完整信息",
            clock=Clock.HOURS,
            ends_by="作出处置决定",
        )
    )
    register_kind(
        DutyKind(
            key=RECHECK,
            label="澄清后复查",
            basis=RECHECK_DAYS.basis,
            parameter=RECHECK_DAYS.key,
            base_event="公开澄清",
            ends_by="登记复查情况",
        )
    )


def _about(case: RumourCase, what: str) -> dict:
    return {
        "subject": case,
        "label": f"{what}：{case.number} {case.claim[:40]}",
        "body": case.body,
        "unit": case.unit,
        "person": case.person,
        "url": reverse("clarifications:case", args=[case.pk]),
        "confirmed": True,
    }


def start_clock(case: RumourCase, by: User | None, since: dt.datetime, period: str = "") -> Duty:
    """The hours until the first decision; a reopened matter has hours of its own."""
    hours = value(FIRST_HOURS.key, case.body, since.date())
    return ledger.open_duty(
        DECIDE,
        **_about(case, "处置决定"),
        base_at=since,
        hours=hours,
        clock=Clock.HOURS,
        period=period,
        by=by,
    )


def stop_clock(case: RumourCase, by: User | None) -> None:
    """Decided."""
    for duty in Duty.objects.open().of(case, DECIDE):
        ledger.meet(duty, by=by)


def plan_recheck(case: RumourCase, on: dt.date, by: User | None, event: str = "公开澄清") -> Duty:
    """Look again on that day; a date set earlier gives way."""
    drop_recheck(case, "复查日期另定", by)
    return ledger.open_duty(
        RECHECK, **_about(case, "复查"), due_on=on, period=f"{on:%Y-%m-%d}"[:20], base_event=event, by=by
    )


def drop_recheck(case: RumourCase, reason: str, by: User | None) -> None:
    for duty in Duty.objects.open().of(case, RECHECK):
        ledger.cancel(duty, reason, by)


def meet_recheck(case: RumourCase, by: User) -> None:
    for duty in Duty.objects.open().of(case, RECHECK):
        ledger.meet(duty, by=by)


def give_to(case: RumourCase, reason: str, by: User | None) -> None:
    """The open clocks go where the matter goes."""
    for duty in Duty.objects.open().of(case):
        ledger.reassign(duty, unit=case.unit, reason=reason, by=by)


def clocks_of(cases: list[RumourCase]) -> dict[int, Duty]:
    """The newest clock of the first decision of each; one query."""
    rows = Duty.objects.filter(kind=DECIDE, object_id__in=[str(case.pk) for case in cases]).order_by("pk")
    return {int(duty.object_id): duty for duty in rows}
