"""The database's own refusal to change or delete what was registered and checked."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import Redaction, RedactionCheck

APPEND_ONLY = "遮盖件记录只能追加"


def record_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    return append_only(Redaction, RedactionCheck, message=APPEND_ONLY)
