"""Reads of the public register."""

from django.db.models import QuerySet

from .models import Decision, DecisionCatalogue


def public_catalogues() -> QuerySet[DecisionCatalogue]:
    """Signed catalogues, newest year first."""
    return DecisionCatalogue.objects.filter(published_at__isnull=False).select_related("body")


def public_decisions(year: int) -> QuerySet[Decision]:
    """What the public is shown of a year, body by body. Two queries, however many there are."""
    return (
        Decision.objects.filter(
            published_at__isnull=False, catalogue__published_at__isnull=False, catalogue__year=year
        )
        .select_related("catalogue__body")
        .prefetch_related("stage_records")
        .order_by("catalogue__body", "pk")
    )


def public_decision(pk: int) -> Decision | None:
    """One public decision with its stages."""
    found = Decision.objects.filter(published_at__isnull=False, catalogue__published_at__isnull=False)
    return (
        found.select_related("catalogue__body", "document")
        .prefetch_related("stage_records")
        .filter(pk=pk)
        .first()
    )
