"""The database's own refusal to change or delete what was signed and delivered."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import Delivery, LinkMail, LinkOpening, SignedAnswer


def record_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    return append_only(SignedAnswer, Delivery, LinkMail, LinkOpening, message="答复和送达记录只能追加")
