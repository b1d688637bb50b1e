"""After a new holiday notice: open duties whose date may have moved are reckoned anew, in one transaction."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from .enums import CALENDAR_CLOCKS, Clock, EventKind
from .models import Duty, DutyEvent, DutyPause, MovedDuty, Recalculation
from .rules import reckon
from .signals import dates_moved

# Rows in memory at a time.
CHUNK = 5_000
Outcome = tuple[dt.date | None, bool]
_READ = (
    "pk", "clock", "length", "extension_days", "base_on", "base_at", "fixed_on", "roll_over", "due_on",
    "provisional",
)  # fmt: skip


@transaction.atomic
def recompute_open(year: int, since: dt.date) -> Recalculation:
    """Reckon every provisional open duty, and every one due on or after ``since``. Lists what moved by how much."""
    record = Recalculation.objects.create(year=year, since=since)
    calendar = load_calendar()
    for chunk in _chunks(since):
        _recompute(record, chunk, calendar)
    record.save(update_fields=["examined", "settled", "moved"])
    if record.moved:
        transaction.on_commit(partial(dates_moved.send_robust, Recalculation, recalculation=record))
    return record


def _chunks(since: dt.date) -> Iterator[list[Duty]]:
    """By number, so that rows that change on the way are neither missed nor met twice."""
    by_calendar = Q(clock__in=CALENDAR_CLOCKS) | Q(clock=Clock.FIXED_DATE, extension_days__gt=0)
    affected = Duty.objects.open().filter(by_calendar, Q(provisional=True) | Q(due_on__gte=since))
    last = 0
    while True:
        rows = affected.filter(pk__gt=last).order_by("pk").only(*_READ)
        chunk = list(rows.select_for_update(of=("self",))[:CHUNK])
        if not chunk:
            return
        yield chunk
        last = chunk[-1].pk


def _recompute(record: Recalculation, chunk: list[Duty], calendar: WorkCalendar) -> None:
    pauses: dict[int, list[DutyPause]] = defaultdict(list)
    for pause in DutyPause.objects.filter(duty__in=[duty.pk for duty in chunk]):
        pauses[pause.duty_id].append(pause)
    outcomes: dict[Outcome, list[int]] = defaultdict(list)
    moved = []
    zone = timezone.get_current_timezone()
    for duty in chunk:
        found = reckon(duty.terms(pauses[duty.pk]), calendar, zone)
        if (found.due_on, found.provisional) == (duty.due_on, duty.provisional):
            continue
        outcomes[found.due_on, found.provisional].append(duty.pk)
        record.settled += duty.provisional and not found.provisional
        if duty.due_on and found.due_on and duty.due_on != found.due_on:
            days = (found.due_on - duty.due_on).days
            moved.append(
                MovedDuty(
                    recalculation=record, duty=duty, before=duty.due_on, after=found.due_on, by_days=days
                )
            )
    # Few outcomes for many duties: one statement for each writes faster than one value for each row.
    for (due_on, provisional), keys in outcomes.items():
        Duty.objects.filter(pk__in=keys).update(due_on=due_on, provisional=provisional)
    _list_moved(record, moved)
    record.examined += len(chunk)
    record.moved += len(moved)


def _list_moved(record: Recalculation, moved: list[MovedDuty]) -> None:
    MovedDuty.objects.bulk_create(moved, batch_size=1000)
    DutyEvent.objects.bulk_create(
        (
            DutyEvent(
                duty_id=row.duty_id,
                kind=EventKind.RECOMPUTED,
                words=f"按{record.year}年放假安排,到期日由{row.before}改为{row.after}",
                data={"before": row.before.isoformat(), "due_on": row.after.isoformat()},
            )
            for row in moved
        ),
        batch_size=1000,
    )
