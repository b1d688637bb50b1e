"""Word tables: merged cells appear once, with their spans."""

from collections.abc import Callable, Iterator

from lxml import etree

from .blocks import Cell
from .docx_numbering import W
from .limits import MAX_SPAN

_TRANSPARENT = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


def inner(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """The w:`name` children of a node, also those wrapped in content controls or insertions."""
    for child in node:
        if child.tag == W + name:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from inner(child, name)


def table_rows(
    table: etree._Element, text_of: Callable[[etree._Element], str]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a w:tbl; `text_of` reads one w:tc. Rows deleted in a tracked change are dropped."""
    rows: list[list[list]] = []
    open_merges: dict[int, list] = {}
    for row in inner(table, "tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        header = properties is not None and properties.find(f"{W}tblHeader") is not None
        rows.append(_row_cells(row, header, open_merges, text_of))
    return tuple(tuple(Cell(*cell) for cell in row) for row in rows)


def _row_cells(
    row: etree._Element, header: bool, open_merges: dict[int, list], text_of: Callable[[etree._Element], str]
) -> list[list]:
    cells: list[list] = []
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in inner(row, "tc"):
        span = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        if continued and column in open_merges:
            open_merges[column][2] += 1
        else:
            new = [text_of(cell), span, 1, header]
            cells.append(new)
            open_merges.pop(column, None)
            if merge is not None:
                open_merges[column] = new
        column += span
    return cells


def _number(node: etree._Element | None, default: int) -> int:
    value = node.get(f"{W}val", "") if node is not None else ""
    return min(int(value), MAX_SPAN) if value.isdecimal() and len(value) < 6 else default
