"""Table three of the annual report (国办公开办函〔2021〕30号): its rows, columns and sums. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from disclosure.requests.enums import Applicant, Ending, Leaf

NEW, CARRIED_IN, RESULTS, CARRIED_OUT, TOTAL = "new", "carried_in", "result_total", "carried_out", "total"
NOTE = "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"


class Row(NamedTuple):
    """A row as printed; ``code`` is empty for the headings between, ``level`` how far it is set in."""

    code: str
    label: str
    level: int = 0


class Column(NamedTuple):
    code: str
    label: str
    group: str = ""


_LEGAL = "法人或其他组织"
COLUMNS = (
    *(Column(one.value, one.label, "" if one == Applicant.NATURAL_PERSON else _LEGAL) for one in Applicant),
    Column(TOTAL, "总计"),
)
LEAVES = tuple(leaf.value for leaf in Leaf)
_LONG = {
    Leaf.PARTIAL: "部分公开（区分处理的，只计这一情形，不计其他情形）",
    Leaf.OTHER_1: "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    Leaf.OTHER_2: "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
}
_GROUPS = (
    ("（三）不予公开", "denied"),
    ("（四）无法提供", "unable"),
    ("（五）不予处理", "np"),
    ("（六）其他处理", "other"),
)


def _grouped() -> Iterable[Row]:
    for heading, prefix in _GROUPS:
        yield Row("", heading, 1)
        for number, leaf in enumerate((one for one in Leaf if one.value.startswith(f"{prefix}_")), 1):
            yield Row(leaf.value, f"{number}.{_LONG.get(leaf, leaf.label)}", 2)


ROWS = (
    Row(NEW, "一、本年新收政府信息公开申请数量"),
    Row(CARRIED_IN, "二、上年结转政府信息公开申请数量"),
    Row("", "三、本年度办理结果"),
    Row(Leaf.GRANTED.value, "（一）予以公开", 1),
    Row(Leaf.PARTIAL.value, f"（二）{_LONG[Leaf.PARTIAL]}", 1),
    *_grouped(),
    Row(RESULTS, "（七）总计", 1),
    Row(CARRIED_OUT, "四、结转下年度继续办理"),
)
CODES = tuple(row.code for row in ROWS if row.code)
# Endings that are a result by themselves; the same as Case.leaf says of one case.
ENDING_LEAVES: dict[str, str] = {
    Ending.ABANDONED.value: Leaf.OTHER_1.value,
    Ending.UNPAID.value: Leaf.OTHER_2.value,
    Ending.WITHDRAWN.value: Leaf.OTHER_3.value,
    Ending.MERGED.value: Leaf.OTHER_3.value,
}
GRANTED, PARTIAL = LEAVES.index(Leaf.GRANTED), LEAVES.index(Leaf.PARTIAL)
# A closed case whose items name no result: it would be missing from the leaves, so the table says so.
UNKNOWN = "unknown"


def result_of(ending: str, first: int | None, last: int | None) -> str:
    """The one row that a closed case counts in, from the first and last of its items' results in table order.

    区分处理的，只计部分公开: granted beside anything else is partial; otherwise the first in the order of the table.
    """
    if ending in ENDING_LEAVES:
        return ENDING_LEAVES[ending]
    if first is None:
        return UNKNOWN
    return LEAVES[PARTIAL] if first == GRANTED != last else LEAVES[first]


@dataclass(frozen=True)
class Table:
    """The counted cells by (row, column of an applicant). Sums are reckoned here and never stored."""

    cells: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def cell(self, row: str, column: str) -> int:
        """One of the 25 × 7 cells."""
        if column == TOTAL:
            return sum(self.cell(row, one.value) for one in Applicant)
        if row == RESULTS:
            return sum(self.cells.get((leaf, column), 0) for leaf in LEAVES)
        return self.cells.get((row, column), 0)

    def row(self, row: str) -> list[int]:
        return [self.cell(row, column.code) for column in COLUMNS]

    def unknown(self) -> int:
        """Closed cases without a result."""
        return self.cell(UNKNOWN, TOTAL)

    def faults(self) -> list[str]:
        """Why the table does not add up, in words; empty when every column does."""
        found = []
        for column in COLUMNS:
            came = self.cell(NEW, column.code) + self.cell(CARRIED_IN, column.code)
            went = self.cell(RESULTS, column.code) + self.cell(CARRIED_OUT, column.code)
            if came != went:
                found.append(
                    f"“{column.label}”列不平：第一项加第二项为{came}件，第三项加第四项为{went}件，相差{came - went}件。"
                )
        if unknown := self.unknown():
            found.append(f"有{unknown}件已办结的申请没有认定答复类型，未计入第三项，请补充认定。")
        return found


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        if self == year(self.first.year):
            return f"{self.first.year}年度"
        quarter = (self.first.month - 1) // 3 + 1
        if self == quarter_of(self.first.year, quarter):
            return f"{self.first.year}年第{quarter}季度"
        return (
            f"{self.first.year}年{self.first.month}月{self.first.day}日至"
            f"{self.last.year}年{self.last.month}月{self.last.day}日"
        )


def year(number: int) -> Period:
    """The period of the annual report: 1 January to 31 December (国办公开办函〔2021〕30号)."""
    return Period(dt.date(number, 1, 1), dt.date(number, 12, 31))


def quarter_of(number: int, quarter: int) -> Period:
    """A quarter, 1 to 4."""
    first = dt.date(number, 3 * quarter - 2, 1)
    after = dt.date(number + 1, 1, 1) if quarter == 4 else dt.date(number, 3 * quarter + 1, 1)
    return Period(first, after - dt.timedelta(days=1))


def last_quarter(today: dt.date) -> Period:
    """The quarter that ended before this day."""
    quarter = (today.month - 1) // 3
    return quarter_of(today.year, quarter) if quarter else quarter_of(today.year - 1, 4)
