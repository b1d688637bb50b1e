"""“有帮助吗”: counted without cookies and without storing who answered; too many 没有帮助 reopen the matter."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from foundation.rules.parameters import value

from .closing import reopen
from .enums import CaseState, EventKind
from .models import CaseEvent, RumourCase
from .page_models import ClarificationPage, HelpfulAnswers
from .parameters import UNHELPFUL


@transaction.atomic
def count(page: ClarificationPage, *, helped: bool) -> None:
    """One answer. The matter is reopened when the parameter's number of 没有帮助 is reached."""
    row, _ = HelpfulAnswers.objects.get_or_create(page_id=page.pk, day=timezone.localdate())
    name = "helpful" if helped else "unhelpful"
    HelpfulAnswers.objects.filter(pk=row.pk).update(**{name: F(name) + 1})
    if not helped:
        _reopen_if_many(page)


def _reopen_if_many(page: ClarificationPage) -> None:
    limit = value(UNHELPFUL.key, page.body)
    for case in RumourCase.objects.filter(page=page, state__in=[CaseState.CLARIFIED, CaseState.CLOSED]):
        since = _looked_at(case)
        if unhelpful_since(page.pk, since) >= limit:
            reopen(
                case, None, reason=f"公众认为“没有帮助”已达{limit}次（自{since}起），重新核实并补充澄清内容"
            )


def _looked_at(case: RumourCase) -> dt.date:
    """The day of the last publication or re-check."""
    kinds = (EventKind.PUBLISHED, EventKind.RECHECKED, EventKind.REOPENED)
    last = (
        CaseEvent.objects.filter(case=case, kind__in=kinds)
        .order_by("-pk")
        .values_list("at", flat=True)
        .first()
    )
    return timezone.localdate(last or case.discovered_at)


def unhelpful_since(page_id: int, since: dt.date) -> int:
    """How often 没有帮助 was said from that day on."""
    rows = HelpfulAnswers.objects.filter(page_id=page_id, day__gte=since)
    return rows.aggregate(all=Sum("unhelpful"))["all"] or 0


def totals(page_id: int) -> tuple[int, int]:
    """有帮助 and 没有帮助 of all days."""
    sums = HelpfulAnswers.objects.filter(page_id=page_id).aggregate(yes=Sum("helpful"), no=Sum("unhelpful"))
    return sums["yes"] or 0, sums["no"] or 0
