"""What the column 政府信息公开 shows: its parts, each with what is newest in it (国办公开办函〔2019〕61号)."""

from dataclasses import dataclass, field

from wagtail.models import Page

from .enums import PLATFORM_PARTS, ColumnType
from .models import ColumnEntry, ColumnPage
from .selectors import LINK_FIELDS, Row, rows_of, with_pages

ROWS = 5
_DEPTH = 3  # directly below the home page


@dataclass(slots=True)
class Part:
    """One part: its column, the columns directly below it, and its newest information."""

    column: ColumnPage
    below: list[ColumnPage] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def parts_of(column: ColumnPage) -> list[Part]:
    """The parts of the platform below a column, in their order; none for a column that is no platform.

    No query for a column that is not directly below the home page; for a platform two, and one for each part.
    """
    if column.depth != _DEPTH:
        return []
    columns = (
        ColumnPage.objects.live()
        .descendant_of(column)
        .filter(depth__lte=column.depth + 2)
        .only(*LINK_FIELDS, "column_type", "description")
        .order_by("path")
    )
    by_kind: dict[str, ColumnPage] = {}
    for one in columns:
        if one.depth == column.depth + 1:
            by_kind.setdefault(one.column_type, one)
    if ColumnType.GUIDE not in by_kind or ColumnType.CATALOGUE not in by_kind:
        return []
    parts = [Part(by_kind[kind]) for kind in PLATFORM_PARTS if kind in by_kind]
    for part in parts:
        part.below = [one for one in columns if one.path[: -Page.steplen] == part.column.path]
    _add_newest([part for part in parts if not part.below])
    return parts


def _add_newest(parts: list[Part]) -> None:
    part_of: dict[int, Part] = {}
    entries: list[ColumnEntry] = []
    for part in parts:
        found = list(with_pages(ColumnEntry.objects.filter(column_id=part.column.pk, is_primary=True))[:ROWS])
        part_of |= {entry.page_id: part for entry in found}
        entries += found
    for row in rows_of(entries):
        part_of[row.page.pk].rows.append(row)
