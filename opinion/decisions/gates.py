"""Reasons why a meeting's record may not be submitted (R-106, R-109, R-113)."""

from collections.abc import Iterator

from django.utils import timezone

from foundation.signoff.gates import Reason

from .enums import WITH_PEOPLE, AttendeeKind, Method
from .meeting_models import MeetingPage


def meeting_gate(page) -> Iterator[Reason]:
    """Date, account and people; of a 涉企 meeting the entrepreneurs and what they said."""
    if not isinstance(page, MeetingPage):
        return
    if page.held_on is None:
        yield Reason("请填写日期。", "held_on")
    elif page.held_on > timezone.localdate():
        yield Reason("日期在今天之后。会议召开后再送审会议情况。", "held_on")
    if not page.summary.strip():
        yield Reason("请写明会议情况。", "summary")
    attendees = list(page.attendees.all())
    if page.method in WITH_PEOPLE and not attendees:
        yield Reason(f"{Method(page.method).label}请登记邀请和参加人员。", "attendees")
    if page.touches_enterprises:
        yield from _enterprises(page, attendees)


def _enterprises(page: MeetingPage, attendees: list) -> Iterator[Reason]:
    present = [one for one in attendees if one.kind == AttendeeKind.ENTREPRENEUR and one.attended]
    if not present:
        yield Reason("涉企政策须有企业家参加，请登记到会企业家的姓名和企业名称。", "attendees")
    if nameless := [one.name for one in present if not one.organisation.strip()]:
        yield Reason(f"请填写{'、'.join(nameless)}的企业名称。", "attendees")
    if not page.opinions.strip():
        yield Reason("涉企政策请写明企业家提出的主要意见。", "opinions")
