"""What the public finds of meetings."""

from django.utils import timezone

from foundation.search.sources import EntryData

from .meeting_models import MeetingPage
from .precheck import texts


def meeting_entry(page: MeetingPage) -> EntryData:
    """The record with the names that are public."""
    return EntryData(
        title=page.title,
        text="\n".join(part.text for part in texts(page) if part.field != "title"),
        public_date=page.public_date or timezone.localdate(),
        category=page.get_method_display(),
        body_name=page.body.name if page.body else "",
    )
