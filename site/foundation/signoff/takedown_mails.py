"""Mails about takedowns and emergency measures."""

from collections.abc import Iterable

from foundation.organisations.enums import PostKind

from .enums import RequestState
from .mails import address_of, at_posts, tell
from .models import Seal
from .takedown_models import EmergencyMeasure, TakedownRequest
from .takedown_selectors import STEPS


def takedown_waits(request: TakedownRequest) -> None:
    """Tell those at whose step the request now is."""
    step, post = STEPS[RequestState(request.state)]
    people = at_posts([post], request.body_id, [request.requested_by_id, request.reviewed_by_id])
    tell(
        people,
        f"待办撤下申请：{request.title}（{step}）",
        f"《{request.title}》申请撤下，请办理“{step}”。",
        f"方式：{request.get_kind_display()}",
        f"原因：{request.get_category_display()}。{request.reason}",
        f"办理：{address_of('signoff:takedown', request.pk)}",
    )


def takedown_decided(request: TakedownRequest, seal: Seal) -> None:
    """Tell the requester what was decided, in the decider's words."""
    tell(
        [request.requested_by],
        f"{request.get_state_display()}：{request.title}",
        f"您对《{request.title}》的撤下申请已办结：{request.get_state_display()}。",
        f"{seal.step} {seal.person_name}：{seal.opinion}",
        f"查看：{address_of('signoff:takedown', request.pk)}",
    )


def measure_declared(measure: EmergencyMeasure, reviewers: Iterable[str]) -> None:
    """Tell those who review it afterwards, the office and the page's author."""
    people = at_posts([*reviewers, PostKind.OFFICE_REVIEWER], measure.body_id, [measure.declared_by_id])
    if measure.page.owner:
        people.add(measure.page.owner)
    tell(
        people,
        f"{measure.get_kind_display()}，待补审：{measure.title}",
        f"{measure.declared_by.get_full_name()}({measure.get_post_kind_display()})已决定{measure.get_kind_display()}《{measure.title}》。",
        f"理由：{measure.reason}",
        f"补审：{address_of('signoff:measure', measure.pk)}",
    )


def measure_failed(measure: EmergencyMeasure) -> None:
    """Tell the leader who decided, the office and the author what the review asks of them."""
    people = at_posts([PostKind.OFFICE_REVIEWER], measure.body_id) | {measure.declared_by}
    if measure.page.owner:
        people.add(measure.page.owner)
    tell(
        people,
        f"补审未通过：{measure.title}",
        f"《{measure.title}》的{measure.get_kind_display()}补审未通过。",
        f"补审意见：{measure.opinion}",
        "内容仍在公开，须立即办理撤下，或更正后重新送审。"
        if measure.still_public
        else "内容未公开；确需公开的，请重新送审。",
        f"查看：{address_of('signoff:measure', measure.pk)}",
    )
