"""What the public finds of press pages."""

from django.db.models import QuerySet
from django.utils import timezone

from foundation.search.sources import EntryData

from .models import PressConferencePage, PressReleasePage
from .models.pages import PressPage
from .precheck import texts


def press_entry(page: PressPage) -> EntryData:
    """A press page with all the words that it tells readers now."""
    untold = (
        PressConferencePage.RECORD if isinstance(page, PressConferencePage) and not page.is_record else ()
    )
    return EntryData(
        title=page.title,
        text="\n".join(part.text for part in texts(page) if part.field not in ("title", *untold)),
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
