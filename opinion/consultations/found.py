"""What the public finds of consultations."""

from django.db.models import QuerySet
from django.utils import timezone

from foundation.search.sources import EntryData

from .models import ConsultationPage
from .precheck import texts


def consultation_entry(page: ConsultationPage) -> EntryData:
    """A notice with its draft; the state changes with the days, so that the page itself says it."""
    return EntryData(
        title=page.title,
        text="\n".join(part.text for part in texts(page) if part.field != "title"),
        public_date=page.public_date or timezone.localdate(),
        category=page.get_kind_display(),
        body_name=page.body.name if page.body else "",
    )


def consultations() -> QuerySet:
    """Notices with what their entries are made of."""
    return ConsultationPage.objects.select_related("body").prefetch_related(
        "methods", "attachments__document"
    )
