"""Reads of clarifications: the public page, the public list, the staff's lists."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from disclosure.catalogue.meta_tags import public_time
from foundation.organisations.models import Body

from .enums import Verdict
from .page_models import ClarificationPage
from .plan_models import ResponsePlan

# schema.org/Rating: from 1 (false) to 5 (true); the word is what counts.
RATINGS = {Verdict.FALSE: 1, Verdict.PARTLY_FALSE: 2, Verdict.INCOMPLETE: 3, Verdict.TRUE: 5}
_WORST, _BEST = 1, 5
# What may not stand in a script element.
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence as readers see it."""

    statement: str
    source: str
    page: Any
    file: Any
    url: str


def page_content(page: ClarificationPage, request: HttpRequest) -> dict[str, Any]:
    """What the public page shows beside its own fields."""
    return {
        "evidence": evidence_of(page),
        "claim_review": claim_review(page, request),
        "related": page.related_column if page.related_column and page.related_column.live else None,
    }


def evidence_of(page: ClarificationPage) -> list[Evidence]:
    """Pages that are not public are left out; their source stands as text."""
    return [
        Evidence(
            block.value["statement"],
            block.value["source"],
            block.value["page"] if block.value["page"] and block.value["page"].live else None,
            block.value["file"],
            block.value["url"] or "",
        )
        for block in page.evidence
    ]


def claim_review(page: ClarificationPage, request: HttpRequest) -> SafeString:
    """schema.org ClaimReview as JSON-LD; names no address of the rumour."""
    published = public_time(page)
    agency = {"@type": "GovernmentOrganization", "name": page.body.name if page.body else ""}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": request.build_absolute_uri(page.get_url(request) or "/"),
        "datePublished": published.date().isoformat() if published else "",
        "author": agency,
        "claimReviewed": page.claim,
        "itemReviewed": {"@type": "Claim", "name": page.claim},
        "reviewBody": page.overview,
        "inLanguage": "zh-CN",
    }
    if page.verdict:
        data["reviewRating"] = {
            "@type": "Rating",
            "ratingValue": RATINGS[Verdict(page.verdict)],
            "worstRating": _WORST,
            "bestRating": _BEST,
            "alternateName": page.get_verdict_display(),
        }
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_UNSAFE))


def public_clarifications(verdict: str = "", body: str = "", year: str = "") -> QuerySet[ClarificationPage]:
    """Live clarifications, newest first."""
    pages = ClarificationPage.objects.live().select_related("body").order_by("-first_published_at", "-pk")
    if verdict in Verdict.values:
        pages = pages.filter(verdict=verdict)
    if body:
        pages = pages.filter(body__code=body)
    if year.isascii() and year.isdecimal() and len(year) == 4:
        pages = pages.filter(first_published_at__year=int(year))
    return pages


def verdict_counts() -> dict[str, int]:
    """How many public ones of each verdict."""
    rows = ClarificationPage.objects.live().order_by().values_list("verdict").annotate(count=Count("pk"))
    return dict(rows)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A body and its plan, if any."""

    body: Body
    plan: ResponsePlan | None
    needs_review: bool


def plans_of(bodies: QuerySet[Body]) -> list[PlanRow]:
    """Bodies without a plan first, then those whose plan is due for review (R-131); two queries and the parameter."""
    from .plans import review_due

    plans = {plan.body_id: plan for plan in ResponsePlan.objects.filter(body__in=bodies)}
    today = timezone.localdate()
    rows = [
        PlanRow(body, plan, plan is not None and review_due(plan, today))
        for body in bodies
        for plan in [plans.get(body.pk)]
    ]
    return sorted(rows, key=lambda row: (row.plan is not None, not row.needs_review))
