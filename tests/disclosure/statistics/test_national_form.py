"""Table three cell by cell against the national form (国办公开办函〔2021〕30号); table four over New Year."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine

from disclosure.remedies import disputes
from disclosure.remedies.enums import DisputeKind, Result
from disclosure.requests.enums import Applicant, Ending, Leaf
from disclosure.requests.models import Case
from disclosure.statistics import selectors
from disclosure.statistics.rules import COLUMNS, ROWS, TOTAL, year

from .ended import case_of

D = dt.date
FORM = Path(__file__).with_name("table_three.txt").read_text(encoding="utf-8")
ENDED_BY = {Leaf.OTHER_1: Ending.ABANDONED, Leaf.OTHER_2: Ending.UNPAID, Leaf.OTHER_3: Ending.WITHDRAWN}
ORGANISATIONS = [one for one in Applicant if one != Applicant.NATURAL_PERSON]


class Line(NamedTuple):
    """A row or a column of the form."""

    kind: str
    code: str
    parent: str
    label: str


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel(dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC), tick=False):
        yield


def form(*kinds: str) -> list[Line]:
    lines = [Line(*line.split("\t")) for line in FORM.splitlines() if not line.startswith("#")]
    return [line for line in lines if line.kind in kinds]


def test_rows_and_columns_are_those_of_the_form_in_its_order():
    rows = form("input", "header", "leaf", "computed")
    assert [row.label for row in ROWS] == [line.label for line in rows]
    assert [row.code for row in ROWS if row.code] == [line.code for line in rows if line.kind != "header"]
    assert [line.code for line in form("leaf")] == [leaf.value for leaf in Leaf]
    columns = [(column.code, column.group or "-", column.label) for column in COLUMNS]
    assert columns == [(line.code, line.parent, line.label) for line in form("column")]


def times(row: int, column: int) -> int:
    """How many cases stand in a cell, so that neighbours differ."""
    return (row + 2 * column) % 3


@pytest.fixture
def filled(office) -> dict[tuple[str, str], int]:
    """Cases of every result and every applicant; what each of the 25 × 7 cells has to say, reckoned apart."""
    wanted: dict[tuple[str, str], int] = {}
    for column, applicant in enumerate(Applicant):
        for row, leaf in enumerate(Leaf):
            for nth in range(times(row, column)):
                # Every second one was received the year before.
                received = D(2026, 2, 2) if nth % 2 == 0 else D(2025, 12, 8)
                leaves = [] if leaf in ENDED_BY else [leaf]
                case_of(
                    office.body, received, D(2026, 3, 2), leaves,
                    ending=ENDED_BY.get(leaf, Ending.ANSWERED), applicant=applicant,
                )  # fmt: skip
        for _ in range(column + 1):
            case_of(office.body, D(2026, 11, 3), applicant=applicant)
        results = [times(row, column) for row in range(len(Leaf))]
        wanted |= {(leaf.value, applicant.value): results[row] for row, leaf in enumerate(Leaf)}
        before = sum(number // 2 for number in results)
        wanted["new", applicant.value] = sum(results) - before + column + 1
        wanted["carried_in", applicant.value] = before
        wanted["result_total", applicant.value] = sum(results)
        wanted["carried_out", applicant.value] = column + 1
    for line in form("input", "leaf", "computed"):
        wanted[line.code, TOTAL] = sum(wanted[line.code, one.value] for one in Applicant)
    return wanted


def test_each_of_the_175_cells_says_what_the_register_holds(office, filled):
    table = selectors.table_three([office.body.pk], year(2026))
    cells = {(row.code, column.code): table.cell(row.code, column.code)
             for row in ROWS if row.code for column in COLUMNS}  # fmt: skip
    assert len(cells) == 175 and cells == filled and table.faults() == []
    assert sum(filled["new", one.value] for one in ORGANISATIONS) > 0
    for column in COLUMNS:
        came = cells["new", column.code] + cells["carried_in", column.code]
        assert came == cells["result_total", column.code] + cells["carried_out", column.code]
        assert cells["result_total", column.code] == sum(cells[leaf.value, column.code] for leaf in Leaf)


def test_what_a_year_carries_out_the_next_carries_in_column_by_column(office, filled):
    before = selectors.table_three([office.body.pk], year(2025))
    after = selectors.table_three([office.body.pk], year(2027))
    for column in COLUMNS:
        assert before.cell("carried_out", column.code) == filled["carried_in", column.code]
        assert after.cell("carried_in", column.code) == filled["carried_out", column.code]


def test_the_cases_behind_a_cell_are_those_it_counts(office, filled):
    period = year(2026)
    for applicant in Applicant:
        behind = selectors.behind(Leaf.NP_3.value, applicant.value, [office.body.pk], period)
        found = Case.objects.filter(applicant=applicant, items__leaf=Leaf.NP_3).order_by("received_on", "pk")
        assert list(behind) == list(found)


@pytest.mark.rows("R-194")
def test_a_review_counts_in_the_year_of_its_result_and_waits_in_the_year_before(office):
    review = disputes.register(
        office.clerk, kind=DisputeKind.REVIEW, body=office.body, authority="示范市人民政府",
        claim="认为答复内容与申请不符", received_on=D(2025, 12, 15),
    )  # fmt: skip
    disputes.conclude(
        review, office.clerk, result=Result.CORRECTED, words="撤销答复，责令重新答复", on=D(2026, 1, 20)
    )
    suit = disputes.register(
        office.clerk, kind=DisputeKind.SUIT_AFTER, body=office.body, authority="示范市中级人民法院",
        claim="对复议决定不服", received_on=D(2026, 2, 2), follows=review.__class__.objects.get(pk=review.pk),
    )  # fmt: skip
    disputes.conclude(suit, office.clerk, result=Result.UPHELD, words="驳回诉讼请求", on=D(2026, 6, 1))
    tables = [
        disputes.table_four([office.body.pk], D(number, 1, 1), D(number, 12, 31)) for number in (2025, 2026)
    ]
    assert [table["review"] for table in tables] == [[0, 0, 0, 1, 1], [0, 1, 0, 0, 1]]
    assert tables[1]["suit_after"] == [1, 0, 0, 0, 1] and tables[1]["suit"] == [0, 0, 0, 0, 0]
    assert all(sum(row[:4]) == row[4] and len(row) == 5 for table in tables for row in table.values())
