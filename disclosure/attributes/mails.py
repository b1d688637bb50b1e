"""Mails about the attribute, sent after commit like all mails of sign-off."""

from disclosure.documents.openness import openness_label
from foundation.organisations.models import User
from foundation.organisations.selectors import holders
from foundation.signoff.mails import tell

from .models import CoIssuerNotice
from .selectors import CONSENTING_POSTS


def attribute_settled(notice: CoIssuerNotice) -> None:
    """Tell a co-issuer's office which attribute a joint document got (R-055)."""
    people: set[User] = {
        held.user
        for post in sorted(CONSENTING_POSTS)
        for held in holders(post, body_id=notice.co_issuer_id, unit_id=None)
    }
    label = openness_label(notice.value, notice.body_id)
    number = f"（{notice.document_number}）" if notice.document_number else ""
    tell(
        people,
        f"联合发文公开属性反馈：{notice.title}",
        f"贵机关与{notice.body}联合制发的《{notice.title}》{number}已经签发，公开属性确定为“{label}”。",
    )
