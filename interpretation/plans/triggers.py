"""Versions, approvals and waivers of plans stay as they were written."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import MeetingClearance, MeetingOpinion, PlanApproval, PlanVersion, Waiver


def record_triggers() -> Iterator[Trigger]:
    return append_only(PlanVersion, PlanApproval, Waiver, MeetingOpinion, MeetingClearance)
