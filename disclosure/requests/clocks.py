"""The clocks of a case in the ledger: started, held, started anew and met. Used by the services."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from foundation.duties import services as ledger
from foundation.duties.enums import Clock, PauseCategory
from foundation.duties.kinds import kind_of
from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.rules.parameters import Parameter, value
from foundation.workdays.selectors import load_calendar

from .duties import ANSWER, CONFIRM, FIRST_REVIEW, INNER, REPORT, SUPPLY
from .enums import ConsultedKind
from .models import Case
from .parameters import ANSWER_DAYS, INNER_DAYS
from .places import address_of
from .rules import spans

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


def usual_end(case: Case, period: Parameter) -> dt.date:
    """The day to be reached when the applicant is given the body's usual period from today."""
    days = value(period.key, case.body)
    return load_calendar().add_workdays(timezone.localdate(), days).reached


def check_not_over(case: Case, what: str) -> None:
    """For what lets time count afresh: a limit that is over is not revived. Raises ValidationError."""
    clock = answer_clock(case)
    if clock and clock.due_on and clock.due_on < timezone.localdate():
        raise ValidationError(f"答复期限已于{clock.due_on}届满，不能再{what}，请依法作出答复。")


def running(case: Case) -> QuerySet[Duty]:
    """The open clocks of the answer."""
    return Duty.objects.open().of(case).filter(kind__in=RUNNING).order_by("pk")


def await_confirmation(case: Case, by: User | None) -> None:
    """条例 31: the office confirms with the applicant on the day on which the letter reached it."""
    ledger.open_duty(
        CONFIRM.key, subject=case, label=f"与申请人确认收到{case.number}", body=case.body, unit=case.unit,
        base_on=case.signed_for_on or case.submitted_on, url=address_of(case), by=by, confirmed=True,
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
    """The answer is due from that day, and earlier where the office has promised fewer days (R-178).

    ``due_on`` is a date that a decision on review or a judgment sets.
    """
    wanted = [(ANSWER, f"答复{case.number}", due_on)]
    promised, allowed = (value(one.key, case.body, base_on) for one in (INNER_DAYS, ANSWER_DAYS))
    if 0 < promised < allowed and due_on is None:
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
    """Let the clocks stand still exactly while somebody outside the office is asked; days in between count."""
    clock = answer_clock(case)
    # What holds them for another reason (补正, 中止) is not for those asked to end.
    ours = {"until__isnull": True, "category__in": HOLDING.values()}
    held = clock.pauses.filter(**ours).first() if clock else None
    asked = case.consultations.exclude(kind=ConsultedKind.UNIT).order_by("sent_on", "pk")
    if held is None and (one := asked.filter(closed_on=None).first()):
        hold(case, HOLDING[ConsultedKind(one.kind)], "书面征求意见", one.sent_on, by)
    if held is None:
        return
    waits = [(one.sent_on, one.closed_on, one.kind) for one in asked if _lasts(one.closed_on, held.since)]
    first, *others = spans(waits)
    if first.until:
        go_on(case, first.until, by)
    for span in others:
        hold(case, HOLDING[ConsultedKind(span.kind)], "书面征求意见", span.since, by)
        if span.until:
            go_on(case, span.until, by)


def _lasts(closed_on: dt.date | None, since: dt.date) -> bool:
    return closed_on is None or closed_on >= since


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


def await_report(case: Case, due_on: dt.date, by: User | None) -> None:
    """R-191: whoever handed the case over said by when the result is to be reported."""
    ledger.open_duty(
        REPORT.key, subject=case, label=f"报送{case.number}的办理结果", body=case.body, unit=case.unit, due_on=due_on,
        url=address_of(case), by=by,
    )  # fmt: skip


def copy(case: Case, part: Case, by: User | None) -> None:
    """The open duties of a case for a part of it: same first day, same days left out, same extension."""
    for duty in Duty.objects.open().of(case).exclude(kind=REPORT.key).order_by("pk"):
        _again(duty, part, by)


def move(case: Case, by: User | None) -> None:
    """The open duties of a case that went to another body, there. No day is won or lost."""
    for duty in Duty.objects.open().of(case).order_by("pk"):
        ledger.cancel(duty, "转办", by)
        _again(duty, case, by)


def _again(duty: Duty, case: Case, by: User | None) -> None:
    fixed = duty.fixed_on if duty.clock == Clock.FIXED_DATE else None
    new = ledger.open_duty(
        duty.kind, subject=case, label=f"{kind_of(duty.kind).label}{case.number}", body=case.body, unit=case.unit,
        person=case.officer, base_on=duty.base_on, base_event=duty.base_event, due_on=fixed,
        days=None if fixed else duty.length, clock=None if fixed else duty.clock, url=address_of(case), by=by,
        confirmed=True,
    )  # fmt: skip
    for pause in duty.pauses.all():
        new = ledger.pause(new, PauseCategory(pause.category), pause.reason, pause.since, by)
        if pause.until:
            new = ledger.resume(new, pause.until, by)
    for extension in duty.extensions.all():
        new = ledger.extend(new, extension.days, extension.approver, extension.reason)


def rebase(case: Case, before: dt.date, after: dt.date, reason: str, by: User) -> None:
    """The day of receipt was wrong: what ran from it runs from the right one. A later restart stays as it is."""
    kinds = (*RUNNING, FIRST_REVIEW.key)
    for duty in Duty.objects.of(case).filter(kind__in=kinds, base_on=before, cancelled_at=None):
        ledger.correct_base(duty, after, reason, by, confirmed=True)
