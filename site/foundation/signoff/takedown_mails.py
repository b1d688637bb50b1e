"""Mails about takedowns and emergency measures, sent after commit like all mails of sign-off."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from wagtail.admin.mail import send_mail

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import holders

from .enums import RequestState
from .mails import are_held_back
from .models import Seal
from .takedown_models import EmergencyMeasure, TakedownRequest
from .takedown_selectors import STEPS

logger = logging.getLogger(__name__)
FOOTER = "本邮件由政务公开平台自动发送,请勿回复。"


def tell(people: Iterable[User], subject: str, *lines: str) -> None:
    """One mail to each, after commit; a mail server that fails holds nothing up."""
    addresses = sorted({person.email for person in people if person.email})
    if are_held_back() or not addresses:
        return
    text = "\n".join([*lines, "", FOOTER])

    def deliver() -> None:
        for address in addresses:
            try:
                send_mail(subject, text, [address])
            except OSError:
                logger.exception("mail not sent: %s", subject)

    transaction.on_commit(deliver, robust=True)


def address_of(name: str, pk: int) -> str:
    """The full address of an admin screen about one thing."""
    return settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[pk])


def at_posts(kinds: Iterable[str], body_id: int, without: Iterable[int | None] = ()) -> set[User]:
    """Who holds these posts of a body today."""
    held = [appointment for kind in kinds for appointment in holders(kind, body_id=body_id, unit_id=None)]
    return {appointment.user for appointment in held if appointment.user_id not in set(without)}


def takedown_waits(request: TakedownRequest) -> None:
    """Tell those at whose step the request now is."""
    step, post = STEPS[RequestState(request.state)]
    people = at_posts([post], request.body_id, [request.requested_by_id, request.reviewed_by_id])
    tell(
        people,
        f"待办撤下申请:{request.title}({step})",
        f"《{request.title}》申请撤下,请办理“{step}”。",
        f"方式:{request.get_kind_display()}",
        f"原因:{request.get_category_display()}。{request.reason}",
        f"办理:{address_of('signoff:takedown', request.pk)}",
    )


def takedown_decided(request: TakedownRequest, seal: Seal) -> None:
    """Tell the requester what was decided, in the decider's words."""
    tell(
        [request.requested_by],
        f"{request.get_state_display()}:{request.title}",
        f"您对《{request.title}》的撤下申请已办结:{request.get_state_display()}。",
        f"{seal.step} {seal.person_name}:{seal.opinion}",
        f"查看:{address_of('signoff:takedown', request.pk)}",
    )


def measure_declared(measure: EmergencyMeasure, reviewers: Iterable[str]) -> None:
    """Tell those who review it afterwards, the office and the page's author."""
    people = at_posts([*reviewers, PostKind.OFFICE_REVIEWER], measure.body_id, [measure.declared_by_id])
    if measure.page.owner:
        people.add(measure.page.owner)
    tell(
        people,
        f"{measure.get_kind_display()},待补审:{measure.title}",
        f"{measure.declared_by.get_full_name()}({measure.get_post_kind_display()})已决定{measure.get_kind_display()}《{measure.title}》。",
        f"理由:{measure.reason}",
        f"补审:{address_of('signoff:measure', measure.pk)}",
    )


def measure_failed(measure: EmergencyMeasure) -> None:
    """Tell the leader who decided, the office and the author what the review asks of them."""
    people = at_posts([PostKind.OFFICE_REVIEWER], measure.body_id) | {measure.declared_by}
    if measure.page.owner:
        people.add(measure.page.owner)
    tell(
        people,
        f"补审未通过:{measure.title}",
        f"《{measure.title}》的{measure.get_kind_display()}补审未通过。",
        f"补审意见:{measure.opinion}",
        "内容仍在公开,须立即办理撤下,或更正后重新送审。"
        if measure.still_public
        else "内容未公开;确需公开的,请重新送审。",
        f"查看:{address_of('signoff:measure', measure.pk)}",
    )
