"""The database's own refusal to change or delete what was decided about a finding, for update() and SQL."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger

from .models import FindingDecision

APPEND_ONLY = "预检处理记录只能追加"


def decision_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    table = FindingDecision._meta.db_table
    for event in ("UPDATE", "DELETE"):
        yield Trigger(f"{table}_{event.lower()}", table, event, "1=1", APPEND_ONLY)
