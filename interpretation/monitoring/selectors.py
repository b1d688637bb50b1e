"""What the screens of 政务舆情 read, with known query counts."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Avg, Count, F, Q
from django.utils import timezone

from foundation.duties.enums import Clock
from foundation.duties.ledger import length_in_words
from foundation.duties.models import Duty

from . import clocks
from .enums import Channel, Level
from .models import Finding, FindingQuerySet
from .rules import left_in_words, span_in_words
from .states import State

SHOWN_KINDS = (*clocks.REPORT_KINDS.values(), *clocks.PUBLIC_KINDS, clocks.ASSESS, clocks.EVALUATE)


@dataclass(frozen=True, slots=True)
class ClockFace:
    """One clock as a duty officer reads it at night: what, until when, and how long in words."""

    kind: str
    label: str
    words: str
    tone: str
    due: str
    sets: str

    @property
    def is_late(self) -> bool:
        return self.tone == "late"


def clock_face(duty: Duty, now: dt.datetime) -> ClockFace:
    """Tone is late, soon (less than a quarter of the time left), running, done or off."""
    sets = "上报" if duty.kind in clocks.REPORT_KINDS.values() else ""
    sets = "对外回应" if duty.kind in clocks.PUBLIC_KINDS else sets
    label = clocks.LABELS.get(duty.kind, duty.kind_label)
    due = f"{timezone.localtime(duty.due_at):%m月%d日 %H:%M}" if duty.due_at else str(duty.due_on or "")
    words, tone = _words(duty, now)
    return ClockFace(duty.kind, f"{label}（{_length(duty)}）", words, tone, due, sets)


def _length(duty: Duty) -> str:
    minutes = duty.clock == Clock.MINUTES and not duty.extension_days
    return span_in_words(dt.timedelta(minutes=duty.length)) if minutes else length_in_words(duty)


def _words(duty: Duty, now: dt.datetime) -> tuple[str, str]:
    if duty.cancelled_at:
        return duty.cancel_reason, "off"
    if duty.met_at:
        measure = {"hours": "小时", "minutes": "分钟"}.get(duty.clock, "天")
        return (f"超时{duty.late_days}{measure}办结", "late") if duty.is_late else ("按时办结", "done")
    if duty.due_at and duty.base_at:
        left = duty.due_at - now
        if left < dt.timedelta():
            return left_in_words(duty.due_at, now), "late"
        return left_in_words(duty.due_at, now), "soon" if left * 4 < duty.due_at - duty.base_at else "running"
    if duty.due_on and duty.due_on < timezone.localdate(now):
        return f"已超 {(timezone.localdate(now) - duty.due_on).days} 天", "late"
    return f"{duty.due_on} 到期", "running"


def faces_of(findings: list[Finding], *, only_open: bool = False) -> dict[int, list[ClockFace]]:
    """The clocks of many findings, those of 上报 first. One query, and one for the content type."""
    now, found = timezone.now(), defaultdict(list)
    if not findings:
        return {}
    wanted = Duty.objects.filter(
        content_type=ContentType.objects.get_for_model(Finding),
        object_id__in=[str(one.pk) for one in findings],
        kind__in=SHOWN_KINDS,
    )
    wanted = wanted.open() if only_open else wanted.filter(cancelled_at__isnull=True)
    for duty in wanted.order_by("due_at", "pk"):
        found[int(duty.object_id)].append(clock_face(duty, now))
    for faces in found.values():
        faces.sort(key=lambda face: SHOWN_KINDS.index(face.kind))
    return dict(found)


def unassessed(findings: FindingQuerySet, now: dt.datetime | None = None) -> FindingQuerySet:
    """重大 and above that were reported and not assessed in time (R-142)."""
    late = Duty.objects.open().filter(kind=clocks.ASSESS, due_at__lt=now or timezone.now())
    ids = [int(pk) for pk in late.values_list("object_id", flat=True)]
    return findings.filter(pk__in=ids)


def month_bounds(month: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From its first moment to that of the next month."""
    first = month.replace(day=1)
    after = (first + dt.timedelta(days=32)).replace(day=1)
    return tuple(  # type: ignore[return-value]
        timezone.make_aware(dt.datetime.combine(day, dt.time())) for day in (first, after)
    )


@dataclass(frozen=True, slots=True)
class Indicators:
    """How well a month's findings were reported (R-146); rates in whole percent, None where there is nothing."""

    total: int
    reported: int
    on_time: int
    late: int
    omitted: int
    waiting: int
    quality: int | None
    score: int | None

    @property
    def on_time_rate(self) -> int | None:
        return round(self.on_time * 100 / self.reported) if self.reported else None


def indicators(findings: FindingQuerySet) -> Indicators:
    """One query."""
    counted = findings.exclude(state=State.DISMISSED).aggregate(
        total=Count("pk"),
        reported=Count("pk", filter=Q(reported_at__isnull=False)),
        late=Count("pk", filter=Q(late_minutes__gt=0)),
        omitted=Count("pk", filter=Q(is_omitted=True)),
        quality=Avg("evaluation__quality"),
        score=Avg("evaluation__score"),
    )
    return Indicators(
        total=counted["total"],
        reported=counted["reported"],
        on_time=counted["reported"] - counted["late"],
        late=counted["late"],
        omitted=counted["omitted"],
        waiting=counted["total"] - counted["reported"],
        quality=None if counted["quality"] is None else round(counted["quality"]),
        score=None if counted["score"] is None else round(counted["score"]),
    )


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel with its number at each level, in the order of the levels, and in all."""

    channel: str
    label: str
    numbers: tuple[tuple[str, int], ...]
    total: int


def by_channel(findings: FindingQuerySet) -> list[ChannelRow]:
    """Every channel, also those by which nothing came (R-136). One query."""
    counted: dict[tuple[str, str], int] = {
        (row["channel"], row["level"]): row["found"]
        for row in findings.exclude(state=State.DISMISSED)
        .order_by()
        .values("channel", "level")
        .annotate(found=Count("pk"))
    }
    rows = []
    for channel in Channel:
        numbers = tuple((level.value, counted.get((channel, level), 0)) for level in Level)
        rows.append(ChannelRow(channel, channel.label, numbers, sum(number for _, number in numbers)))
    return rows


def by_unit(findings: FindingQuerySet) -> list[dict[str, Any]]:
    """Indicators of each body and collecting unit, for the appraisal. One query."""
    rows = (
        findings.exclude(state=State.DISMISSED)
        .order_by("body__name", "unit__name")
        .values(body_name=F("body__name"), unit_name=F("unit__name"))
        .annotate(
            total=Count("pk"),
            reported=Count("pk", filter=Q(reported_at__isnull=False)),
            late=Count("pk", filter=Q(late_minutes__gt=0)),
            omitted=Count("pk", filter=Q(is_omitted=True)),
            quality=Avg("evaluation__quality"),
        )
    )
    return [dict(row) for row in rows]
