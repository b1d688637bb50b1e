"""The elements that come with the product: the catalogue's own words (绍兴基本目录 2024, 郑州八类)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from disclosure.catalogue.models import CatalogueItem

from .enums import ElementSource
from .models import Element

DATA = Path(__file__).parent / "data"


@cache
def _shipped() -> dict[str, Any]:
    return json.loads((DATA / "elements.json").read_text(encoding="utf-8"))


def ship_elements(item: CatalogueItem) -> None:
    """Give an item its shipped elements, unless it has any: what the office changed stays."""
    rows = _shipped().get(item.template.code, {}).get(str(item.number))
    if not rows or item.elements.exists():
        return
    found = [Element(name=name, source=ElementSource.FIELD, field=field)
             for name, field in rows.get("fields", {}).items()]  # fmt: skip
    found += [Element(name=name) for name in rows.get("required", [])]
    found += [Element(name=name, is_required=False) for name in rows.get("optional", [])]
    for order, element in enumerate(found):
        element.item, element.sort_order = item, order
    Element.objects.bulk_create(found)
