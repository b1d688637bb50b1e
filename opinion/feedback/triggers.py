"""The database's own refusal to change or delete the record of what was done with a letter."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import LetterEvent

APPEND_ONLY = "留言办理记录只能追加"


def record_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    return append_only(LetterEvent, message=APPEND_ONLY)
