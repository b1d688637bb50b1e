"""The time limit of a page's publication (公开时限), as the editor is shown it."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from disclosure.catalogue.models import CatalogueItem
from disclosure.catalogue.openness import column_item
from disclosure.catalogue.rules import PublicationDue
from disclosure.catalogue.timing import publication_due
from foundation.signoff.changes import stated_change
from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from .enums import DocumentKind
from .models import DocumentPage, FiledPage


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """When a page must be public, against today or the day it went public.

    ``left`` counts working days, ``late`` natural days after the due day; ``due`` is None where no days count.
    """

    item: CatalogueItem | None
    due: PublicationDue | None
    published_on: dt.date | None
    left: int
    late: int


def time_limit(page: FiledPage, calendar: WorkCalendar | None = None) -> TimeLimit:
    """The limit of one saved page.

    A document runs from 成文 or 印发, whichever its item names; other information is formed when it is entered.
    A changed one (变更) runs again from the day of the change, until the change is public.
    """
    calendar = calendar or load_calendar()
    item = column_item(page)
    is_document = isinstance(page, DocumentPage)
    is_change = stated_change(page)
    printed_on = page.printed_on if is_document else None
    due = publication_due(
        item=item,
        formed_on=page.changed_on if is_change else formed_on(page),
        printed_on=page.changed_on if is_change else printed_on,
        is_normative=is_document and page.kind == DocumentKind.NORMATIVE,
        calendar=calendar,
        body=page.body_id,
    )
    published_on = None if is_change else page.public_date
    if due is None:
        return TimeLimit(item, None, published_on, 0, 0)
    today = timezone.localdate()
    left = 0 if published_on else calendar.workdays_left(today, due.deadline.reached)
    return TimeLimit(item, due, published_on, left, due.days_late(published_on or today))


def formed_on(page: FiledPage) -> dt.date | None:
    """The day of 成文 of a document; other information is formed when it is entered."""
    if isinstance(page, DocumentPage):
        return page.written_on
    first = page.revisions.order_by("created_at").values_list("created_at", flat=True).first()
    return timezone.localdate(first) if first else None
