"""What screens and letters ask about answers."""

from foundation.redactions.models import Redaction

from .models import AnswerPage


def withheld_places(page: AnswerPage) -> list[tuple[str, str, str]]:
    """File, place and reason of everything that was blacked out (R-060)."""
    documents = [attachment.document_id for attachment in page.attachments.all()]
    if not documents:
        return []
    rows = Redaction.objects.filter(copy__in=documents).select_related("copy").order_by("pk")
    return [(row.copy.title, place.where, place.reason) for row in rows for place in row.redacted]
