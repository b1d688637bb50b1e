"""Decisions stay as they were made, and what was asked for stays on record."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger

from .course_models import PeriodChange, SecrecyException

DECIDED = "已作出的决定不能修改"


def record_triggers() -> Iterator[Trigger]:
    for model in (PeriodChange, SecrecyException):
        table = model._meta.db_table
        yield Trigger(f"{table}_update", table, "UPDATE", "OLD.decided_at IS NOT NULL", DECIDED)
        yield Trigger(f"{table}_delete", table, "DELETE", "OLD.decided_at IS NOT NULL", DECIDED)
