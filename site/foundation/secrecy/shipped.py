"""The articles that come with the product, so that a reviewer has them from the first day."""

import json
from pathlib import Path

from django.db.models import Model

SHIPPED_BASES = Path(__file__).parent / "data" / "bases.json"


def load_shipped_bases(model: type[Model]) -> None:
    """Add the articles that are missing; what the office changed or switched off stays as it is.

    Takes the model because a migration has its own historical one.
    """
    known = set(model._default_manager.values_list("question", "law", "article"))
    rows = json.loads(SHIPPED_BASES.read_text(encoding="utf-8"))
    model._default_manager.bulk_create(
        model(**row) for row in rows if (row["question"], row["law"], row["article"]) not in known
    )
