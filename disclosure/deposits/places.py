"""What happens at a reading place: visits are written down, the quarter is reported."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from foundation.duties.services import meet_for
from foundation.organisations.models import User

from . import duties
from .models import PlaceReport, ReadingPlace, SuppliedItem, VisitRecord
from .rules import Quarter, quarter_before
from .selectors import figures_of, may_serve, unreported

_NOT_THE_PLACE = "由查阅点管理机构的工作人员办理。"


@transaction.atomic
def record_visit(
    user: User,
    place: ReadingPlace,
    *,
    visited_on: dt.date,
    visitor: str,
    need: str,
    pages: Iterable[Page] = (),
    others: Iterable[str] = (),
) -> VisitRecord:
    """Write a visit down with what was supplied: pages of the site and ``others`` by name.

    Raises PermissionDenied, ValidationError.
    """
    if not may_serve(user, place):
        raise PermissionDenied(f"查阅登记{_NOT_THE_PLACE}")
    if visited_on > timezone.localdate():
        raise ValidationError({"visited_on": "查阅日期在今天之后，请核对。"})
    visit = VisitRecord.objects.create(
        place=place, visited_on=visited_on, visitor=visitor.strip(), need=need.strip(), recorded_by=user
    )
    items = [SuppliedItem(visit=visit, page=page, title=page.title) for page in pages]
    items += [SuppliedItem(visit=visit, title=name.strip()[:255]) for name in others if name.strip()]
    SuppliedItem.objects.bulk_create(items)
    return visit


@transaction.atomic
def submit_report(user: User, place: ReadingPlace, quarter: Quarter, note: str = "") -> PlaceReport:
    """Report a quarter that is over; its figures stay as they are now. Raises PermissionDenied, ValidationError."""
    if not may_serve(user, place):
        raise PermissionDenied(f"季度报告{_NOT_THE_PLACE}")
    if quarter.last >= timezone.localdate():
        raise ValidationError(f"{quarter}尚未结束，{quarter.last}之后再报送。")
    try:
        with transaction.atomic():
            report = PlaceReport.objects.create(
                place=place,
                year=quarter.year,
                quarter=quarter.number,
                note=note.strip(),
                submitted_by=user,
                **figures_of(place, quarter),
            )
    except IntegrityError:
        raise ValidationError(f"{place}{quarter}的报告已经报送。") from None
    meet_for(duties.REPORT, subject=place, period=quarter.key, by=user)
    return report


def open_reports() -> int:
    """Each place owes a report on the quarter that is over; the ledger reminds. Returns how many began."""
    quarter = quarter_before(timezone.localdate())
    places = unreported(ReadingPlace.objects.select_related("body"), quarter)
    return sum(duties.open_report(place, quarter) is not None for place in places)
