"""What the public finds of interpretations."""

from django.db.models import QuerySet
from django.utils import timezone

from disclosure.documents.found import next_change
from foundation.search.sources import EntryData

from .models import InterpretationPage
from .precheck import texts
from .selectors import ended_together


def interpretation_entry(page: InterpretationPage) -> EntryData:
    """An interpretation, found below the first document it explains; ended when all of them are."""
    explained = [link.document for link in page.documents.all()]
    ended = ended_together(explained)
    today = timezone.localdate()
    return EntryData(
        title=page.title,
        text="\n".join(part.text for part in texts(page) if part.field != "title"),
        public_date=page.public_date or timezone.localdate(),
        category=page.get_form_display(),
        body_name=page.body.name if page.body else "",
        validity=ended,
        is_out_of_force=bool(ended),
        refresh_on=min(filter(None, (next_change(one, today) for one in explained)), default=None),
        document_page_id=next((one.pk for one in explained), None),
    )


def interpretations() -> QuerySet:
    """Interpretations with what their entries are made of."""
    return InterpretationPage.objects.select_related("body").prefetch_related("documents__document")
