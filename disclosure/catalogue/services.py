"""What happens in the catalogue: live pages are listed in their columns."""

from django.db import transaction
from wagtail.models import Page

from .models import ColumnEntry, ColumnPage


@transaction.atomic
def list_in_columns(page: Page) -> None:
    """Bring the column entries of a live page in line with where it is filed. Safe to repeat."""
    parent = page.get_parent().specific
    public_date = page.public_date
    secondary = page.secondary_columns.all() if hasattr(page, "secondary_columns") else []
    columns = {column.pk: False for column in secondary}
    if isinstance(parent, ColumnPage):
        columns[parent.pk] = True
    ColumnEntry.objects.filter(page_id=page.pk).exclude(column_id__in=columns).delete()
    for column_id, is_primary in columns.items():
        ColumnEntry.objects.update_or_create(
            column_id=column_id,
            page_id=page.pk,
            defaults={
                "is_primary": is_primary,
                "kind": page.listing_kind,
                "public_date": public_date,
                "year": public_date.year,
            },
        )


def unlist(page: Page) -> None:
    """Take a page that is no longer live out of every column."""
    ColumnEntry.objects.filter(page_id=page.pk).delete()
