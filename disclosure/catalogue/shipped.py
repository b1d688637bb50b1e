"""The catalogue templates shipped with the product: one JSON file each in data/.

An item is statutory, applies to every kind of body and is counted from 形成 unless its row says otherwise.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
# The fifteen categories of 条例 20 with the additions of 条例 21: may be added to, never taken from.
FLOOR = "regulation-711"


class UnknownTemplate(LookupError):
    """No template with this code is shipped; the message lists those that are."""


@dataclass(frozen=True, slots=True)
class ShippedTemplate:
    """One template as its file states it."""

    code: str
    name: str
    year: int
    source: str
    items: tuple[dict[str, Any], ...]


def shipped_codes() -> list[str]:
    """Codes of all shipped templates."""
    return sorted(path.stem for path in DATA.glob("*.json"))


@cache
def read_template(code: str) -> ShippedTemplate:
    """The shipped template. Raises UnknownTemplate."""
    if code not in shipped_codes():
        raise UnknownTemplate(f"没有代码为“{code}”的目录模板。可用：{'、'.join(shipped_codes())}。")
    facts = json.loads((DATA / f"{code}.json").read_text(encoding="utf-8"))
    items = tuple({"is_statutory": True} | row for row in facts.pop("items"))
    return ShippedTemplate(**facts, items=items)


def floor_categories() -> dict[int, str]:
    """条例 20: number of each of the fifteen categories, with its name."""
    return {
        row["number"]: row["level2"]
        for row in read_template(FLOOR).items
        if row["regulation_numbers"].startswith("20(")
    }
