"""Table three of the annual report, counted from the register."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from disclosure.requests.enums import Applicant, Ending, Leaf
from disclosure.requests.models import Case
from disclosure.statistics import selectors
from disclosure.statistics.rules import (
    CARRIED_IN,
    CARRIED_OUT,
    COLUMNS,
    LEAVES,
    NEW,
    RESULTS,
    ROWS,
    TOTAL,
    UNKNOWN,
    Table,
    last_quarter,
    quarter_of,
    result_of,
    year,
)
from foundation.organisations.models import Body

from .ended import case_of

D = dt.date
Y2025, Y2026 = year(2025), year(2026)


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel(dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC), tick=False):
        yield


def test_it_has_the_rows_and_columns_of_the_national_form():
    assert len([row for row in ROWS if row.code]) == 25
    assert [column.label for column in COLUMNS] == [
        "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
    ]  # fmt: skip
    assert len(LEAVES) == 21


def test_the_sums_of_a_published_report_are_accepted_and_a_wrong_one_is_named():
    """淮安市 2024: 3119 + 34 = 3050 + 103."""
    person = Applicant.NATURAL_PERSON.value
    cells = {
        (NEW, person): 3119,
        (CARRIED_IN, person): 34,
        ("granted", person): 3050,
        (CARRIED_OUT, person): 103,
    }
    assert Table(cells).faults() == []
    fault = Table(cells | {(CARRIED_OUT, person): 102}).faults()
    assert "自然人" in fault[0] and "3153" in fault[0] and "相差1件" in fault[0]


@pytest.mark.parametrize(
    ("leaves", "ending"),
    [
        ([Leaf.GRANTED], Ending.ANSWERED),
        ([Leaf.GRANTED, Leaf.GRANTED], Ending.ANSWERED),
        ([Leaf.GRANTED, Leaf.DENIED_4], Ending.ANSWERED),
        ([Leaf.PARTIAL, Leaf.UNABLE_1], Ending.ANSWERED),
        ([Leaf.UNABLE_1, Leaf.DENIED_6], Ending.ANSWERED),
        ([Leaf.NP_2], Ending.ANSWERED),
        ([], Ending.WITHDRAWN),
        ([Leaf.GRANTED], Ending.ABANDONED),
        ([], Ending.UNPAID),
        ([], Ending.MERGED),
    ],
)
def test_a_case_counts_in_the_row_that_it_names_itself(office, leaves, ending):
    case = case_of(office.body, D(2026, 3, 2), D(2026, 3, 20), leaves, ending=ending)
    counted = selectors.with_ranks(Case.objects.filter(pk=case.pk)).get()
    assert result_of(counted.ending, counted.first_rank, counted.last_rank) == case.leaf
    assert selectors.behind(case.leaf, TOTAL, [office.body.pk], Y2026).get() == case
    assert selectors.table_three([office.body.pk], Y2026).cell(case.leaf, TOTAL) == 1


@pytest.fixture
def two_years(office):
    """Six applications over two years."""
    body = office.body
    return {
        "done": case_of(body, D(2025, 3, 3), D(2025, 3, 20)),
        "over": case_of(
            body, D(2025, 12, 20), D(2026, 1, 8), [Leaf.DENIED_4], applicant=Applicant.COMMERCIAL
        ),
        "last_day": case_of(body, D(2025, 12, 31), D(2025, 12, 31), [Leaf.UNABLE_1]),
        "mixed": case_of(body, D(2026, 2, 2), D(2026, 2, 20), [Leaf.GRANTED, Leaf.DENIED_5]),
        "back": case_of(body, D(2026, 5, 6), D(2026, 5, 8), [], ending=Ending.WITHDRAWN),
        "open": case_of(body, D(2026, 11, 2)),
        "never": case_of(body, None),
    }


def test_each_year_adds_up_and_carries_into_the_next(office, two_years, django_assert_num_queries):
    with django_assert_num_queries(4):
        before = selectors.table_three([office.body.pk], Y2025)
    after = selectors.table_three([office.body.pk], Y2026)
    sums = [(t.cell(NEW, TOTAL), t.cell(CARRIED_IN, TOTAL), t.cell(RESULTS, TOTAL), t.cell(CARRIED_OUT, TOTAL))
            for t in (before, after)]  # fmt: skip
    assert sums == [(3, 0, 2, 1), (3, 1, 3, 1)]
    assert before.faults() == after.faults() == []
    for column in COLUMNS:
        assert before.cell(CARRIED_OUT, column.code) == after.cell(CARRIED_IN, column.code)
    assert after.cell("denied_4", "commercial") == 1 and after.cell("partial", "natural_person") == 1


def test_four_quarters_are_the_year(office, two_years):
    quarters = [selectors.table_three([office.body.pk], quarter_of(2026, n)) for n in range(1, 5)]
    whole = selectors.table_three([office.body.pk], Y2026)
    for row in (NEW, RESULTS, *LEAVES):
        assert sum(one.cell(row, TOTAL) for one in quarters) == whole.cell(row, TOTAL)
    assert all(not one.faults() for one in quarters)


def test_every_cell_leads_to_as_many_cases_as_it_says(office, two_years):
    table = selectors.table_three([office.body.pk], Y2026)
    for row in ROWS:
        for column in COLUMNS if row.code else ():
            behind = selectors.behind(row.code, column.code, [office.body.pk], Y2026)
            assert behind.count() == table.cell(row.code, column.code), (row, column)


def test_a_closed_case_without_a_result_is_named_and_not_lost(office):
    case_of(office.body, D(2026, 3, 2), D(2026, 3, 20), [])
    table = selectors.table_three([office.body.pk], Y2026)
    assert "没有认定答复类型" in table.faults()[-1]
    assert selectors.behind(UNKNOWN, TOTAL, [office.body.pk], Y2026).count() == 1


def test_other_bodies_do_not_count_unless_asked_for(office, two_years):
    below = Body.objects.create(name="示范县财政局", code="sfx-czj", parent=office.body)
    case_of(below, D(2026, 6, 1))
    assert selectors.table_three([office.body.pk], Y2026).cell(NEW, TOTAL) == 3
    assert selectors.table_three([office.body.pk, below.pk], Y2026).cell(NEW, TOTAL) == 4


def test_the_screen_shows_the_table_links_its_cells_and_gives_files(office, two_years, client):
    client.force_login(office.clerk)
    page = client.get(reverse("statistics:table"))
    shown = page.content.decode()
    assert "各列勾稽关系成立" in shown and "2026年度" in shown
    assert f"{reverse('statistics:cell')}?body={office.body.pk}" in shown
    sheet = client.get(reverse("statistics:table") + "?export=xlsx")
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(sheet.streaming_content) if sheet.streaming else sheet.content)
    )
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == ("项目", *(column.label for column in COLUMNS))
    assert len(rows) == 1 + len(ROWS) and rows[1][-1] == 3
    text = b"".join(client.get(reverse("statistics:table") + "?export=csv").streaming_content).decode(
        "utf-8-sig"
    )
    assert len(list(csv.reader(io.StringIO(text)))) == 1 + len(ROWS)


def test_the_list_behind_a_cell_names_no_applicant(office, two_years, client, django_assert_max_num_queries):
    Case.objects.update(name="申小明", contact="13800000000")
    client.force_login(office.clerk)
    with django_assert_max_num_queries(20):
        shown = client.get(reverse("statistics:cell") + "?row=result_total&column=total").content.decode()
    assert two_years["mixed"].number in shown and two_years["done"].number not in shown
    assert "申小明" not in shown and "13800000000" not in shown
    assert client.get(reverse("statistics:cell") + "?row=nonsense").status_code == 404


@pytest.mark.parametrize(
    "query", ["?from=x&to=y", "?from=2026-05-01&to=2026-01-01", "?body=99999999999", "?body=x"]
)
def test_an_address_that_makes_no_sense_shows_the_usual(office, client, query):
    client.force_login(office.clerk)
    assert "2026年度" in client.get(reverse("statistics:table") + query).content.decode()


def test_an_editor_has_no_part_in_the_numbers(office, client):
    client.force_login(office.editor)
    assert client.get(reverse("statistics:table")).status_code in (302, 403)


def test_the_quarter_before_a_day():
    assert str(last_quarter(D(2026, 1, 5))) == "2025年第4季度"
    assert str(last_quarter(D(2026, 11, 22))) == "2026年第3季度"
