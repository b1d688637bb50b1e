"""The database's own refusal to change or delete the record of who looked at personal data."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import ContactAccess

APPEND_ONLY = "个人信息查看记录只能追加"


def record_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    return append_only(ContactAccess, message=APPEND_ONLY)
