"""What the public finds of guides."""

from django.utils import timezone

from foundation.search.sources import EntryData

from .models import GuidePage
from .precheck import texts


def guide_entry(page: GuidePage) -> EntryData:
    """A guide with its reading points."""
    return EntryData(
        title=page.title,
        text="\n".join(part.text for part in texts(page) if part.field != "title"),
        public_date=page.public_date or timezone.localdate(),
        body_name=page.body.name if page.body else "",
    )
