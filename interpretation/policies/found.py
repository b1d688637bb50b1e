"""What the public finds of interpretations."""

from django.db.models import QuerySet
from django.utils import timezone

from foundation.search.sources import EntryData

from .models import InterpretationPage
from .precheck import texts


def interpretation_entry(page: InterpretationPage) -> EntryData:
    """An interpretation, found below the first document it explains."""
    first = next((link.document_id for link in page.documents.all()), None)
    return EntryData(
        title=page.title,
        text="\n".join(part.text for part in texts(page) if part.field != "title"),
        public_date=page.public_date or timezone.localdate(),
        category=page.get_form_display(),
        body_name=page.body.name if page.body else "",
        document_page_id=first,
    )


def interpretations() -> QuerySet:
    """Interpretations with what their entries are made of."""
    return InterpretationPage.objects.select_related("body").prefetch_related("documents")
