"""The database's own refusal to change or delete what a token was used for."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import TokenUse


def record_triggers() -> Iterator[Trigger]:
    """Uses are the log."""
    return append_only(TokenUse, message="接口使用记录只能追加")
