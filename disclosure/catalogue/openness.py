"""What the catalogue wants open (R-071): 条例 16, where a rule requires openness it prevails over N6–N8."""

from collections.abc import Iterator

from wagtail.models import Page

from .models import CatalogueItem, ColumnPage


def column_item(page: Page) -> CatalogueItem | None:
    """The catalogue item of the column the page is filed under. One query."""
    column = ColumnPage.objects.filter(path=page.path[: -page.steplen]).select_related("item").first()
    return column.item if column else None


def duty_to_disclose(page: Page) -> Iterator[str]:
    """The item as the reviewer reads it, with its basis. Columns themselves are the frame and have no duty."""
    if isinstance(page, ColumnPage) or (item := column_item(page)) is None:
        return
    yield duty_of(item)


def duty_of(item: CatalogueItem) -> str:
    """An item as a rule: what it is, and on what it rests."""
    duty = "法定主动公开事项" if item.is_statutory else "目录事项"
    basis = f"，依据：{item.legal_basis}" if item.legal_basis else ""
    return f"{duty}“{item}”{basis}"
