"""What follows from Wagtail's and Django's signals: mails, the record of a withdrawal, the triggers."""

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from wagtail.models import WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected

from foundation.workdays.signals import calendar_changed

from . import mails
from .deadlines import recompute
from .handover import handed_over
from .models import PostTaskState, Seal
from .services import record_withdrawal
from .triggers import install

task_submitted.connect(mails.step_opened, sender=PostTaskState, dispatch_uid="post_task_submitted_mail")
# Wagtail connects its own notifiers under these identifiers: whoever comes second is not connected.
for signal, notifier, identifier in (
    (workflow_rejected, mails.returned, "workflow_state_rejected_email_notification"),
    (workflow_approved, mails.published, "workflow_state_approved_email_notification"),
):
    signal.disconnect(sender=WorkflowState, dispatch_uid=identifier)
    signal.connect(notifier, sender=WorkflowState, dispatch_uid=identifier)


@receiver(handed_over, dispatch_uid="step_handed_over_mail")
def step_handed_over(state: PostTaskState, seal: Seal, **kwargs) -> None:
    mails.handed_over(instance=state, user=seal.person)


@receiver(workflow_cancelled, sender=WorkflowState, dispatch_uid="signoff_withdrawal")
def submission_withdrawn(instance: WorkflowState, user=None, **kwargs) -> None:
    record_withdrawal(instance, user)


@receiver(calendar_changed, dispatch_uid="signoff_step_deadlines")
def deadlines_moved(since, **kwargs) -> None:
    recompute(since)


def install_triggers(using: str, **kwargs) -> None:
    """After every migrate, when all tables stand: SQLite loses triggers whenever a table is rebuilt."""
    install(connections[using])


# Django sends the signal once for each app, every time for the whole database: once is enough.
post_migrate.connect(install_triggers, sender=apps.get_app_config("signoff"), dispatch_uid="signoff_triggers")
