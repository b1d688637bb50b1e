"""Read side of sign-off."""

from wagtail.models import Revision, TaskState

from foundation.organisations.models import User

from .enums import Decision
from .models import Clearance, PostTask, Seal


def is_cleared(page_id: int, revision_id: int) -> bool:
    """Whether this revision of this page may be live."""
    return Clearance.objects.filter(page_id=page_id, revision_id=revision_id).exists()


def drafters(page) -> set[int]:
    """Everybody who wrote a part of what is under review: owner, requester, editors since it was last live."""
    people = {page.owner_id}
    if state := page.current_workflow_state:
        people.add(state.requested_by_id)
    revisions = Revision.objects.for_instance(page)
    if page.live_revision_id:
        revisions = revisions.filter(pk__gt=page.live_revision_id)
    people.update(revisions.values_list("user_id", flat=True))
    return people - {None}


def earlier_approvers(page) -> set[int]:
    """Who has already approved a level of the submission now open, over the text as it is now."""
    state = page.current_workflow_state
    if state is None:
        return set()
    return set(
        TaskState.objects.filter(
            workflow_state=state, status=TaskState.STATUS_APPROVED, revision_id=page.latest_revision_id
        ).values_list("finished_by_id", flat=True)
    )


def refusal(task: PostTask, page, user: User) -> str:
    """Why this user may not decide this step of this page, in Chinese; empty when the user may."""
    if task.appointment_for(page, user) is None:
        return f"您目前不在“{task.get_post_kind_display()}”岗位上,不能办理本环节。"
    if user.pk in drafters(page):
        return "您是本稿件的拟稿人或修改人,不能审签自己的稿件。"
    if user.pk in earlier_approvers(page):
        return "您已审签过本稿件的前一环节,每一级须由不同的人审签。"
    return ""


def seals_of(page_id: int):
    """All decisions over a page, oldest first."""
    return Seal.objects.filter(page_id=page_id).select_related("person")


def latest_return(page_id: int) -> Seal | None:
    """The last return of a page, for the message to its author."""
    return Seal.objects.filter(page_id=page_id, decision=Decision.RETURNED).order_by("-pk").first()
