"""Whether a page has the elements (要素) its column asks for (R-022)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Manager
from wagtail.models import Page

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import FiledPage

from .enums import ElementSource
from .models import Element


@dataclass(frozen=True, slots=True)
class Completeness:
    """The elements of a column and which of them the page has."""

    filled: list[Element]
    missing: list[Element]

    @property
    def required(self) -> list[Element]:
        """Missing ones without which the page may not be submitted."""
        return [element for element in self.missing if element.is_required]

    @property
    def score(self) -> int:
        """Percent."""
        return round(len(self.filled) * 100 / (len(self.filled) + len(self.missing)))


def elements_of(column: Page | None) -> list[Element]:
    """What a page filed in this column must and should have; one query."""
    page = column.specific if column else None
    if not isinstance(page, ColumnPage) or not page.item_id:
        return []
    return list(Element.objects.filter(item_id=page.item_id))


def completeness_of(page: FiledPage, parent: Page | None = None) -> Completeness | None:
    """None when the column asks for nothing."""
    elements = elements_of(parent or page.get_parent())
    if not elements:
        return None
    filled = [element for element in elements if has_element(page, element)]
    return Completeness(filled, [element for element in elements if element not in filled])


def has_element(page: FiledPage, element: Element) -> bool:
    """In the page's own fields, or in its list of elements, whatever the kind of page has."""
    if element.name in dict(page.element_values):
        return True
    if element.source == ElementSource.ATTACHMENT:
        return any(element.name in one.display_title for one in page.attachments.all())
    return any(_is_filled(getattr(page, name, None)) for name in element.field.split("|") if name)


def _is_filled(value: Any) -> bool:
    if isinstance(value, Manager):
        return bool(value.all())
    return bool(value)


def starting_names(parent: Page) -> list[str]:
    """The rows that a new page in this column begins with."""
    return [element.name for element in elements_of(parent) if element.source == ElementSource.ELEMENT]
