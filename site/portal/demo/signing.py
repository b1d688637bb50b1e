"""Drafts and their way through the approval chain, each step by the person whose post it is."""

from wagtail.models import Page

from foundation.organisations.models import User
from foundation.organisations.selectors import holders
from foundation.secrecy.enums import Answer, Conclusion, Question
from foundation.signoff.enums import StepKind
from foundation.signoff.models import PostTaskState

from .people import Staff

# The review form of somebody who went through it all and found nothing.
_NOTHING_FOUND = {f"secrecy-{question.value}": Answer.NO for question in Question} | {
    "secrecy-conclusion": Conclusion.OPEN
}


def draft(page: Page, parent: Page, staff: Staff) -> Page:
    """File a new page as its editor saves it."""
    page.body, page.unit, page.owner = staff.body, staff.unit, staff.editor
    parent.add_child(instance=page)
    page.save_revision(user=staff.editor)
    return type(page).objects.get(pk=page.pk)


def submit(page: Page, staff: Staff) -> Page:
    """Send a draft on its way."""
    page.get_workflow().start(page, staff.editor)
    return type(page).objects.get(pk=page.pk)


def _holder(state: PostTaskState) -> User:
    return holders(state.post_kind, body_id=state.body_id, unit_id=state.unit_id).get().user


def decide(page: Page, returned_because: str = "") -> Page:
    """One decision at the open step by its holder; an opinion to return with sends it back."""
    state = PostTaskState.objects.get(pk=page.current_workflow_task_state.pk)
    task = state.task.specific
    user = _holder(state)
    if returned_because:
        task.on_action(state, user, "reject", comment=returned_because)
    else:
        found = _NOTHING_FOUND if task.step_kind == StepKind.SECRECY else {}
        task.on_action(state, user, "approve", comment="同意。", checks=task.check_items, **found)
    return type(page).objects.get(pk=page.pk)


def publish(page: Page, staff: Staff) -> Page:
    """Through the whole chain."""
    page = submit(page, staff)
    while page.workflow_in_progress:
        page = decide(page)
    return page
