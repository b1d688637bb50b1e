"""The expressions that come with the product, so that a new site warns from the first day."""

import csv
from pathlib import Path

from django.db.models import Model

SHIPPED_EXPRESSIONS = Path(__file__).parent / "data" / "expressions.csv"


def read_shipped() -> list[dict[str, str]]:
    """Rows of the shipped list by column name; exceptions are separated by “|”."""
    with SHIPPED_EXPRESSIONS.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return [row | {"exceptions": row["exceptions"].replace("|", "\n")} for row in rows]


def load_shipped_expressions(model: type[Model]) -> None:
    """Add the entries that are missing; what the office changed or switched off stays as it is.

    Takes the model because a migration has its own historical one.
    """
    known = set(model._default_manager.values_list("text", flat=True))
    model._default_manager.bulk_create(model(**row) for row in read_shipped() if row["text"] not in known)
