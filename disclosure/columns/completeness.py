"""Whether a page has the elements (要素) its column asks for (R-022)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Manager
from wagtail.models import Page

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


def elements_of(column: Page) -> list[Element]:
    """What a page filed in this column must and should have; one query."""
    return _elements_at(column.path)


def _elements_at(path: str) -> list[Element]:
    # By the column's place in the tree: the column itself need not be read.
    return list(Element.objects.filter(item__columns__path=path))


def completeness_of(page: FiledPage) -> Completeness | None:
    """None when the column asks for nothing. One query."""
    elements = _elements_at(page.path[: -Page.steplen])
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
