"""What a reader of the register asked for, and the links that say so."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from .enums import RUNNING_STATES, Channel, Level, State
from .models import Delivery, FindingQuerySet
from .selectors import month_bounds, unassessed

TABS = {
    "running": ("在办", tuple(state for state in RUNNING_STATES if state != State.CLOSED)),
    "closed": ("待评估", (State.CLOSED,)),
    "done": ("已归档", (State.ARCHIVED, State.DISMISSED)),
    "all": ("全部", tuple(State)),
}
MARKS = {
    "late": "迟报",
    "omitted": "漏报",
    "reported": "已上报",
    "waiting": "未上报",
    "unassessed": "重大未研判",
    "emergency": "突发事件",
    "unread": "送我未阅知",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Values that are not known are passed over."""

    tab: str
    channel: str
    level: str
    month: str
    mark: str

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        def one_of(name: str, known) -> str:
            value = query.get(name, "")
            return value if value in known else ""

        month = query.get("month", "")
        return cls(
            tab=one_of("tab", TABS) or "running",
            channel=one_of("channel", Channel.values),
            level=one_of("level", Level.values),
            month=month if as_month(month) else "",
            mark=one_of("mark", MARKS),
        )

    def filtered(self, findings: FindingQuerySet, reader: int) -> FindingQuerySet:
        """Without the tab, so that the tabs can be counted; ``reader`` is who has not read."""
        if self.channel:
            findings = findings.filter(channel=self.channel)
        if self.level:
            findings = findings.filter(level=self.level)
        if (month := as_month(self.month)) is not None:
            findings = findings.known_between(*month_bounds(month))
        conditions = {
            "late": Q(late_minutes__gt=0),
            "omitted": Q(is_omitted=True),
            "reported": Q(reported_at__isnull=False),
            "waiting": Q(reported_at__isnull=True),
            "emergency": Q(is_emergency=True),
            "unread": Exists(unread_of(reader).filter(finding=OuterRef("pk"))),
        }
        if self.mark == "unassessed":
            return unassessed(findings)
        # What was found to be no 舆情 counts in no statistics, and a number leads to exactly its rows.
        if self.mark or self.month:
            findings = findings.exclude(state=State.DISMISSED)
        return findings.filter(conditions[self.mark]) if self.mark else findings

    def link(self, **other: str) -> str:
        """The address of the same with something else, without the page number."""
        values = {"tab": self.tab, "channel": self.channel, "level": self.level} | {
            "month": self.month, "mark": self.mark,
        } | other  # fmt: skip
        return "?" + urlencode({name: value for name, value in values.items() if value})


def unread_of(reader: int) -> QuerySet[Delivery]:
    """What was sent to the person and not confirmed as read."""
    return Delivery.objects.filter(recipient=reader, read_at__isnull=True)


def as_month(words: str) -> dt.date | None:
    """2026-01 as its first day; None for anything else."""
    try:
        return dt.datetime.strptime(words, "%Y-%m").date()
    except ValueError:
        return None
