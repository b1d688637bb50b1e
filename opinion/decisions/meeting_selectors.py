"""Reads of meetings: what stands on their page, and on the pages they belong to."""

from dataclasses import dataclass

from django.db.models import QuerySet

from .enums import AttendeeKind
from .meeting_models import MeetingAttendee, MeetingPage


@dataclass(frozen=True, slots=True)
class Group:
    """Attendees of one kind: how many were invited and came, and those whose names are public."""

    kind: AttendeeKind
    invited: int
    came: int
    listed: list[MeetingAttendee]


def groups_of(page: MeetingPage) -> list[Group]:
    """Attendees by kind (R-113). One query."""
    attendees = list(page.attendees.all())
    found = []
    for kind in AttendeeKind:
        if mine := [one for one in attendees if one.kind == kind]:
            came = [one for one in mine if one.attended]
            found.append(Group(kind, len(mine), len(came), [one for one in came if page.lists(one)]))
    return found


def shown_with(page: MeetingPage) -> dict[str, object]:
    """What the public page shows beside its own text."""
    decision = page.decision
    return {
        "groups": groups_of(page),
        "decision": decision if decision and decision.is_public else None,
        "notice": page.notice if page.notice and page.notice.live else None,
    }


def meetings_for(notice_id: int) -> QuerySet[MeetingPage]:
    """Public meetings held for a consultation, in their order. One query."""
    return MeetingPage.objects.live().filter(notice_id=notice_id).order_by("held_on", "pk")
