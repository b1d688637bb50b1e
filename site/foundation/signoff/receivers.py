"""Mails of the approval chain (Wagtail's notifiers listen for its own task class only), and the triggers."""

from django.db import connections
from django.db.models.signals import post_migrate
from wagtail.admin.mail import EmailNotificationMixin, Notifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from .models import PostTaskState
from .triggers import install


class StepOpenedNotifier(EmailNotificationMixin, Notifier):
    """Tells every holder of the step's post that a page waits."""

    notification = "submitted"

    def __init__(self) -> None:
        super().__init__((PostTaskState,))

    def get_template_base_prefix(self, instance: TaskState, **kwargs) -> str:
        return "task_state_"

    def get_recipient_users(self, instance: PostTaskState, **kwargs):
        from .selectors import drafters

        page = instance.page.specific
        task = instance.task.specific
        writers = drafters(page)
        draft = instance.revision.as_object()
        return {held.user for held in task.approvers(draft) if held.user_id not in writers}

    def get_context(self, instance: PostTaskState, **kwargs) -> dict[str, object]:
        page = instance.revision.as_object()
        return {
            **super().get_context(instance, **kwargs),
            "task": instance.task.specific,
            "object": page,
            "page": page,
            "model_name": page._meta.verbose_name,
        }


step_opened = StepOpenedNotifier()
task_submitted.connect(step_opened, sender=PostTaskState, dispatch_uid="post_task_submitted_mail")


def install_triggers(using: str, **kwargs) -> None:
    """After every migrate: SQLite loses triggers whenever a table is rebuilt."""
    install(connections[using])


post_migrate.connect(install_triggers, dispatch_uid="signoff_triggers")
