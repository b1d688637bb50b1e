"""Which unit's editors may work in which column: the stored page rights follow the units of the columns.

Wagtail's page rights hold for everything below a page and cannot be taken away further down. So a unit gets
its right on the highest column below which no other unit's column lies; a column with several units below it
is a heading that nobody files into.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from wagtail.models import Page

from foundation.organisations.models import Unit
from foundation.organisations.services import (
    allow_unit_on_page,
    unit_group,
    unit_groups_on,
    withdraw_unit_from_page,
)

from .models import ColumnPage

TOP_COLUMN_DEPTH = 3  # root, home page, column


@dataclass(frozen=True, slots=True)
class Place:
    """A column in the tree; ``path`` is treebeard's, so that a prefix is an ancestor."""

    pk: int
    path: str
    unit_id: int | None


def responsible_units(places: Iterable[Place]) -> dict[int, int | None]:
    """The unit responsible for each column: its own, else that of the nearest column above."""
    by_path: dict[str, int | None] = {}
    units = {}
    for place in sorted(places, key=lambda one: one.path):
        units[place.pk] = place.unit_id or by_path.get(place.path[: -Page.steplen])
        by_path[place.path] = units[place.pk]
    return units


def rights_of(places: Sequence[Place]) -> dict[int, int]:
    """Column and the unit that gets the page right on it, for the whole tree of columns."""
    units = responsible_units(places)
    below: dict[str, set[int | None]] = {}
    for place in places:
        for length in range(Page.steplen, len(place.path) + 1, Page.steplen):
            below.setdefault(place.path[:length], set()).add(units[place.pk])
    known = {place.path for place in places}
    rights = {}
    for place in places:
        above = place.path[: -Page.steplen]
        covered = above in known and len(below[above]) == 1
        unit_id = units[place.pk]
        if unit_id and len(below[place.path]) == 1 and not covered:
            rights[place.pk] = unit_id
    return rights


def settle_rights(column: ColumnPage) -> None:
    """Bring the stored page rights of the column's whole tree in line with the units. Safe to repeat."""
    columns = {one.pk: one for one in _tree(column)}
    rights = rights_of(_places(columns.values()))
    units = Unit.objects.select_related("body").in_bulk(set(rights.values()))
    groups = {pk: unit_group(unit).pk for pk, unit in units.items()}
    stored = unit_groups_on(columns)
    for pk, page in columns.items():
        wanted = {groups[rights[pk]]} if pk in rights else set()
        if stored.get(pk, set()) == wanted:
            continue
        withdraw_unit_from_page(page)
        if pk in rights:
            allow_unit_on_page(units[rights[pk]], page)


def stranded(column: ColumnPage) -> list[ColumnPage]:
    """Columns above this one that hold information but that no unit can work in any more."""
    places = _places(_tree(column))
    units = responsible_units(places)
    rights = rights_of(places)
    granted = tuple(place.path for place in places if place.pk in rights)
    lost = [
        place.pk
        for place in places
        if column.path.startswith(place.path) and units[place.pk] and not place.path.startswith(granted)
    ]
    content = Page.objects.filter(
        path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1
    ).not_exact_type(ColumnPage)
    return list(ColumnPage.objects.filter(Exists(content), pk__in=lost))


def _tree(column: ColumnPage) -> list[ColumnPage]:
    top = column.path[: TOP_COLUMN_DEPTH * Page.steplen]
    return list(ColumnPage.objects.filter(path__startswith=top))


def _places(columns: Iterable[ColumnPage]) -> list[Place]:
    return [Place(one.pk, one.path, one.unit_id) for one in columns]
