"""What screens and letters ask about answers."""

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_shown
from foundation.redactions.models import Redaction

from .models import AnswerPage


def withheld_places(page: AnswerPage) -> list[tuple[str, str, str]]:
    """File, place and reason of everything that was blacked out (R-060)."""
    documents = [attachment.document_id for attachment in page.attachments.all()]
    if not documents:
        return []
    rows = Redaction.objects.filter(copy__in=documents).select_related("copy").order_by("pk")
    return [(row.copy.title, place.where, place.reason) for row in rows for place in row.redacted]


def sets_offices(user: User) -> bool:
    """Whether the menu shows 救济途径. Costs nothing beyond what the menu has read."""
    kinds = (PostKind.OFFICE_REVIEWER, PostKind.OPERATOR)
    return user.is_superuser or any(held.post.kind in kinds for held in appointments_shown(user))
