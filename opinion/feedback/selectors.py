"""Reads for pages, reports and the inspection indicators."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Max, Q, QuerySet
from django.utils import timezone

from .enums import Channel, Nature, Outcome, State
from .models import Letter
from .rules import YEAR, months_after


def beyond_limit(
    months: int, lookback: dt.timedelta = YEAR, today: dt.date | None = None
) -> QuerySet[Letter]:
    """Valid letters of the time looked back on that waited, or wait, longer than so many months for an answer.

    What was refused, taken back or passed on does not count.
    """
    today = today or timezone.localdate()
    since = timezone.make_aware(dt.datetime.combine(today - lookback, dt.time()))
    counted = Letter.objects.filter(received_at__gte=since, withdrawn_at=None).exclude(
        state__in=(State.INVALID, State.TRANSFERRED)
    )
    rows = counted.order_by().values_list("pk", "received_at", "answered_at")
    late = [
        pk for pk, received, answered in rows.iterator()
        if (timezone.localdate(answered) if answered else today) > months_after(timezone.localdate(received), months)
    ]  # fmt: skip
    return Letter.objects.filter(pk__in=late)


def latest_publication() -> dt.date | None:
    """When an answer was last made public."""
    at = Letter.objects.public().aggregate(at=Max("published_at"))["at"]
    return timezone.localdate(at) if at else None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the statistics: heading, and rows of word, received, answered, average natural days."""

    heading: str
    rows: list[tuple[str, int, int, str]]


def statistics(letters: QuerySet[Letter]) -> list[Table]:
    """By nature, channel, unit, state and outcome. One query a table."""
    labels = {"nature": Nature, "channel": Channel, "outcome": Outcome, "state": State}
    names = {
        "nature": "类别",
        "channel": "渠道",
        "unit__name": "承办科室",
        "state": "状态",
        "outcome": "处理结果",
    }
    return [
        Table(heading, [_row(row, key, labels.get(key)) for row in _grouped(letters, key)])
        for key, heading in names.items()
    ]


def _grouped(letters: QuerySet[Letter], key: str) -> QuerySet[Any]:
    took = ExpressionWrapper(F("answered_at") - F("received_at"), output_field=DurationField())
    return (
        letters.order_by()
        .values(key)
        .annotate(
            received=Count("pk"), answered=Count("answered_at"), took=Avg(took, filter=~Q(answered_at=None))
        )
        .order_by("-received", key)
    )


def _row(row: dict[str, Any], key: str, labels: Any) -> tuple[str, int, int, str]:
    word = row[key]
    took = f"{row['took'].total_seconds() / 86400:.1f}" if row["took"] is not None else "—"
    return (labels(word).label if labels and word else word or "—"), row["received"], row["answered"], took


def public_letters(words: str = "", nature: str = "") -> QuerySet[Letter]:
    """The 动态公示栏, searched in what is public of a letter and in nothing else."""
    letters = Letter.objects.public()
    if nature in Nature.values:
        letters = letters.filter(nature=nature)
    for word in words.split():
        letters = letters.filter(
            Q(public_topic__icontains=word)
            | Q(public_text__icontains=word)
            | Q(public_reply__icontains=word)
            | Q(number__iexact=word)
        )
    return letters


def public_counts(today: dt.date) -> dict[str, int]:
    """Letters of the year and how many were answered, for readers. One query."""
    return (
        Letter.objects.filter(received_at__year=today.year, withdrawn_at=None)
        .exclude(state=State.INVALID)
        .aggregate(received=Count("pk"), answered=Count("answered_at"))
    )
