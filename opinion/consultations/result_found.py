"""What the public finds of results."""

from django.utils import timezone

from foundation.search.sources import EntryData

from .result_models import ConsultationResultPage
from .result_precheck import texts


def result_entry(page: ConsultationResultPage) -> EntryData:
    """The result with what readers see of its table."""
    return EntryData(
        title=page.title,
        text="\n".join(part.text for part in texts(page) if part.field != "title"),
        public_date=page.public_date or timezone.localdate(),
        category="征集结果",
        body_name=page.body.name if page.body else "",
    )
