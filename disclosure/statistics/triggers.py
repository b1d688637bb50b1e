"""The database's own refusal to change what was reported."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import PeriodReport


def record_triggers() -> Iterator[Trigger]:
    """Two for the reports."""
    return append_only(PeriodReport, message="已报送的定期报告只能追加")
