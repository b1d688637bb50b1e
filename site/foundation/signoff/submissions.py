"""Submitting, submitting again and withdrawing, one at a time for each page.

Wagtail writes each of these in several statements, two of them without a transaction, and trusts the object it
was given. Here the page's row is locked first, what is written is read again under the lock, and all of it
happens or nothing. Lock order of all of sign-off: the page, then what hangs on it, then the head of the seals;
whoever keeps to it cannot deadlock.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Revision, Workflow, WorkflowState, get_default_page_content_type

ALREADY_SUBMITTED = "本稿件已经送审，正在审签，不必重复提交。"
NOT_OPEN = "本稿件已经办结或撤回，请刷新页面查看结果。"
UNDER_REVIEW = "本稿件正在审签，期间不能修改。需要修改的，请先撤回，或请审签人退回。"


def hold(page_id: int) -> None:
    """Lock the page's row until the transaction ends. Rows that merely point at the page stay writable."""
    Page.objects.select_for_update(no_key=True).values_list("pk").get(pk=page_id)


def locked(page: Page):
    """The page as it is now, held until the transaction ends."""
    hold(page.pk)
    return page.specific_class._default_manager.get(pk=page.pk)


def is_under_review(page_id: int) -> bool:
    """Whether a step of this page is open."""
    return WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(),
        object_id=str(page_id),
        status=WorkflowState.STATUS_IN_PROGRESS,
    ).exists()


def is_on_record(revision: Revision) -> bool:
    """Whether anybody was asked to decide on this revision, or it was cleared: then it is never overwritten."""
    from .models import Clearance

    return revision.task_states.exists() or Clearance.objects.filter(revision_id=revision.pk).exists()


_start, _resume, _cancel = Workflow.start, WorkflowState.resume, WorkflowState.cancel


@transaction.atomic
def start(self: Workflow, obj: Any, user: Any) -> WorkflowState:
    """Submit. Raises ValidationError when it has been done already."""
    hold(obj.pk)
    if is_under_review(obj.pk):
        raise ValidationError(ALREADY_SUBMITTED)
    return _start(self, obj, user)


@transaction.atomic
def resume(self: WorkflowState, user: Any = None) -> None:
    """Submit again what was returned. Raises ValidationError when it has been done already."""
    hold(int(self.object_id))
    self.refresh_from_db()
    if self.status != WorkflowState.STATUS_NEEDS_CHANGES:
        in_progress = self.status == WorkflowState.STATUS_IN_PROGRESS
        raise ValidationError(ALREADY_SUBMITTED if in_progress else NOT_OPEN)
    # Who asks now is the one who must not sign: after an emergency publication that was the leader.
    self.requested_by = user or self.requested_by
    _resume(self, user=user)


@transaction.atomic
def cancel(self: WorkflowState, user: Any = None) -> None:
    """Withdraw. Raises ValidationError when the submission was decided meanwhile."""
    hold(int(self.object_id))
    self.refresh_from_db()
    if not self.is_active:
        raise ValidationError(NOT_OPEN)
    _cancel(self, user=user)


def keep_in_order() -> None:
    """Put these in the place of Wagtail's own, which its screens call too. Called when the app is ready."""
    Workflow.start, WorkflowState.resume, WorkflowState.cancel = start, resume, cancel
