"""What happens when public information comes down: asked for, reviewed, signed; or its time has run out.

先审后撤: like publication, a takedown is the result of decisions by named people and is sealed.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from foundation.organisations.models import Appointment, User

from . import takedown_mails as mails
from .enums import (
    OPEN_MEASURES,
    OPEN_REQUESTS,
    Decision,
    MeasureKind,
    MeasureState,
    RequestState,
    TakedownCategory,
    TakedownKind,
)
from .models import Seal
from .services import append_seal, revision_digest
from .submissions import locked
from .takedown_models import EmergencyMeasure, Takedown, TakedownRequest
from .takedown_selectors import STEPS, acting_post, decision_refusal, request_refusal


def seal_live(page, *, user: User | None, held: Appointment | None = None, **fields) -> Seal:
    """Record a decision about what is live."""
    return append_seal(
        page,
        digest=revision_digest(page.live_revision),
        revision_id=page.live_revision_id,
        post_title=str(held.post) if held else "",
        person=user,
        person_name=user.get_full_name() if user else "系统",
        on_behalf_of=held.on_behalf_of.get_full_name() if held and held.on_behalf_of else "",
        **fields,
    )


@transaction.atomic
def request_takedown(
    page, user: User, *, kind: str, category: str, reason: str, address: str | None = None
) -> TakedownRequest:
    """An editor of the unit asks for a live page to come down. Raises PermissionDenied with the reason."""
    page = locked(page)
    if refusal := request_refusal(page, user):
        raise PermissionDenied(refusal)
    request = TakedownRequest.objects.create(
        page=page.page_ptr,
        revision_id=page.live_revision_id,
        title=page.title,
        body=page.body,
        unit=page.unit,
        kind=kind,
        category=category,
        reason=reason,
        requested_by=user,
    )
    opinion = f"{request.get_kind_display()};{request.get_category_display()}:{reason}"
    seal_live(page, user=user, step="申请撤下", decision=Decision.REQUESTED, opinion=opinion, address=address)
    mails.takedown_waits(request)
    return request


@transaction.atomic
def decide_takedown(
    request: TakedownRequest, user: User, *, agreed: bool, opinion: str, address: str | None = None
) -> TakedownRequest:
    """The office or the leader decides; the leader's consent takes the page down. Raises PermissionDenied."""
    page = locked(request.page)
    request = TakedownRequest.objects.get(pk=request.pk)
    if refusal := decision_refusal(request, user):
        raise PermissionDenied(refusal)
    if not page.live or page.live_revision_id != request.revision_id:
        raise PermissionDenied("申请之后公开的内容已经变化，本申请不能再办理。请申请人撤回后重新申请。")
    step, post = STEPS[RequestState(request.state)]
    seal = seal_live(
        page,
        user=user,
        held=acting_post(user, {post}, request.body_id),
        step=step,
        decision=Decision.APPROVED if agreed else Decision.RETURNED,
        opinion=opinion,
        address=address,
    )
    if not agreed:
        _finish(request, RequestState.REFUSED)
    elif request.state == RequestState.AT_OFFICE:
        request.state, request.reviewed_by, request.waiting_since = (
            RequestState.AT_LEADER,
            user,
            timezone.now(),
        )
        request.save()
        mails.takedown_waits(request)
        return request
    else:
        _finish(request, RequestState.COMPLETED)
        take_down(page, kind=request.kind, category=request.category, seal=seal, user=user)
    mails.takedown_decided(request, seal)
    return request


@transaction.atomic
def cancel_takedown(request: TakedownRequest, user: User, address: str | None = None) -> None:
    """The requester takes the request back. Raises PermissionDenied."""
    page = locked(request.page)
    request = TakedownRequest.objects.get(pk=request.pk)
    if request.requested_by_id != user.pk or not request.is_open:
        raise PermissionDenied("只有申请人可以撤回尚未办结的撤下申请。")
    append_seal(
        page,
        digest=revision_digest(page.live_revision or page.get_latest_revision()),
        revision_id=request.revision_id,
        step="撤下申请",
        person=user,
        person_name=user.get_full_name(),
        decision=Decision.WITHDRAWN,
        address=address,
    )
    _finish(request, RequestState.CANCELLED)


def _finish(request: TakedownRequest, state: RequestState) -> None:
    request.state, request.finished_at = state, timezone.now()
    request.save()


@transaction.atomic
def take_down(
    page, *, kind: str, category: str, seal: Seal, user: User | None, is_emergency: bool = False
) -> Takedown:
    """Take a live page down for good reason, sealed by the caller: record, then unpublish.

    Its revision never goes live again; whoever wants the page back sends a new one through the chain.
    """
    withdrawn = page.live_revision
    if submission := page.current_workflow_state:
        submission.cancel(user=user)
    takedown = Takedown.objects.create(
        page_id=page.pk,
        revision_id=withdrawn.pk,
        kind=kind,
        category=category,
        is_emergency=is_emergency,
        title=page.title,
        document_number=getattr(page, "document_number", ""),
        url_path=page.url_path,
        body=page.body,
        unit=page.unit,
        seal=seal,
    )
    expired = kind == TakedownKind.EXPIRE and category == TakedownCategory.EXPIRED
    page.unpublish(set_expired=expired, log_action="wagtail.unpublish.scheduled" if expired else True)
    if page.latest_revision_id == withdrawn.pk:
        Revision.objects.get(pk=withdrawn.pk).as_object().save_revision(log_action=False, clean=False)
    EmergencyMeasure.objects.filter(
        page_id=page.pk, kind=MeasureKind.PUBLICATION, state__in=OPEN_MEASURES
    ).update(state=MeasureState.RESOLVED, reviewed_at=timezone.now())
    TakedownRequest.objects.filter(page_id=page.pk, state__in=OPEN_REQUESTS).update(
        state=RequestState.COMPLETED, finished_at=timezone.now()
    )
    return takedown


@transaction.atomic
def expire(page) -> Takedown:
    """Take down a page whose signed time (到期时间) has run out: that time is part of what was signed.

    Raises PermissionDenied while it has not.
    """
    page = locked(page)
    if not page.live or page.expire_at is None or page.expire_at > timezone.now():
        raise PermissionDenied("页面的公开期限尚未届满。")
    seal = seal_live(
        page, user=None, step="到期撤下", decision=Decision.TAKEN_DOWN, opinion="已签发的公开期限届满"
    )
    return take_down(page, kind=TakedownKind.EXPIRE, category=TakedownCategory.EXPIRED, seal=seal, user=None)


@transaction.atomic
def withdraw_structure(page, ground: str) -> Takedown:
    """Take a column with nothing public below out of the site's frame; the opposite of ``publish_structure``.

    Raises PermissionDenied.
    """
    page = locked(page)
    if page.get_descendants().live().exists():
        raise PermissionDenied(f"栏目“{page.title}”下面还有公开的页面，不能撤除。")
    seal = seal_live(page, user=None, step=ground, decision=Decision.TAKEN_DOWN)
    return take_down(
        page, kind=TakedownKind.WITHDRAW, category=TakedownCategory.REARRANGED, seal=seal, user=None
    )
