"""When a piece of information must be public: the column's item, the general rule, the rule for 规范性文件."""

import datetime as dt

from foundation.rules.parameters import parameter, value
from foundation.workdays.rules import WorkCalendar
from foundation.workdays.selectors import load_calendar

from .enums import BaseEvent, TimeRuleKind
from .models import CatalogueItem
from .rules import PublicationDue, TimeRule, shortest


def time_rule(item: CatalogueItem) -> TimeRule:
    """The item's rule as a value."""
    return TimeRule(
        kind=item.time_kind,
        days=item.days,
        base_event=item.base_event,
        interpretation_days=item.interpretation_days,
        basis=item.legal_basis,
        schedule=tuple(item.schedule),
    )


def general_rule() -> TimeRule:
    """条例 26: 20 working days, for a column without an item."""
    return _from_parameter("pub.days.default", BaseEvent.FORMED)


def normative_rule() -> TimeRule:
    """Administrative normative documents (行政规范性文件): counted from 印发, in whatever column they are filed."""
    return _from_parameter("pub.days.normative", BaseEvent.PRINTED)


def publication_due(
    *,
    item: CatalogueItem | None,
    formed_on: dt.date | None,
    printed_on: dt.date | None = None,
    decided_on: dt.date | None = None,
    approved_on: dt.date | None = None,
    is_normative: bool = False,
    calendar: WorkCalendar | None = None,
) -> PublicationDue | None:
    """By when information filed under ``item`` must be public; the shorter rule applies (R-018–R-020).

    None while it has no date, or when its column counts no days (动态更新, 按期公开, 固定日期).
    """
    rules = [time_rule(item) if item else general_rule()]
    if is_normative:
        rules.append(normative_rule())
    dates = {
        BaseEvent.FORMED: formed_on,
        BaseEvent.PRINTED: printed_on,
        BaseEvent.DECIDED: decided_on,
        BaseEvent.APPROVED: approved_on,
    }
    return shortest(rules, calendar or load_calendar(), {event.value: day for event, day in dates.items()})


def _from_parameter(key: str, base_event: BaseEvent) -> TimeRule:
    return TimeRule(
        kind=TimeRuleKind.WORKING_DAYS, days=value(key), base_event=base_event, basis=parameter(key).basis
    )
