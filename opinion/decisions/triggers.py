"""Stages stay as they were recorded."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import StageRecord


def record_triggers() -> Iterator[Trigger]:
    """Records are only added."""
    return append_only(StageRecord, message="决策环节记录只能追加")
