"""Into which column a document of a body is imported."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import Body

from .enums import DocumentKind

# Names of the items in the basic catalogue (基本目录): 序号 10 and 11 of the 73.
NORMATIVE_ITEM = "行政规范性文件"
OTHER_ITEM = "其他文件"


class ColumnUnknown(Exception):
    """No such column; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The column for normative documents and the one for all others; the same when the official chose one."""

    normative: ColumnPage
    other: ColumnPage

    def for_kind(self, kind: str) -> ColumnPage:
        return self.normative if kind == DocumentKind.NORMATIVE else self.other


def columns_of(body: Body) -> list[ColumnPage]:
    """Columns of this body that hold documents of their own, in the order of the site."""
    return list(
        ColumnPage.objects.filter(body=body, external_url="").select_related("item", "unit").order_by("path")
    )


def choose_columns(body: Body, item_number: int | None = None, page_id: int | None = None) -> Columns:
    """The column of this catalogue item or page; without either, by the kind of each document.

    Raises ColumnUnknown.
    """
    columns = columns_of(body)
    if page_id is not None:
        return _single(columns, body, f"没有页面编号为 {page_id} 的栏目", lambda column: column.pk == page_id)
    if item_number is not None:
        return _single(
            columns,
            body,
            f"没有目录事项序号为 {item_number} 的栏目",
            lambda column: column.item is not None and column.item.number == item_number,
        )
    by_item = {column.item.name: column for column in reversed(columns) if column.item}
    other = by_item.get(OTHER_ITEM)
    if other is None:
        raise ColumnUnknown(
            f"{body.name}没有对应目录事项“{OTHER_ITEM}”的栏目，请指定栏目。{_listed(columns)}"
        )
    return Columns(by_item.get(NORMATIVE_ITEM, other), other)


def _single(columns: list[ColumnPage], body: Body, problem: str, fits) -> Columns:
    column = next(filter(fits, columns), None)
    if column is None:
        raise ColumnUnknown(f"{body.name}{problem}。{_listed(columns)}")
    return Columns(column, column)


def _listed(columns: list[ColumnPage]) -> str:
    if not columns:
        return "该机构还没有栏目，请先建立栏目。"
    return "可用的栏目：\n" + "\n".join(_lines(columns))


def _lines(columns: list[ColumnPage]) -> Iterator[str]:
    for column in columns:
        number = f"目录事项序号 {column.item.number}，" if column.item else ""
        yield f"  {column.title}（{number}页面编号 {column.pk}）"
