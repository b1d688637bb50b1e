"""Reminders are planned from the duties as they are now: due and not yet told, so a missed run loses nothing."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from foundation.organisations.models import Appointment
from foundation.rules.parameters import value
from foundation.workdays.selectors import load_calendar

from .enums import Occasion
from .models import Duty, DutyEvent, Recalculation
from .reminder_models import Reminder
from .reminding import Holders, Schedule, stage_of

CHUNK = 2_000


def schedule_in_force() -> Schedule:
    """R-270: 10, 3 and 0 working days before; the head after 1, 分管领导 after 3."""
    return Schedule(
        before=(value("duties.remind_first"), value("duties.remind_second")),
        head_after=value("duties.escalate_head"),
        leader_after=value("duties.escalate_leader"),
    )


def holders_today() -> Holders:
    """One query."""
    held = Appointment.objects.on(timezone.localdate()).filter(user__is_active=True)
    return Holders.among(held.select_related("post__unit"))


def plan_reminders() -> str:
    """What must be said today and has not been said. Safe to repeat and to break off anywhere."""
    schedule, calendar = schedule_in_force(), load_calendar()
    today, now = timezone.localdate(), timezone.localtime()
    farthest = calendar.add_workdays(today, max(schedule.before)).reached
    duties = Duty.objects.open().filter(Q(due_on__lte=farthest) | Q(due_at__isnull=False)).order_by("pk")
    holders, planned, last = holders_today(), 0, 0
    while chunk := list(duties.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        wanted = [
            Reminder(
                duty=duty,
                recipient_id=person,
                occasion=occasion,
                stage=stage.key,
                words=f"{stage.words}：{duty.label}",
            )
            for duty in chunk
            if (stage := stage_of(duty, schedule, calendar, today, now))
            for person, occasion in holders.told(duty, stage, schedule)
        ]
        planned += _add_missing(wanted)
    return f"新增提醒{planned}条。" if planned else ""


def _add_missing(wanted: list[Reminder]) -> int:
    """Those that are not there yet; the database settles what two machines plan at once."""
    stages = {reminder.stage for reminder in wanted}
    known = set(
        Reminder.objects.filter(duty__in={reminder.duty_id for reminder in wanted}, stage__in=stages)
        .order_by()
        .values_list("duty_id", "stage", "recipient_id")
    )
    missing = [one for one in wanted if (one.duty_id, one.stage, one.recipient_id) not in known]
    Reminder.objects.bulk_create(missing, batch_size=1000, ignore_conflicts=True)
    return len(missing)


def plan_urge(duty: Duty, event: DutyEvent) -> None:
    """The owner and the head hear of a 催办 with the next digest, and see it at once."""
    holders = holders_today()
    people = holders.owners(duty) | holders.heads(duty)
    words = f"{event.by}催办：{event.words}（{duty.label}）"[:400]
    _tell(duty, people, Occasion.URGED, f"urged-{event.pk}", words)


def plan_moved(record: Recalculation) -> None:
    """Owners of duties whose date a notice moved."""
    holders = holders_today()
    for row in record.rows.select_related("duty").iterator(chunk_size=CHUNK):
        words = f"按{record.year}年放假安排，到期日由{row.before}改为{row.after}：{row.duty.label}"[:400]
        _tell(row.duty, holders.owners(row.duty), Occasion.MOVED, f"moved-{record.pk}", words)


def _tell(duty: Duty, people: Iterable[int], occasion: Occasion, stage: str, words: str) -> None:
    Reminder.objects.bulk_create(
        (
            Reminder(duty=duty, recipient_id=person, occasion=occasion, stage=stage, words=words)
            for person in sorted(people)
        ),
        ignore_conflicts=True,
    )
