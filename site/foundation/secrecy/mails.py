"""Mails about referrals, after commit like all mails of sign-off."""

from foundation.organisations.models import User
from foundation.signoff.mails import address_of, at_posts, tell

from .enums import Step
from .models import Referral
from .states import TRANSITIONS


def referral_moved(referral: Referral, by: User) -> None:
    """Tell the posts that act next; once decided, whoever asked. The question itself stays on the site."""
    if referral.is_open:
        posts = {
            kind
            for (state, step), transition in TRANSITIONS.items()
            if state == referral.state and step != Step.WITHDRAW
            for kind in transition.posts
        }
        people = at_posts(posts, referral.body_id)
    else:
        people = {referral.opened_by}
    state = referral.get_state_display()
    tell(
        people - {by},
        f"保密审查提请确定：{state}",
        f"有一件提请确定，目前“{state}”。",
        f"办理：{address_of('secrecy:referral', referral.pk)}",
    )
