"""What the public finds of press pages."""

from django.db.models import QuerySet
from django.utils import timezone

from foundation.search.sources import EntryData

from .models import PressConferencePage, PressReleasePage
from .models.pages import PressPage
from .precheck import texts


def press_entry(page: PressPage) -> EntryData:
    """A press page with all its words."""
    return EntryData(
        title=page.title,
        text="\n".join(part.text for part in texts(page) if part.field != "title"),
        public_date=page.public_date or timezone.localdate(),
        category=page.listing_kind,
        body_name=page.body.name if page.body else "",
    )


def releases() -> QuerySet:
    """Releases with what their entries are made of."""
    return PressReleasePage.objects.select_related("body")


def conferences() -> QuerySet:
    """Conferences with what their entries are made of."""
    return PressConferencePage.objects.select_related("body")
