"""Mails about referrals, after commit like all mails of sign-off."""

import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from wagtail.admin.mail import send_mail

from foundation.organisations.models import User
from foundation.organisations.selectors import holders
from foundation.signoff.mails import are_held_back

from .enums import Step
from .models import Referral
from .states import TRANSITIONS

logger = logging.getLogger(__name__)
FOOTER = "本邮件由政务公开平台自动发送，请勿回复。"


def referral_moved(referral: Referral, by: User) -> None:
    """Tell the posts that act next; once decided, whoever asked. The question itself stays on the site."""
    if referral.is_open:
        posts = {
            kind
            for (state, step), transition in TRANSITIONS.items()
            if state == referral.state and step != Step.WITHDRAW
            for kind in transition.posts
        }
        held = (a for kind in posts for a in holders(kind, body_id=referral.body_id, unit_id=None))
        people = {appointment.user for appointment in held}
    else:
        people = {referral.opened_by}
    _tell(people - {by}, referral)


def _tell(people: set[User], referral: Referral) -> None:
    addresses = sorted({person.email for person in people if person.email})
    if are_held_back() or not addresses:
        return
    subject = f"保密审查提请确定：{referral.get_state_display()}"
    link = settings.WAGTAILADMIN_BASE_URL + reverse("secrecy:referral", args=[referral.pk])
    text = f"有一件提请确定，目前“{referral.get_state_display()}”。\n办理：{link}\n\n{FOOTER}"

    def deliver() -> None:
        for address in addresses:
            try:
                send_mail(subject, text, [address])
            except OSError:
                logger.exception("mail not sent: %s", subject)

    transaction.on_commit(deliver, robust=True)
