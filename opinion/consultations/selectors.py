"""Reads for pages and gates; each says what it costs."""

import datetime as dt

from django.utils import timezone

from foundation.rules.parameters import parameter, value
from foundation.workdays.selectors import load_calendar

from .course_models import ConsultationCourse, SecrecyException
from .enums import State
from .models import ConsultationPage
from .rules import PERIODS, PeriodCheck, PeriodRule, check_period


def period_rule(kind: str, body_id: int | None, on: dt.date | None = None) -> PeriodRule:
    """The shortest period for this kind of consultation, as the body's rules have it."""
    key, unit = PERIODS[kind]
    return PeriodRule(value(key, body_id, on), unit, parameter(key).basis)


def period_check(page: ConsultationPage) -> PeriodCheck | None:
    """How long the notice is open and what the rule asks; None while a date is missing.

    What is not public yet cannot have been open: its time begins today at the earliest.
    """
    if not page.opens_on or not page.closes_on:
        return None
    public_on = page.public_date or timezone.localdate(page.goes_live_later)
    opens_on = max(page.opens_on, public_on)
    rule = period_rule(page.kind, page.body_id, opens_on)
    return check_period(opens_on, page.closes_on, rule, load_calendar())


def course_of(page: ConsultationPage) -> ConsultationCourse:
    """The dates that hold now; for a draft or preview those it states. One query."""
    course = ConsultationCourse.objects.filter(page_id=page.pk).select_related("results_page").first()
    return course or stated_course(page)


def stated_course(page: ConsultationPage) -> ConsultationCourse:
    """The dates as the notice itself states them. No query."""
    today = timezone.localdate()
    return ConsultationCourse(
        page=page, opens_on=page.opens_on or today, closes_on=page.closes_on or page.opens_on or today
    )


def is_open(page: ConsultationPage, today: dt.date | None = None) -> bool:
    """Whether opinions are taken now: until 24:00 of the last day. One query."""
    course = ConsultationCourse.objects.filter(page_id=page.pk).first() or stated_course(page)
    return page.live and course.state(today) == State.OPEN


def approved_exceptions(page: ConsultationPage) -> dict[str, SecrecyException]:
    """What is kept secret, by part. One query."""
    if not page.pk:
        return {}
    found = SecrecyException.objects.filter(page_id=page.pk, approved=True).select_related("decided_by")
    return {one.part: one for one in found}
