"""The database's own refusal to change what happened."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import Entry


def record_triggers() -> Iterator[Trigger]:
    """Two for the story of the registers."""
    return append_only(Entry, message="办理记录只能追加")
