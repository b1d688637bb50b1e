"""What the public finds of the pages of bodies (机构页): whom to ring is asked for more often than any document."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.rich_text import get_text_for_indexing

from foundation.search.sources import EntryData

from .models import BodyPage, Leader
from .selectors import leaders_in_office

# Shown with their labels, so that 民政局 电话 finds the page of the body.
_CONTACTS = ("phone", "address", "hours", "postcode", "fax", "email")


def body_entry(page: BodyPage) -> EntryData:
    """Contacts, functions, the leaders in office and the units; anew on the day on which a leader comes or goes."""
    today = timezone.localdate()
    return EntryData(
        title=page.title,
        text="\n".join(_lines(page)),
        public_date=page.public_date or today,
        body_name=page.body.name if page.body else "",
        refresh_on=_next_change(list(page.leader_rows.all()), today),
    )


def bodies() -> QuerySet[BodyPage]:
    """Pages of bodies with what their entries are made of."""
    return BodyPage.objects.select_related("body").prefetch_related("leader_rows", "sub_unit_rows")


def _lines(page: BodyPage) -> Iterator[str]:
    fields = {field.name: str(field.verbose_name) for field in BodyPage._meta.concrete_fields}
    for name in _CONTACTS:
        if value := getattr(page, name):
            yield f"{fields[name]}：{value}"
    yield get_text_for_indexing(page.functions)
    for leader in leaders_in_office(page):
        yield _row(leader.name, leader.post, leader.duties)
    yield get_text_for_indexing(page.leaders)
    for unit in page.sub_unit_rows.all():
        yield _row(unit.name, unit.duties, unit.phone, unit.address)
    yield get_text_for_indexing(page.sub_units)


def _row(*cells: str) -> str:
    """A row of a table as one sentence."""
    return "，".join(cell.rstrip("。") for cell in cells if cell) + "。"


def _next_change(leaders: list[Leader], today: dt.date) -> dt.date | None:
    """The first day from which somebody else is shown."""
    days = [leader.effective_from for leader in leaders]
    days += [one.effective_until + dt.timedelta(days=1) for one in leaders if one.effective_until]
    return min((day for day in days if day and day > today), default=None)
