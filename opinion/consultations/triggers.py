"""Decisions stay as they were made, and what was asked for stays on record."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .course_models import PeriodChange, SecrecyException
from .ledger_models import LedgerEvent

DECIDED = "已作出的决定不能修改"


def record_triggers() -> Iterator[Trigger]:
    for model in (PeriodChange, SecrecyException):
        table = model._meta.db_table
        yield Trigger(f"{table}_update", table, "UPDATE", "OLD.decided_at IS NOT NULL", DECIDED)
        yield Trigger(f"{table}_delete", table, "DELETE", "OLD.decided_at IS NOT NULL", DECIDED)
    yield from append_only(LedgerEvent, message="采纳台账的办理记录只能追加")
