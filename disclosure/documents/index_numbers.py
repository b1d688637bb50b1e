"""Which index number (索引号) a body gives next: read before publication, written by the services at it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from foundation.organisations.models import Body
from foundation.organisations.rules import IndexParts, index_period, render_index

from .models import DocumentPage, IndexNumber


@dataclass(frozen=True, slots=True)
class NextIndex:
    """The next number with the period and the sequence it is counted in."""

    value: str
    period: str
    sequence: int


def next_index(body: Body, kind: str, day: dt.date) -> NextIndex:
    """The next free number of the body's template. Only a locked body keeps it free until it is written."""
    period = index_period(body.index_pattern, day)
    highest = IndexNumber.objects.filter(body=body, period=period).aggregate(top=Max("sequence"))["top"] or 0
    sequence = highest + 1
    while True:
        parts = IndexParts(code=body.index_code or body.code, day=day, seq=sequence, kind=kind)
        value = render_index(body.index_pattern, parts)
        # A number kept from an import may already look like the next one.
        if not IndexNumber.objects.filter(value=value).exists():
            return NextIndex(value, period, sequence)
        sequence += 1


def expected_index(page: DocumentPage) -> str:
    """What 索引号 the document would get if it were published today; empty without a body."""
    return next_index(page.body, page.kind, timezone.localdate()).value if page.body else ""
