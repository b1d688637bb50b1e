"""Statements about a watch stay as they were written."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import WatchStatement


def record_triggers() -> Iterator[Trigger]:
    return append_only(WatchStatement)
