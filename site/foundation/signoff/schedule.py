"""What was signed for a later time can be stopped before it (取消定时发布), and then changed and signed again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.organisations.selectors import units_edited_by

from .enums import Decision, TakedownCategory, TakedownKind
from .models import PostTaskState
from .services import append_seal, revision_digest
from .takedown import locked
from .takedown_models import Takedown
from .takedown_selectors import acting_post
from .waiting import WaitingRevision

# What the author and an inspection can follow.
SHORTEST_REASON = 5
NOTHING_WAITS = "本页没有等待定时公开的版本，可能已经公开。"


def scheduled_revision(page) -> Revision | None:
    """The signed revision that waits for its time, or for what goes live together with it."""
    kept = WaitingRevision.objects.filter(page_id=page.pk).values("revision_id")
    waits = Q(approved_go_live_at__isnull=False) | Q(pk__in=kept)
    return Revision.objects.for_instance(page).filter(waits).order_by("-pk").first()


def planned_publication(revision: Revision) -> str:
    """When a signed revision was to go live, in words."""
    if at := revision.approved_go_live_at:
        return f" {timezone.localtime(at):%Y-%m-%d %H:%M} "
    return "与关联内容同步"


def stop_refusal(page, user: User) -> str:
    """Why this user may not stop the scheduled publication of this page; empty when the user may."""
    revision = scheduled_revision(page)
    if revision is None:
        return NOTHING_WAITS
    if _signed(revision, user) or _submitted(page, revision, user) or _leads(revision, user):
        return ""
    return "定时发布由送审的科室编辑、本稿的审签人或签发领导取消。"


def _signed(revision: Revision, user: User) -> bool:
    states = PostTaskState.objects.filter(revision=revision, status=TaskState.STATUS_APPROVED)
    return states.filter(finished_by=user).exists()


def _submitted(page, revision: Revision, user: User) -> bool:
    by_user = WorkflowState.objects.filter(task_states__revision=revision, requested_by=user).exists()
    return by_user and units_edited_by(user).filter(pk=_draft(revision).unit_id).exists()


def _leads(revision: Revision, user: User) -> Appointment | None:
    return acting_post(user, {PostKind.LEADER}, _draft(revision).body_id)


def _draft(revision: Revision):
    return revision.as_object()


@transaction.atomic
def stop_schedule(page, user: User, *, reason: str, address: str | None = None) -> None:
    """Keep a signed revision from going live at its time; for good: a changed one is signed again.

    The page is locked first, as a publication does; whichever comes second finds what the first did. Raises
    PermissionDenied, ValidationError.
    """
    reason, page = reason.strip(), locked(page)
    if len(reason) < SHORTEST_REASON:
        raise ValidationError(f"请写明理由，不少于 {SHORTEST_REASON} 个字。")
    revision = scheduled_revision(page)
    if revision is None or (refusal := stop_refusal(page, user)):
        raise PermissionDenied(NOTHING_WAITS if revision is None else refusal)
    draft = _draft(revision)
    held = _leads(revision, user)
    planned = planned_publication(revision)
    seal = append_seal(
        page,
        digest=revision_digest(revision),
        revision_id=revision.pk,
        workflow_state_id=_submission_of(revision),
        step="取消定时发布",
        post_title=str(held.post) if held else "",
        person=user,
        person_name=user.get_full_name(),
        on_behalf_of=held.on_behalf_of.get_full_name() if held and held.on_behalf_of else "",
        decision=Decision.STOPPED,
        opinion=f"原定{planned}公开。{reason}",
        address=address,
    )
    # The opposite of its clearance: not even a publication already under way gets past it.
    Takedown.objects.create(
        page_id=page.pk,
        revision_id=revision.pk,
        kind=TakedownKind.STOP,
        category=TakedownCategory.STOPPED,
        title=draft.title,
        url_path="",
        body=draft.body,
        unit=draft.unit,
        seal=seal,
    )
    Revision.objects.for_instance(page).update(approved_go_live_at=None)
    WaitingRevision.objects.filter(page_id=page.pk).delete()
    if page.latest_revision_id == revision.pk:
        draft.save_revision(log_action=False, clean=False)


def _submission_of(revision: Revision) -> int | None:
    states = TaskState.objects.filter(revision=revision).order_by("-pk")
    return states.values_list("workflow_state_id", flat=True).first()
