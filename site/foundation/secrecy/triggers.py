"""The database's own refusal to change or delete a signed form, a referral's steps or an inspection."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger

from .models import Inspection, ReferralEvent, RemedyReport, SecrecyReview

APPEND_ONLY = "保密审查记录只能追加"


def record_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    for model in (SecrecyReview, ReferralEvent, Inspection, RemedyReport):
        table = model._meta.db_table
        for event in ("UPDATE", "DELETE"):
            yield Trigger(f"{table}_{event.lower()}", table, event, "1=1", APPEND_ONLY)
