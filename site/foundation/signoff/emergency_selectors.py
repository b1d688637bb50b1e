"""Read side of emergency measures: who may decide on them, what awaits review, how often they were used."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from wagtail.models import Page, WorkflowState, get_page_models

from foundation.organisations.enums import GOVERNMENT_KINDS, PostKind
from foundation.organisations.models import Appointment, Body, User
from foundation.organisations.selectors import appointments_of, bodies_below, units_edited_by

from .enums import OPEN_MEASURES, MeasureKind, MeasureState
from .gates import Stage, reasons
from .models import PostTaskState
from .publicity import why_inside
from .selectors import drafters
from .takedown_models import EmergencyMeasure, Takedown
from .takedown_selectors import acting_post, frame_refusal

# the secrecy department and the superior may have an item withdrawn at once; so may the leader.
WITHDRAWING_POSTS = (PostKind.LEADER, PostKind.SECRECY_REVIEWER, PostKind.SUPERVISOR)
FOLLOWING_POSTS = (*WITHDRAWING_POSTS, PostKind.OFFICE_REVIEWER)
FOUND_PER_TYPE = 10


@dataclass(frozen=True, slots=True)
class EmergencyStatistics:
    """How often a body used emergency measures in a year, and what became of them."""

    publications: int
    withdrawals: int
    waiting: int
    passed: int
    failed: int
    resolved: int


def emergency_statistics(body: Body, year: int) -> EmergencyStatistics:
    """Counts by the year in which the measure was decided. One query."""
    conditions = {
        "publications": Q(kind=MeasureKind.PUBLICATION),
        "withdrawals": Q(kind=MeasureKind.WITHDRAWAL),
    } | {state.value: Q(state=state) for state in MeasureState}
    counted = EmergencyMeasure.objects.filter(body=body, declared_at__year=year).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in conditions.items()}
    )
    return EmergencyStatistics(**counted)


def withdrawal_refusal(page, user: User) -> str:
    """Why this user may not withdraw this page at once; empty when the user may."""
    if acting_post(user, WITHDRAWING_POSTS, page.body_id) is None:
        return "紧急撤下由本机构的签发领导、保密审查责任人或主管部门监督员决定，您目前不在这些岗位上。"
    return frame_refusal(page)


def publication_refusal(page, user: User) -> str:
    """Why this user may not publish the newest draft of this page at once; empty when the user may."""
    no_leader = (
        "紧急公开由本机构的签发领导决定（以政府名义、须报政府审批的，为政府的签发领导），您目前不在该岗位上。"
    )
    if not any(held.post.kind == PostKind.LEADER for held in appointments_of(user)):
        # Most people lead nothing: for them the draft need not be put together.
        return no_leader
    draft = page.get_latest_revision_as_object()
    if acting_post(user, {PostKind.LEADER}, draft.issuing_body_id) is None:
        return no_leader
    if user.pk in drafters(page):
        return "您是本稿件的拟稿人、修改人或送审人，不能决定紧急公开。"
    if page.live_revision_id == page.latest_revision_id or page.latest_revision_id is None:
        return "本页没有尚未公开的稿件。"
    if Takedown.objects.filter(revision_id=page.latest_revision_id).exists():
        return "该版本已经撤下，不能再次公开。请修改后重新送审。"
    if draft.goes_live_later:
        return "稿件设有定时公开的时间，不属于紧急情形。请拟稿人先清除定时。"
    if page.get_workflow() is None:
        return "本栏目没有审签流程，无法安排补审。请联系平台运维人员。"
    if why := why_inside(draft):
        return why
    return "".join(reason.message for reason in reasons(draft, stage=Stage.SIGNATURE))


def review_refusal(measure: EmergencyMeasure, user: User) -> str:
    """Why this user may not review this emergency withdrawal; empty when the user may."""
    if measure.kind != MeasureKind.WITHDRAWAL:
        return "紧急公开按原审签流程逐级补审。"
    if measure.state != MeasureState.WAITING:
        return f"本件已办结（{measure.get_state_display()}）。"
    others = [kind for kind in WITHDRAWING_POSTS if kind != measure.post_kind]
    if acting_post(user, others, measure.body_id) is None:
        labels = "、".join(kind.label for kind in others)
        return f"由决定人以外的岗位补审（{labels}），您目前不在这些岗位上。"
    if user.pk == measure.declared_by_id:
        return "紧急撤下由您决定，补审须由其他人办理。"
    return ""


def posts_reviewing(measure: EmergencyMeasure) -> list[PostKind]:
    """Which posts are told that a measure awaits review."""
    if measure.kind == MeasureKind.PUBLICATION:
        return [PostKind.OFFICE_REVIEWER]
    return [kind for kind in WITHDRAWING_POSTS if kind != measure.post_kind]


def _bodies_followed(held: list[Appointment]) -> set[int]:
    """Bodies whose measures the holder of these posts follows; a supervisor's with all below."""
    found = {a.post.body_id for a in held if a.post.kind in FOLLOWING_POSTS}
    above = {a.post.body_id for a in held if a.post.kind == PostKind.SUPERVISOR}
    while above:
        above = set(Body.objects.filter(parent__in=above).values_list("pk", flat=True)) - found
        found |= above
    return found - {None}


def measures_for(user: User, held: list[Appointment] | None = None) -> QuerySet[EmergencyMeasure]:
    """What awaits review or correction in the bodies and units the user works for, oldest first.

    ``held``: the user's posts, if known.
    """
    posts = appointments_of(user) if held is None else held
    followed = Q(body__in=_bodies_followed(posts)) | Q(unit__in=units_edited_by(user))
    return EmergencyMeasure.objects.filter(followed, state__in=OPEN_MEASURES).select_related(
        "unit", "declared_by"
    )


def may_see_measure(measure: EmergencyMeasure, user: User) -> bool:
    """Those who follow the body's measures, its unit's editors, and who has signed or signs the review."""
    return (
        measure.declared_by_id == user.pk
        or acting_post(user, FOLLOWING_POSTS, measure.body_id) is not None
        or units_edited_by(user).filter(pk=measure.unit_id or 0).exists()
    )


def review_step(measure: EmergencyMeasure) -> PostTaskState | None:
    """At which step the retrospective review of an emergency publication stands; None when it does not run."""
    submission = (
        WorkflowState.objects.for_instance(measure.page)
        .filter(status=WorkflowState.STATUS_IN_PROGRESS)
        .first()
    )
    return submission.current_task_state.specific if submission else None


def decides_in_emergency(user: User) -> bool:
    """Whether the user holds a post that may withdraw or publish at once."""
    return any(held.post.kind in WITHDRAWING_POSTS for held in appointments_of(user))


def pages_for_emergency(user: User, words: str) -> Iterator[tuple[Page, bool, bool]]:
    """Pages with these words in the title or address, and whether the user may withdraw or publish them now."""
    held = appointments_of(user)
    bodies = _bodies_followed(held)
    # A government's leader also decides what departments publish in its name.
    led = {
        a.post.body_id
        for a in held
        if a.post.kind == PostKind.LEADER and a.post.body.kind in GOVERNMENT_KINDS
    }
    bodies |= bodies_below(led)
    for model in get_page_models():
        if not hasattr(model, "goes_live_later"):
            continue
        named = (
            Q(title__icontains=words) | Q(draft_title__icontains=words) | Q(url_path__endswith=f"/{words}/")
        )
        for page in model.objects.filter(named, body__in=bodies).order_by("-pk")[:FOUND_PER_TYPE]:
            may_withdraw = page.live and not withdrawal_refusal(page, user)
            may_publish = not publication_refusal(page, user)
            if may_withdraw or may_publish:
                yield page, may_withdraw, may_publish
