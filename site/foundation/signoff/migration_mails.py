"""Mails about migration batches."""

from foundation.organisations.enums import PostKind

from .mails import address_of, at_posts, tell
from .migration_models import MigrationBatch


def batch_waits(batch: MigrationBatch) -> None:
    """Tell the leaders who may sign it."""
    tell(
        at_posts([PostKind.LEADER], batch.body_id, [batch.created_by_id]),
        f"待签发：历史迁移批次“{batch.name}”",
        f"{batch.created_by.get_full_name()}组织的历史迁移批次“{batch.name}”共{batch.items.count()}件，请核对、签发。",
        f"办理：{address_of('signoff:migration', batch.pk)}",
    )
