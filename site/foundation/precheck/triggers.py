"""The database's own refusal to change or delete what was decided about a finding, for update() and SQL."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import FindingDecision

APPEND_ONLY = "预检处理记录只能追加"


def decision_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    return append_only(FindingDecision, message=APPEND_ONLY)
