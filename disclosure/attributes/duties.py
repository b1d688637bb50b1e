"""The duty to hand the electronic text over (送交电子文稿, R-024): opened with the number, met by receipt."""

from django.urls import reverse

from disclosure.documents.models import DocumentPage
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.duties.services import open_duty
from foundation.rules.parameters import parameter

from .models import NumberIssue

HANDOVER = "attr.handover"


def register_kinds() -> None:
    """Called when the app is ready."""
    limit = parameter("attr.handover.days")
    register_kind(
        DutyKind(
            key=HANDOVER,
            label="送交电子文稿",
            basis=limit.basis,
            parameter=limit.key,
            base_event="公文编号、用印",
        )
    )


def open_handover(issue: NumberIssue, draft: DocumentPage) -> Duty:
    """The unit that drafted has the text to hand over."""
    return open_duty(
        HANDOVER,
        subject=issue,
        label=f"送交“{issue.number}”《{draft.title}》电子文稿",
        body=issue.body,
        unit=issue.unit,
        base_on=issue.issued_on,
        url=reverse("attributes:page", args=[issue.page_id]),
    )
