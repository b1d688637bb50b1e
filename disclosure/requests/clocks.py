"""The clocks of a case in the ledger: started, held, started anew and met. Used by the services."""

import datetime as dt

from django.db.models import QuerySet

from foundation.duties import services as ledger
from foundation.duties.enums import PauseCategory
from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.rules.parameters import value

from .duties import ANSWER, CONFIRM, FIRST_REVIEW, INNER, SUPPLY
from .enums import ConsultedKind
from .models import Case
from .parameters import INNER_DAYS
from .places import address_of

# The two that run from receipt to delivery; both stand still together.
RUNNING = (ANSWER.key, INNER.key)
# Whose answer is waited for at the cost of nobody's time (条例 33 末款).
HOLDING = {
    ConsultedKind.THIRD_PARTY: PauseCategory.THIRD_PARTY,
    ConsultedKind.JOINT_MAKER: PauseCategory.OTHER_BODY,
    ConsultedKind.OTHER_BODY: PauseCategory.OTHER_BODY,
}


def answer_clock(case: Case) -> Duty | None:
    """The open duty to answer."""
    return Duty.objects.open().of(case, ANSWER.key).first()


def running(case: Case) -> QuerySet[Duty]:
    """The open clocks of the answer."""
    return Duty.objects.open().of(case).filter(kind__in=RUNNING).order_by("pk")


def await_confirmation(case: Case, by: User | None) -> None:
    """条例 31: the office confirms with the applicant on the day of receipt."""
    ledger.open_duty(
        CONFIRM.key, subject=case, label=f"与申请人确认收到{case.number}", body=case.body, unit=case.unit,
        base_on=case.submitted_on, url=address_of(case), by=by, confirmed=True,
    )  # fmt: skip


def await_review(case: Case, by: User | None) -> None:
    """条例 30: what is missing is asked for within seven working days."""
    ledger.open_duty(
        FIRST_REVIEW.key, subject=case, label=f"初审{case.number}", body=case.body, unit=case.unit,
        base_on=case.received_on, url=address_of(case), by=by, confirmed=True,
    )  # fmt: skip


def start(
    case: Case, base_on: dt.date, by: User | None, *, event: str = "", due_on: dt.date | None = None
) -> None:
    """The answer is due from that day, and earlier by the office's own promise unless that is switched off.

    ``due_on`` is a date that a decision on review or a judgment sets.
    """
    wanted = [(ANSWER, f"答复{case.number}", due_on)]
    if value(INNER_DAYS.key, case.body, base_on) and due_on is None:
        wanted.append((INNER, f"答复{case.number}（内部时限）", None))
    for kind, label, fixed in wanted:
        ledger.open_duty(
            kind.key, subject=case, label=label, body=case.body, unit=case.unit, person=case.officer,
            base_on=base_on, base_event=event, due_on=fixed, url=address_of(case), by=by, confirmed=True,
        )  # fmt: skip


def restart(case: Case, base_on: dt.date, reason: str, by: User | None) -> None:
    """Time counts afresh (条例 30 补正; 国办函〔2020〕109号 收费): what ran before is struck out, not added to."""
    for duty in running(case):
        ledger.cancel(duty, reason, by)
    start(case, base_on, by, event=reason)


def hold(case: Case, category: PauseCategory, reason: str, since: dt.date, by: User | None) -> bool:
    """Time stands still from that day. Whether the answer's does: a limit that is over is not revived."""
    held = False
    for duty in running(case):
        ended = max((pause.until for pause in duty.pauses.all() if pause.until), default=since)
        first = max(since, ended, duty.base_on)
        if duty.due_on and first > duty.due_on:
            continue
        ledger.pause(duty, category, reason, first, by)
        held = held or duty.kind == ANSWER.key
    return held


def go_on(case: Case, until: dt.date, by: User | None) -> None:
    """Time runs again after ``until``, the last day that does not count."""
    for duty in running(case):
        if held := duty.pauses.filter(until__isnull=True).first():
            ledger.resume(duty, max(until, held.since), by)


def settle_consultations(case: Case, by: User | None) -> None:
    """Hold the clocks exactly while somebody outside is asked and has not answered; days in between count."""
    asked = list(case.consultations.exclude(kind=ConsultedKind.UNIT))
    waiting = [one for one in asked if one.closed_on is None]
    ended = max((one.closed_on for one in asked if one.closed_on), default=None)
    clock = answer_clock(case)
    is_held = bool(clock and clock.pauses.filter(until__isnull=True).exists())
    if not waiting:
        if is_held and ended:
            go_on(case, ended, by)
        return
    first = min(waiting, key=lambda one: one.sent_on)
    if is_held and ended and ended < first.sent_on:
        go_on(case, ended, by)
        is_held = False
    if not is_held:
        hold(case, HOLDING[ConsultedKind(first.kind)], "书面征求意见", first.sent_on, by)


def hand_on(case: Case, reason: str, by: User | None) -> None:
    """Give the open duties of the case to its unit and officer."""
    for duty in Duty.objects.open().of(case):
        ledger.reassign(duty, unit=case.unit, person=case.officer, reason=reason, by=by)


def met(case: Case, on: dt.date, by: User | None, *kinds: str) -> None:
    """Done on that day."""
    for kind in kinds:
        ledger.meet_for(kind, subject=case, on=on, by=by)


def stop(case: Case, reason: str, by: User | None) -> None:
    """Nothing is owed any more: all open duties of the case and of whom it asks are struck out."""
    for duty in Duty.objects.open().of(case):
        ledger.cancel(duty, reason, by)
    for consultation in case.consultations.filter(closed_on=None):
        for duty in Duty.objects.open().of(consultation):
            ledger.cancel(duty, reason, by)


def await_supply(case: Case, due_on: dt.date, by: User | None) -> None:
    """条例 36(二): the answer names the day on which the information is given."""
    ledger.open_duty(
        SUPPLY.key, subject=case, label=f"提供{case.number}的信息", body=case.body, unit=case.unit,
        person=case.officer, due_on=due_on, url=address_of(case), by=by,
    )  # fmt: skip


def rebase(case: Case, before: dt.date | None, reason: str, by: User) -> None:
    """The day of receipt was wrong: what ran from it runs from the right one. A later restart stays as it is."""
    duties = Duty.objects.of(case).filter(
        kind__in=(*RUNNING, FIRST_REVIEW.key), base_on=before, cancelled_at=None
    )
    for duty in duties:
        assert case.received_on is not None
        ledger.correct_base(duty, case.received_on, reason, by, confirmed=True)
