"""The database's own refusal to change or delete a signed form, a referral's steps or an inspection."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import Inspection, ReferralEvent, RemedyReport, SecrecyReview

APPEND_ONLY = "保密审查记录只能追加"


def record_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    return append_only(SecrecyReview, ReferralEvent, Inspection, RemedyReport, message=APPEND_ONLY)
