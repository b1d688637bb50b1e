"""When a piece of information must be public: the column's item, the general rule, the rule for 规范性文件."""

import datetime as dt

from foundation.rules.parameters import Who, parameter, value
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


def general_rule(body: Who = None, on: dt.date | None = None) -> TimeRule:
    """条例 26: 20 working days unless the body promises fewer, for a column without an item."""
    return _from_parameter("pub.days.default", BaseEvent.FORMED, body, on)


def normative_rule(body: Who = None, on: dt.date | None = None) -> TimeRule:
    """Administrative normative documents (行政规范性文件): counted from 印发, in whatever column they are filed."""
    return _from_parameter("pub.days.normative", BaseEvent.PRINTED, body, on)


def publication_due(
    *,
    item: CatalogueItem | None,
    formed_on: dt.date | None,
    printed_on: dt.date | None = None,
    decided_on: dt.date | None = None,
    approved_on: dt.date | None = None,
    is_normative: bool = False,
    calendar: WorkCalendar | None = None,
    body: Who = None,
) -> PublicationDue | None:
    """By when information filed under ``item`` must be public; the shorter rule applies (R-018–R-020).

    The rules of ``body`` on the day of the base event hold, whatever is set later.
    None while it has no date, or when its column counts no days (动态更新, 按期公开, 固定日期).
    """
    rules = [time_rule(item) if item else general_rule(body, formed_on)]
    if is_normative:
        rules.append(normative_rule(body, printed_on or formed_on))
    dates = {
        BaseEvent.FORMED: formed_on,
        BaseEvent.PRINTED: printed_on,
        BaseEvent.DECIDED: decided_on,
        BaseEvent.APPROVED: approved_on,
    }
    return shortest(rules, calendar or load_calendar(), {event.value: day for event, day in dates.items()})


def _from_parameter(key: str, base_event: BaseEvent, body: Who, on: dt.date | None) -> TimeRule:
    return TimeRule(
        kind=TimeRuleKind.WORKING_DAYS,
        days=value(key, body, on),
        base_event=base_event,
        basis=parameter(key).basis,
    )
