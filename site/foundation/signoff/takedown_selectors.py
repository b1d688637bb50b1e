"""Read side of takedowns: who may ask and decide, what waits, and what stands at an address since."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Body, User
from foundation.organisations.selectors import appointments_of, units_edited_by

from .enums import OPEN_REQUESTS, ClearanceKind, RequestState, TakedownCategory, TakedownKind
from .models import Clearance
from .takedown_models import Takedown, TakedownRequest

# Two different persons after the requester: the office reviews, a leader signs.
STEPS = {
    RequestState.AT_OFFICE: ("撤下复审", PostKind.OFFICE_REVIEWER),
    RequestState.AT_LEADER: ("撤下签发", PostKind.LEADER),
}


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What the public reads where a page was. Title and number stay unsaid when they were the reason."""

    title: str
    document_number: str
    category: str
    day: dt.datetime
    body: str
    unit: str
    url_path: str


def tombstone_of(takedown: Takedown) -> Tombstone:
    """The public words of a takedown."""
    hidden = takedown.category == TakedownCategory.SENSITIVE
    return Tombstone(
        title="" if hidden else takedown.title,
        document_number="" if hidden else takedown.document_number,
        category=takedown.get_category_display(),
        day=takedown.at,
        body=takedown.body.name if takedown.body else "",
        unit=takedown.unit.name if takedown.unit else "",
        url_path=takedown.url_path,
    )


def _standing() -> QuerySet[Takedown]:
    """Takedowns whose page has not been published again, newest first."""
    back = Page.objects.filter(pk=OuterRef("page_id"), live=True)
    # What was stopped before its time was never public.
    shown = Takedown.objects.exclude(kind=TakedownKind.STOP)
    return shown.exclude(Exists(back)).select_related("body", "unit").order_by("-pk")


def tombstone_for(url_path: str) -> Tombstone | None:
    """What stands at an address (Wagtail's ``url_path``) whose page was taken down. One query."""
    takedown = _standing().filter(url_path=url_path).exclude(category=TakedownCategory.REARRANGED).first()
    return tombstone_of(takedown) if takedown else None


def tombstones_below(url_path: str) -> list[Tombstone]:
    """Everything withdrawn below an address, newest first: the catalogue shows it as 已撤下 (R-011). One query."""
    found: dict[int, Takedown] = {}
    below = _standing().filter(url_path__startswith=url_path).exclude(url_path=url_path)
    for takedown in below.exclude(category=TakedownCategory.REARRANGED):
        found.setdefault(takedown.page_id, takedown)
    return [tombstone_of(takedown) for takedown in found.values()]


def superiors(body_id: int | None) -> set[int]:
    """The body and every body above it."""
    found: set[int] = set()
    while body_id and body_id not in found:
        found.add(body_id)
        body_id = Body.objects.values_list("parent_id", flat=True).get(pk=body_id)
    return found


def acting_post(user: User, kinds: Iterable[str], body_id: int | None) -> Appointment | None:
    """By which of these posts the user may act for the body today. A supervisor's reaches the bodies below."""
    for held in appointments_of(user):
        kind = held.post.kind
        within = superiors(body_id) if kind == PostKind.SUPERVISOR else {body_id}
        if kind in kinds and held.post.body_id in within:
            return held
    return None


def held_post(user: User, kinds: Iterable[str], body_id: int | None) -> Appointment:
    """The post by which the user acts. Raises PermissionDenied when there is none."""
    if held := acting_post(user, kinds, body_id):
        return held
    raise PermissionDenied("您目前不在有权办理的岗位上。")


def frame_refusal(page) -> str:
    """Why this page cannot be taken down by anybody; empty when it can."""
    if not page.live:
        return "本页目前没有公开，无需撤下。"
    if Clearance.objects.filter(page_id=page.pk, kind=ClearanceKind.STRUCTURE).exists():
        return "本页是网站栏目，不是公开的信息。栏目调整请联系平台运维人员。"
    if page.get_descendants().live().exists():
        return "本页下面还有公开的页面，请先办理下级页面的撤下。"
    return ""


def request_refusal(page, user: User) -> str:
    """Why this user may not ask for this page's takedown; empty when the user may."""
    if not units_edited_by(user).filter(pk=page.unit_id).exists():
        return "撤下由信息责任科室的编辑申请。您目前不是该科室的编辑。"
    if refusal := frame_refusal(page):
        return refusal
    if page.takedown_requests.filter(state__in=OPEN_REQUESTS).exists():
        return "本页已有撤下申请正在办理，请勿重复申请。"
    return ""


def decision_refusal(request: TakedownRequest, user: User) -> str:
    """Why this user may not decide this request now; empty when the user may."""
    if not request.is_open:
        return f"本申请已办结（{request.get_state_display()}），不能重复办理。"
    step, post = STEPS[RequestState(request.state)]
    if acting_post(user, {post}, request.body_id) is None:
        return f"“{step}”由“{post.label}”岗位办理，您目前不在该岗位上。"
    if user.pk in (request.requested_by_id, request.reviewed_by_id):
        return "申请、复审、签发须由不同的人办理。"
    return ""


def _at_posts(appointments: list[Appointment]) -> Q:
    scope = Q(pk__in=[])
    for held in appointments:
        for state, (_step, post) in STEPS.items():
            if held.post.kind == post:
                scope |= Q(state=state, body_id=held.post.body_id)
    return scope


def requests_for(user: User, held: list[Appointment] | None = None) -> QuerySet[TakedownRequest]:
    """Requests that wait for this user's decision, longest waiting first. ``held``: the user's posts, if known."""
    posts = _at_posts(appointments_of(user) if held is None else held)
    waiting = TakedownRequest.objects.filter(posts, state__in=OPEN_REQUESTS)
    return waiting.exclude(requested_by=user).exclude(reviewed_by=user).select_related("unit", "requested_by")


def requests_of(user: User) -> QuerySet[TakedownRequest]:
    """The user's own requests, newest first."""
    return TakedownRequest.objects.filter(requested_by=user).order_by("-pk").select_related("unit")


def may_see_request(request: TakedownRequest, user: User) -> bool:
    """Requester, editors of the unit, those who decide or review for the body, supervisors."""
    kinds = {PostKind.OFFICE_REVIEWER, PostKind.LEADER, PostKind.SECRECY_REVIEWER, PostKind.SUPERVISOR}
    return (
        user.pk in (request.requested_by_id, request.reviewed_by_id)
        or units_edited_by(user).filter(pk=request.unit_id or 0).exists()
        or acting_post(user, kinds, request.body_id) is not None
    )
