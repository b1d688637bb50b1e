"""What happens at once and is reviewed afterwards: emergency withdrawal (紧急撤下) and publication (紧急公开)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User

from . import takedown_mails as mails
from .emergency_selectors import (
    WITHDRAWING_POSTS,
    posts_reviewing,
    publication_refusal,
    review_refusal,
    withdrawal_refusal,
)
from .enums import (
    OPEN_MEASURES,
    ClearanceKind,
    Decision,
    MeasureKind,
    MeasureState,
    TakedownKind,
)
from .models import Seal
from .selectors import last_reviewed_revision
from .services import append_seal, clear, revision_digest
from .submissions import locked
from .takedown import seal_live, take_down
from .takedown_models import EmergencyMeasure
from .takedown_selectors import held_post

# A reason that the reviewers and an inspection can follow; "紧急" alone says nothing.
SHORTEST_REASON = 10


def _checked(reason: str) -> str:
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError(f"请写明理由，不少于 {SHORTEST_REASON} 个字。")
    return reason.strip()


@transaction.atomic
def withdraw_at_once(
    page, user: User, *, category: str, reason: str, address: str | None = None
) -> EmergencyMeasure:
    """A named post takes a page down on the spot; another post reviews it afterwards.

    Raises PermissionDenied, ValidationError.
    """
    reason, page = _checked(reason), locked(page)
    if refusal := withdrawal_refusal(page, user):
        raise PermissionDenied(refusal)
    held = held_post(user, WITHDRAWING_POSTS, page.body_id)
    seal = seal_live(
        page,
        user=user,
        held=held,
        step=MeasureKind.WITHDRAWAL.label,
        decision=Decision.EMERGENCY,
        opinion=reason,
        address=address,
    )
    # A review still open from before is about what is now gone anyway.
    _close(page, MeasureKind.WITHDRAWAL)
    measure = EmergencyMeasure.objects.create(
        kind=MeasureKind.WITHDRAWAL,
        page=page.page_ptr,
        title=page.title,
        revision_id=page.live_revision_id,
        body=page.body,
        unit=page.unit,
        category=category,
        reason=reason,
        post_kind=held.post.kind,
        declared_by=user,
    )
    take_down(page, kind=TakedownKind.WITHDRAW, category=category, seal=seal, user=user, is_emergency=True)
    mails.measure_declared(measure, posts_reviewing(measure))
    return measure


@transaction.atomic
def review_withdrawal(
    measure: EmergencyMeasure, user: User, *, agreed: bool, opinion: str, address: str | None = None
) -> EmergencyMeasure:
    """Another post confirms an emergency withdrawal, or finds it unfounded. Raises PermissionDenied.

    The page stays down either way: what shall be public again goes through its chain.
    """
    page = locked(measure.page)
    measure = EmergencyMeasure.objects.get(pk=measure.pk)
    if refusal := review_refusal(measure, user):
        raise PermissionDenied(refusal)
    held = held_post(user, posts_reviewing(measure), measure.body_id)
    append_seal(
        page,
        digest=revision_digest(page.revisions.get(pk=measure.revision_id)),
        revision_id=measure.revision_id,
        step="紧急撤下补审",
        post_title=str(held.post),
        person=user,
        person_name=user.get_full_name(),
        on_behalf_of=held.on_behalf_of.get_full_name() if held.on_behalf_of else "",
        decision=Decision.APPROVED if agreed else Decision.RETURNED,
        opinion=opinion,
        address=address,
    )
    _reviewed(measure, MeasureState.PASSED if agreed else MeasureState.FAILED, user, opinion)
    if not agreed:
        mails.measure_failed(measure)
    return measure


@transaction.atomic
def publish_at_once(page, user: User, *, reason: str, address: str | None = None) -> EmergencyMeasure:
    """A leader publishes a complete draft before its chain is; the chain then runs as the review afterwards.

    Raises PermissionDenied, ValidationError.
    """
    reason, page = _checked(reason), locked(page)
    if refusal := publication_refusal(page, user):
        raise PermissionDenied(refusal)
    revision = page.get_latest_revision()
    draft = revision.as_object()
    held = held_post(user, {PostKind.LEADER}, draft.issuing_body_id)
    digest = revision_digest(revision)
    seal = append_seal(
        page,
        digest=digest,
        revision_id=revision.pk,
        step=MeasureKind.PUBLICATION.label,
        post_title=str(held.post),
        person=user,
        person_name=user.get_full_name(),
        on_behalf_of=held.on_behalf_of.get_full_name() if held.on_behalf_of else "",
        decision=Decision.EMERGENCY,
        opinion=reason,
        address=address,
    )
    reviewed = last_reviewed_revision(page) or 0
    _close(page, MeasureKind.PUBLICATION)
    measure = EmergencyMeasure.objects.create(
        kind=MeasureKind.PUBLICATION,
        page=page.page_ptr,
        title=draft.title,
        revision_id=revision.pk,
        previous_revision_id=reviewed,
        body=draft.body,
        unit=draft.unit,
        reason=reason,
        post_kind=held.post.kind,
        declared_by=user,
    )
    clear(page, revision, ClearanceKind.EMERGENCY, digest, seal)
    revision.publish(user=user, skip_permission_checks=True)
    _start_review(type(page).objects.get(pk=page.pk), user)
    mails.measure_declared(measure, posts_reviewing(measure))
    return measure


def _start_review(page, user: User) -> None:
    """The normal chain over the same revision. Levels that have signed it already stand."""
    submission = page.current_workflow_state
    if submission and submission.status == WorkflowState.STATUS_IN_PROGRESS:
        return
    if submission:
        submission.cancel(user=user)
    page.get_workflow().start(page, user)


def chain_has_signed(page, revision, seal: Seal) -> None:
    """A completed chain closes the review of what it signed; a corrected text puts a failed one right."""
    for measure in EmergencyMeasure.objects.filter(page_id=page.pk, state__in=OPEN_MEASURES):
        same = measure.revision_id == revision.pk
        _reviewed(measure, MeasureState.PASSED if same else MeasureState.RESOLVED, seal.person, seal.opinion)


def review_was_returned(page, seal: Seal) -> None:
    """A reviewer returned what is already public: it must come down or be put right."""
    for measure in EmergencyMeasure.objects.filter(
        page_id=page.pk,
        kind=MeasureKind.PUBLICATION,
        revision_id=seal.revision_id or 0,
        state=MeasureState.WAITING,
    ):
        _reviewed(measure, MeasureState.FAILED, seal.person, seal.opinion)
        mails.measure_failed(measure)


def _reviewed(measure: EmergencyMeasure, state: MeasureState, user: User | None, opinion: str) -> None:
    measure.state, measure.reviewed_by, measure.opinion = state, user, opinion
    measure.reviewed_at = timezone.now()
    measure.save()


def _close(page, kind: MeasureKind) -> None:
    EmergencyMeasure.objects.filter(page_id=page.pk, kind=kind, state__in=OPEN_MEASURES).update(
        state=MeasureState.RESOLVED, reviewed_at=timezone.now()
    )
