"""The database's own refusal to change or remove a record about an attribute."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import AttributeDecision, CatalogueEntry, CoIssuerConsent, CoIssuerNotice, ReturnedDocument


def record_triggers() -> Iterator[Trigger]:
    """Two for each kind of record."""
    return append_only(AttributeDecision, CatalogueEntry, CoIssuerConsent, CoIssuerNotice, ReturnedDocument)
