"""What happens to documents: the index number is issued, the columns list them."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.organisations.models import Body

from .index_numbers import next_index
from .models import DocumentPage, IndexNumber


class IndexNumberTaken(Exception):
    """The index number kept from the source already belongs to another document."""


@transaction.atomic
def issue_index_number(page: DocumentPage, day: dt.date | None = None) -> IndexNumber:
    """Give the document its index number by the body's template, once; a second call returns the first.

    The body's row is locked, so two publications never take the same number.
    """
    if existing := IndexNumber.objects.filter(page=page).first():
        return existing
    body = Body.objects.select_for_update().get(pk=page.body_id)
    following = next_index(body, page.kind, day or timezone.localdate())
    return IndexNumber.objects.create(
        page=page, body=body, value=following.value, period=following.period, sequence=following.sequence
    )


def keep_index_number(page: DocumentPage, value: str) -> IndexNumber:
    """Keep the index number an imported document already had. Raises IndexNumberTaken."""
    try:
        with transaction.atomic():
            return IndexNumber.objects.create(page=page, body_id=page.body_id, value=value, is_imported=True)
    except IntegrityError:
        raise IndexNumberTaken(f"索引号 {value} 已属于另一份文件。") from None
