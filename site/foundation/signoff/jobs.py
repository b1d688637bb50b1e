"""What sign-off does by the clock; run by ``manage.py run_duties``. The commands stay for use by hand."""

import datetime as dt

from django.core.management.base import CommandError

from foundation.duties.commands_as_jobs import command_job
from foundation.duties.jobs import DAY, register_job

from .enums import ItemState
from .migration_models import MigrationItem
from .step_duties import settle

MINUTE = dt.timedelta(minutes=1)
# Longer than either takes on the largest site.
ALL_NIGHT = dt.timedelta(hours=6)


def publish_signed_batches() -> str:
    """Only when something waits: the command itself reads every batch."""
    waiting = MigrationItem.objects.filter(state=ItemState.WAITING, batch__seal__isnull=False)
    return command_job("publish_batch")() if waiting.exists() else ""


def verify_nightly() -> str:
    """What it finds is kept and mailed by the command itself: having found something is no failure to run."""
    try:
        return command_job("verify_seals", "--nightly")()
    except CommandError as found:
        return str(found)


def register_jobs() -> None:
    """Signed times, signed batches, the steps' own duties, the nightly proof that records and live pages agree."""
    register_job("signoff.scheduled", "定时公开与到期撤下", command_job("publish_scheduled"), MINUTE)
    register_job(
        "signoff.batches", "公开已签发的迁移批次", publish_signed_batches, 5 * MINUTE, lease=ALL_NIGHT
    )
    register_job("signoff.steps", "审签环节时限登记", settle, MINUTE)
    register_job(
        "signoff.verify",
        "校验审签记录",
        verify_nightly,
        DAY,
        at=dt.time(3, 30),
        lease=ALL_NIGHT,
    )
