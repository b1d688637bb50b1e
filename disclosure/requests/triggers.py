"""The database's own refusal to change or delete what happened in a case."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import CaseEvent


def record_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    return append_only(CaseEvent, message="申请办理记录只能追加")
