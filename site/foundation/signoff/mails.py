"""How mails go out, and those of the approval chain: after commit, so that no mail server holds a decision up.

The notifiers stand in the place of Wagtail's own for workflows, which send within the transaction and to
the requester only; the texts are the templates that Wagtail names.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from wagtail.admin.mail import EmailNotificationMixin, Notifier, send_mail
from wagtail.models import TaskState, WorkflowState

from foundation.organisations.models import User
from foundation.organisations.selectors import holders

from .handover import latest_handover
from .models import PostTaskState
from .publicity import why_inside
from .selectors import deciders, latest_return, names_of

logger = logging.getLogger(__name__)
FOOTER = "本邮件由政务公开平台自动发送，请勿回复。"
_held_back: ContextVar[bool] = ContextVar("mails_held_back", default=False)


@contextmanager
def held_back() -> Iterator[None]:
    """No mails about what happens inside: for loading data about which nobody waits for news."""
    token = _held_back.set(True)
    try:
        yield
    finally:
        _held_back.reset(token)


def are_held_back() -> bool:
    """Whether mails are held back just now."""
    return _held_back.get()


def send_now(people: Iterable[User], subject: str, *lines: str) -> bool:
    """One mail to each; a mail server that fails is logged. Whether all were handed over, and there was one."""
    addresses = sorted({person.email for person in people if person.email})
    text = "\n".join([*lines, "", FOOTER])
    sent = bool(addresses)
    for address in addresses:
        try:
            send_mail(subject, text, [address])
        except OSError:
            logger.exception("mail not sent: %s", subject)
            sent = False
    return sent


def tell(people: Iterable[User], subject: str, *lines: str) -> None:
    """One mail to each after commit, unless mails are held back."""
    told = list(people)
    if not are_held_back() and any(person.email for person in told):
        transaction.on_commit(lambda: send_now(told, subject, *lines), robust=True)


def address_of(name: str, pk: int) -> str:
    """The full address of an admin screen about one thing."""
    return settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[pk])


def at_posts(kinds: Iterable[str], body_id: int, without: Iterable[int | None] = ()) -> set[User]:
    """Who holds these posts of a body today."""
    held = [appointment for kind in kinds for appointment in holders(kind, body_id=body_id, unit_id=None)]
    return {appointment.user for appointment in held if appointment.user_id not in set(without)}


class SignoffNotifier(EmailNotificationMixin, Notifier):
    """Sends on commit, from what the database then holds."""

    model: type[Model]

    def __init__(self) -> None:
        super().__init__((self.model,))

    def __call__(self, instance: Any = None, user: User | None = None, **kwargs) -> bool:
        if are_held_back():
            return False

        def deliver() -> None:
            fresh = self.model._default_manager.get(pk=instance.pk)
            super(SignoffNotifier, self).__call__(instance=fresh, user=user)

        transaction.on_commit(deliver, robust=True)
        return True


class StepOpenedNotifier(SignoffNotifier):
    """Tells everybody who may decide the step that a page waits."""

    notification = "submitted"
    model = PostTaskState

    def get_template_base_prefix(self, instance: TaskState, **kwargs) -> str:
        return "task_state_"

    def get_recipient_users(self, instance: PostTaskState, **kwargs) -> set[User]:
        return {held.user for held in deciders(instance.task.specific, instance.page.specific)}

    def get_context(self, instance: PostTaskState, **kwargs) -> dict[str, object]:
        return {
            **super().get_context(instance, **kwargs),
            "state": instance,
            "page": instance.draft,
            "requested_by": instance.workflow_state.requested_by,
            # With “代” for delegates, so that each reader knows in whose place to sign.
            "people": names_of(deciders(instance.task.specific, instance.page.specific)),
        }


class HandedOverNotifier(StepOpenedNotifier):
    """Tells the one to whom a step was handed; the others already know of it."""

    def get_recipient_users(self, instance: PostTaskState, **kwargs) -> set[User]:
        return {user for user in super().get_recipient_users(instance) if user.pk == instance.handed_to_id}

    def get_template_set(self, instance: PostTaskState, **kwargs) -> dict[str, str]:
        base = f"{self.template_directory}task_state_handed_over"
        return {"subject": f"{base}_subject.txt", "text": f"{base}.txt", "html": f"{base}.html"}

    def get_context(self, instance: PostTaskState, **kwargs) -> dict[str, object]:
        return {**super().get_context(instance, **kwargs), "handover": latest_handover(instance)}


class SubmissionNotifier(SignoffNotifier):
    """Tells who submitted and who owns the page what became of it, unless it was their own doing."""

    model = WorkflowState

    def get_recipient_users(self, instance: WorkflowState, user: User | None = None, **kwargs) -> set[User]:
        return {instance.requested_by, instance.content_object.owner} - {user, None}

    def get_context(self, instance: WorkflowState, **kwargs) -> dict[str, object]:
        page = instance.content_object.specific
        return {
            **super().get_context(instance, **kwargs),
            "page": page,
            "title": page.draft_title,
            "returned": latest_return(page.pk),
        }


class ReturnedNotifier(SubmissionNotifier):
    """With the reviewer's words."""

    notification = "rejected"


class PublishedNotifier(SubmissionNotifier):
    """With the public address and the index number (索引号); or why the page stays inside."""

    notification = "approved"

    def get_context(self, instance: WorkflowState, **kwargs) -> dict[str, object]:
        draft = instance.content_object.specific.get_latest_revision_as_object()
        return {**super().get_context(instance, **kwargs), "why_inside": why_inside(draft)}


step_opened = StepOpenedNotifier()
handed_over = HandedOverNotifier()
returned = ReturnedNotifier()
published = PublishedNotifier()
