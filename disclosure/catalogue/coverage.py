"""What the catalogue covers and who looks after it: the coverage matrix and the register of columns."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max, QuerySet
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.enums import BodyKind
from foundation.organisations.models import Body, Unit

from .enums import Absence
from .models import CatalogueItem, CatalogueTemplate, ColumnPage
from .rights import Place, responsible_units
from .shipped import floor_categories

# 条例 21: additions for governments of cities and counties, and for townships.
WITH_ADDITIONS: dict[str, str] = {
    BodyKind.GOVERNMENT: "第二十一条（市、县增项）",
    BodyKind.TOWNSHIP: "第二十一条（乡镇增项）",
}


@dataclass(slots=True)
class Category:
    """One category of 条例 20 or 21 with what covers it."""

    code: str
    name: str
    items: list[CatalogueItem] = field(default_factory=list)
    columns: list[ColumnPage] = field(default_factory=list)

    @property
    def is_covered(self) -> bool:
        return bool(self.columns or self.items)

    @property
    def is_placeholder(self) -> bool:
        """Covered only by statements that there is nothing (R-036)."""
        return bool(self.columns) and all(column.absence for column in self.columns)


@dataclass(frozen=True, slots=True)
class RegisteredColumn:
    """A column with the unit responsible for it (its own or the one above), and when it was last updated."""

    column: ColumnPage
    unit: Unit | None
    updated_on: dt.date | None
    is_heading: bool

    @property
    def lacks_address(self) -> bool:
        """Fulfilled by another site whose address has not been entered (R-023)."""
        item = self.column.item
        return bool(item and item.linked_site and not self.column.external_url)


def template_coverage(template: CatalogueTemplate) -> list[Category]:
    """Every category of 条例 20 with the items of the template that map to it. One query."""
    categories = _categories()
    for item in template.items.all():
        for code in _codes(item):
            if code in categories:
                categories[code].items.append(item)
    return list(categories.values())


def body_coverage(body: Body) -> list[Category]:
    """Every category that binds this body with its live columns; what has none is missing. One query."""
    categories = _categories(body)
    columns = ColumnPage.objects.live().filter(body=body, item__isnull=False).select_related("item")
    for column in columns.order_by("path"):
        for code in _codes(column.item):
            if code in categories:
                categories[code].columns.append(column)
    return list(categories.values())


def missing(categories: Iterable[Category]) -> list[Category]:
    """The categories without a column and without a placeholder (R-014, R-016)."""
    return [category for category in categories if not category.is_covered]


def register_of_columns(columns: QuerySet[ColumnPage] | None = None) -> list[RegisteredColumn]:
    """Live columns in the order of the tree (R-268). Three queries, however many columns."""
    wanted = ColumnPage.objects.live() if columns is None else columns
    listed = list(
        wanted.select_related("item", "body", "unit__body")
        .annotate(updated_on=Max("entries__public_date"))
        .order_by("path")
    )
    places = [Place(*row) for row in ColumnPage.objects.values_list("pk", "path", "unit_id")]
    responsible = responsible_units(places)
    headings = {place.path[: -Page.steplen] for place in places}
    units = Unit.objects.select_related("body").in_bulk({pk for pk in responsible.values() if pk})
    return [
        RegisteredColumn(one, units.get(responsible[one.pk]), one.updated_on, one.path in headings)
        for one in listed
    ]


def unassigned_columns(body: Body | None = None) -> list[ColumnPage]:
    """Live columns for which no unit is responsible: shown in red (R-268)."""
    columns = ColumnPage.objects.live().filter(body=body) if body else None
    return [row.column for row in register_of_columns(columns) if row.unit is None]


def expired_absences(today: dt.date | None = None) -> QuerySet[ColumnPage]:
    """Columns whose 预计产生时间 is over and that still have nothing: they count as empty again (R-036)."""
    return ColumnPage.objects.live().filter(
        absence=Absence.NOT_PRODUCED,
        absence_until__lt=today or timezone.localdate(),
        entries__isnull=True,
    )


def _categories(body: Body | None = None) -> dict[str, Category]:
    rows = {f"20({number})": name for number, name in floor_categories().items()}
    if body and body.kind in WITH_ADDITIONS:
        rows["21"] = WITH_ADDITIONS[body.kind]
    return {code: Category(code, name) for code, name in rows.items()}


def _codes(item: CatalogueItem) -> list[str]:
    return item.regulation_numbers.split(";")
