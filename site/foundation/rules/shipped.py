"""The systems that come with the product: the laws it stands on and the five founding systems."""

import json
from pathlib import Path

from django.db.models import Model

SHIPPED_SYSTEMS = Path(__file__).parent / "data" / "systems.json"


def load_shipped_systems(model: type[Model]) -> None:
    """Add the systems that are missing; what the office changed stays. Takes the model for migrations."""
    rows = json.loads(SHIPPED_SYSTEMS.read_text(encoding="utf-8"))
    # A successor stands in the file under its number and is made before what it replaces.
    for row in sorted(rows, key=lambda row: "superseded_by" in row):
        number = row.pop("superseded_by", None)
        successor = model._default_manager.filter(number=number).first() if number else None
        model._default_manager.get_or_create(
            title=row.pop("title"), number=row.pop("number"), defaults={**row, "superseded_by": successor}
        )
