"""After a new holiday notice: open duties whose date may have moved are reckoned anew, in one transaction."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Model, Q
from django.utils import timezone

from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from .enums import CALENDAR_CLOCKS, Clock, EventKind
from .models import Duty, DutyEvent, DutyPause, MovedDuty, Recalculation
from .rules import reckon
from .signals import dates_moved

# Rows in memory at a time.
CHUNK = 5_000
_READ = (
    "pk", "clock", "length", "extension_days", "base_on", "base_at", "fixed_on", "roll_over", "due_on",
    "provisional",
)  # fmt: skip


class Change(NamedTuple):
    """What becomes of a due date; None while a pause holds it."""

    before: dt.date | None
    after: dt.date | None
    provisional: bool


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
    changes: dict[Change, list[int]] = defaultdict(list)
    zone = timezone.get_current_timezone()
    for duty in chunk:
        found = reckon(duty.terms(pauses[duty.pk]), calendar, zone)
        if (found.due_on, found.provisional) != (duty.due_on, duty.provisional):
            changes[Change(duty.due_on, found.due_on, found.provisional)].append(duty.pk)
            record.settled += duty.provisional and not found.provisional
    # Few changes for many duties: one statement for each writes faster than one value for each row.
    for change, keys in changes.items():
        Duty.objects.filter(pk__in=keys).update(due_on=change.after, provisional=change.provisional)
        if change.before and change.after and change.before != change.after:
            _list_moved(record, change.before, change.after, keys)
    record.examined += len(chunk)


def _list_moved(record: Recalculation, before: dt.date, after: dt.date, keys: list[int]) -> None:
    """A row and an event for each, made by the database out of the duties' own numbers."""
    words = f"按{record.year}年放假安排，到期日由{before}改为{after}"
    data = json.dumps({"before": before.isoformat(), "due_on": after.isoformat()})
    _insert(
        MovedDuty, keys, recalculation_id=record.pk, before=before, after=after, by_days=(after - before).days
    )
    _insert(DutyEvent, keys, kind=EventKind.RECOMPUTED.value, at=timezone.now(), words=words, data=data)
    record.moved += len(keys)


def _insert(model: type[Model], keys: list[int], **values: Any) -> None:
    columns = ", ".join(f'"{name}"' for name in values)
    given, wanted = (", ".join(["%s"] * len(listed)) for listed in (values, keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ("duty_id", {columns}) '  # noqa: S608
            f'SELECT d.id, {given} FROM "{Duty._meta.db_table}" d WHERE d.id IN ({wanted}) ORDER BY d.id',
            [*values.values(), *keys],
        )
