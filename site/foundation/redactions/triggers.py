"""The database's own refusal to change or delete what was registered and checked."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger

from .models import Redaction, RedactionCheck

APPEND_ONLY = "遮盖件记录只能追加"


def record_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    for model in (Redaction, RedactionCheck):
        table = model._meta.db_table
        for event in ("UPDATE", "DELETE"):
            yield Trigger(f"{table}_{event.lower()}", table, event, "1=1", APPEND_ONLY)
