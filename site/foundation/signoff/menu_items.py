"""Buttons in the footer of the page editor: sent to review, withdrawn, decided on the review screen."""

from typing import Any

from django.urls import reverse
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
)
from wagtail.models import WorkflowState

from .models import PostTaskState

# Publication and withdrawal are results of a chain; a returned draft is sent again with “提交审签”.
NOT_OFFERED = (PublishMenuItem, UnpublishMenuItem, RestartWorkflowMenuItem)


class SubmitMenuItem(SubmitForModerationMenuItem):
    """提交审签. A changed text starts again at the first level, whichever level returned it."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        page = parent_context.get("page")
        submission = page.current_workflow_state if page and page.pk else None
        is_returned = submission and submission.status == WorkflowState.STATUS_NEEDS_CHANGES
        label = "重新提交审签" if is_returned else "提交审签"
        return super().get_context_data(parent_context) | {"label": label}


class WithdrawMenuItem(CancelWorkflowMenuItem):
    """撤回, for the author."""

    label = "撤回送审"


class ReviewMenuItem(ActionMenuItem):
    """Leads to the review screen."""

    label = "去审签"
    icon_name = "tasks"

    def __init__(self, state: PostTaskState) -> None:
        super().__init__(order=0)
        self.state = state

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("signoff:review", args=[self.state.pk])


def arrange(items: list[ActionMenuItem], review: ReviewMenuItem | None) -> list[ActionMenuItem]:
    """The items as this product offers them; the first is the button, the others fold out."""
    ours = {SubmitForModerationMenuItem: SubmitMenuItem, CancelWorkflowMenuItem: WithdrawMenuItem}
    kept = [
        ours[type(item)](order=item.order) if type(item) in ours else item
        for item in items
        if not isinstance(item, NOT_OFFERED)
    ]
    return [review, *kept] if review else kept
