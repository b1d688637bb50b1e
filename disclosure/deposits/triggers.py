"""The database's own refusal to change a report that was submitted."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import PlaceReport


def record_triggers() -> Iterator[Trigger]:
    """Reports are only added."""
    return append_only(PlaceReport, message="已报送的季度报告不能修改")
