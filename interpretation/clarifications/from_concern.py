"""The way from a finding of public concern (舆情信息) to the matter that clarifies it, and back."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from foundation.organisations.models import User
from interpretation.monitoring.access import seen_by
from interpretation.monitoring.contingency import Link
from interpretation.monitoring.models import Finding

from .models import LONGEST_CLAIM


def clarification_link(finding: Finding) -> Link:
    """On an approved plan: the form of a new matter, filled in; it leads to the matter once there is one."""
    return {"label": "登记澄清事项", "url": f"{reverse('clarifications:new')}?finding={finding.pk}"}


def finding_of(user: User, key: str) -> Finding | None:
    """The finding of this key, if the user may see it."""
    if not key.isascii() or not key.isdecimal() or len(key) > 9:
        return None
    return seen_by(user).filter(pk=int(key)).first()


def facts_of(finding: Finding) -> dict[str, Any]:
    """What the form of a new matter takes over. The clock runs from 知悉."""
    return {
        "claim": finding.content[:LONGEST_CLAIM] or finding.title,
        "discovered_at": timezone.localtime(finding.known_at),
        "spread": finding.spread,
        "address": finding.link,
        "is_emergency": finding.is_emergency,
    }
