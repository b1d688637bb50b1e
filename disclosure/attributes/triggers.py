"""The database's own refusal to change or remove a record about an attribute."""

from collections.abc import Iterator

from foundation.signoff.triggers import IS_APPEND_ONLY, Trigger

from .models import AttributeDecision, CatalogueEntry, CoIssuerConsent, CoIssuerNotice, ReturnedDocument

RECORDS = (AttributeDecision, CatalogueEntry, CoIssuerConsent, CoIssuerNotice, ReturnedDocument)


def record_triggers() -> Iterator[Trigger]:
    """Two for each kind of record."""
    for model in RECORDS:
        table = model._meta.db_table
        for event in ("UPDATE", "DELETE"):
            yield Trigger(f"{table}_{event.lower()}", table, event, "1=1", IS_APPEND_ONLY)
