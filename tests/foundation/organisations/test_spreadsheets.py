"""Exports: nobody's words are run by a spreadsheet, and the file has its name."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from disclosure.deposits.models import ReadingPlace
from disclosure.deposits.places import record_visit
from foundation.organisations.spreadsheets import harmless
from portal.searching.admin import QueryReport

HOSTILE = '=HYPERLINK("//example.com")'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_begins_like_a_formula_is_text(start):
    assert harmless(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("kept", ["甲", "1-2", -3, None, ""])
def test_everything_else_stays(kept):
    assert harmless(kept) == kept


@pytest.mark.django_db
def test_what_somebody_said_at_the_counter_is_not_run(office, client, time_machine):
    time_machine.move_to("2026-03-06T12:00+08:00")
    place = ReadingPlace.objects.create(
        kind="archive",
        name="县档案馆",
        body=office.body,
        address="示范路",
        hours="工作日",
        phone="0000-0000001",
    )
    record_visit(office.editor, place, visited_on=place.started_on, visitor=HOSTILE, need="-2+3")
    client.force_login(office.editor)
    address = reverse("deposits:visits")
    answer = client.get(address, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert (
        "'=HYPERLINK" in text and ",=HYPERLINK" not in text and '"=HYPERLINK' not in text and "'-2+3" in text
    )
    assert "filename*=utf-8''%E6%9F%A5%E9%98%85%E7%99%BB%E8%AE%B0" in answer["Content-Disposition"]
    answer = client.get(address, {"export": "xlsx"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert "f" not in {cell.data_type for row in book.active for cell in row}


def test_what_readers_looked_for_is_not_run_either():
    """Anybody types there."""
    assert QueryReport().preprocess_field_value("query", HOSTILE, "csv").startswith("'=")
