"""What happens to documents: the index number is issued, the columns list them."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from foundation.organisations.models import Body
from foundation.organisations.rules import IndexParts, index_period, render_index

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
    day = day or timezone.localdate()
    period = index_period(body.index_pattern, day)
    highest = IndexNumber.objects.filter(body=body, period=period).aggregate(top=Max("sequence"))["top"] or 0
    sequence = highest + 1
    while True:
        parts = IndexParts(code=body.index_code or body.code, day=day, seq=sequence, kind=page.kind)
        value = render_index(body.index_pattern, parts)
        # A number kept from an import may already look like the next one.
        if not IndexNumber.objects.filter(value=value).exists():
            break
        sequence += 1
    return IndexNumber.objects.create(page=page, body=body, value=value, period=period, sequence=sequence)


def keep_index_number(page: DocumentPage, value: str) -> IndexNumber:
    """Keep the index number an imported document already had. Raises IndexNumberTaken."""
    try:
        with transaction.atomic():
            return IndexNumber.objects.create(page=page, body_id=page.body_id, value=value, is_imported=True)
    except IntegrityError:
        raise IndexNumberTaken(f"索引号 {value} 已属于另一份文件。") from None
