"""Duties as calendar entries (iCalendar, RFC 5545): one all-day entry on each last day."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from .feed_models import CalendarFeed
from .ledger import due_in_words
from .models import Duty, DutyQuerySet
from .reach import reach_of
from .selectors import Scope, in_scope

# Entries of one feed: calendars on phones choke on more. Technical.
LONGEST = 2_000


def duties_of(feed: CalendarFeed) -> DutyQuerySet:
    """Open ones only, and only while the person may see them: rights end, addresses stay."""
    reach = reach_of(feed.user)
    if feed.body_id is None:
        return in_scope(Scope.MINE, reach).open()
    return Duty.objects.within(reach).filter(body=feed.body_id).open()


def calendar_of(feed: CalendarFeed) -> bytes:
    """The file that a calendar program fetches."""
    calendar = Calendar()
    calendar.add("prodid", "-//Gongkai//duties//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"法定时限·{feed.body or '我的事项'}")
    due = duties_of(feed).filter(due_on__isnull=False).select_related("unit__body").order_by("due_on", "pk")
    for duty in due[:LONGEST]:
        calendar.add_component(_entry(duty))
    return calendar.to_ical()


def _entry(duty: Duty) -> Event:
    entry = Event()
    address = settings.WAGTAILADMIN_BASE_URL + reverse("duties:duty", args=[duty.pk])
    provisional = "（暂定）" if duty.provisional else ""
    entry.add("uid", f"duty-{duty.pk}@gongkai")
    entry.add("dtstamp", timezone.now())
    if duty.due_at:
        entry.add("dtstart", duty.due_at)
    elif duty.due_on:
        entry.add("dtstart", duty.due_on)
        entry.add("dtend", duty.due_on + dt.timedelta(days=1))
    entry.add("summary", f"到期{provisional}：{duty.label}")
    entry.add("description", f"{duty.kind_label}，{duty.unit or ''}，{due_in_words(duty)}。{duty.basis}")
    entry.add("url", address)
    entry.add("transp", "TRANSPARENT")
    return entry
