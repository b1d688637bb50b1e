"""What the public finds of plain pages: 联系我们, 网站声明."""

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.rich_text import get_text_for_indexing

from foundation.search.sources import EntryData

from .models import StandardPage


def standard_entry(page: StandardPage) -> EntryData:
    """A plain page with its text."""
    return EntryData(
        title=page.title,
        text=get_text_for_indexing(page.text),
        public_date=page.public_date or timezone.localdate(),
        body_name=page.body.name if page.body else "",
    )


def standard_pages() -> QuerySet[StandardPage]:
    """Plain pages with what their entries are made of."""
    return StandardPage.objects.select_related("body")
