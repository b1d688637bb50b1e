"""The ledger as a spreadsheet: nothing personal and no formula goes out; nothing wrong comes in."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from foundation.organisations.services import sync_groups
from opinion.consultations import sheet_services
from opinion.consultations.ledger import confirm_many, draft_verdict, mark_of
from opinion.consultations.ledger_enums import SheetState
from opinion.consultations.models import LedgerSheet, Opinion
from opinion.consultations.sheet_services import (
    check_sheet,
    drop,
    receive,
    rows_of,
    run_sheets,
    start_writing,
)
from opinion.consultations.sheets import HEADINGS, Known, Row, SheetProblem, check, read, write

from .ledgers import ended_consultation, written

pytestmark = pytest.mark.django_db
TEXTS = ['=HYPERLINK("http://x.example")', "请降低票价。", "建议增加班次。"]


@pytest.fixture
def page(office):
    return ended_consultation(office)


@pytest.fixture
def rows(page) -> list[Opinion]:
    return written(page, TEXTS)


def exported(page) -> list[list]:
    sheet = load_workbook(io.BytesIO(write(rows_of(page)))).active
    return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]


def as_xlsx(table: list[list]) -> bytes:
    book = Workbook()
    for row in table:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_csv(table: list[list], encoding: str) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue().encode(encoding)


def fill(table: list[list], row: int, theme: str = "", verdict: str = "", reason: str = "") -> None:
    for name, value in (("类别", theme), ("采纳情况", verdict), ("理由", reason)):
        table[row][HEADINGS.index(name)] = value


def test_what_goes_out_runs_no_formula_and_names_nobody(page, rows):
    table = exported(page)
    assert tuple(table[0]) == HEADINGS
    assert [row[0] for row in table[1:]] == [one.number for one in rows]
    assert table[1][HEADINGS.index("意见")].startswith("'=HYPERLINK")
    assert not {"姓名", "联系方式"} & set(table[0])


@pytest.mark.parametrize("form", ["xlsx", "utf-8-sig", "gbk"])
def test_what_was_filled_in_comes_back(office, page, rows, form):
    table = exported(page)
    fill(table, 1, "时间", "采纳", "已写入第二条")
    fill(table, 2, "票价", "不采纳", "'=1+1 不是公式")
    data = as_xlsx(table) if form == "xlsx" else as_csv(table, form)
    sheet = receive(office.editor, page, "台账.xlsx" if form == "xlsx" else "台账.csv", data)
    assert (sheet.state, sheet.total, sheet.unchanged, sheet.errors) == (SheetState.CHECKED, 2, 1, [])
    assert not Opinion.objects.exclude(verdict="").exists()
    start_writing(office.editor, sheet, only_good=False)
    assert run_sheets() and not run_sheets()
    first, second, third = Opinion.objects.order_by("pk")
    assert (first.verdict, first.theme.name, first.drafted_by) == ("adopted", "时间", office.editor)
    assert (second.verdict, second.verdict_reason) == ("rejected", "=1+1 不是公式")
    assert (third.verdict, third.version) == ("", 0)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"not a sheet", "a.xlsx", "不是有效的 .xlsx"),
        (b"PK\x03\x04broken", "a.xlsx", "不是有效的 .xlsx"),
        (b"\xd0\xcf\x11\xe0", "a.xls", "另存为 .xlsx"),
        (b"\n", "a.csv", "缺少表头"),
        ("编号,采纳,理由\n1,2,3\n".encode("gbk"), "a.csv", "缺少表头：版本、类别、采纳情况"),
        ("编号,版本,类别,采纳情况,理由,理由\n".encode(), "a.csv", "出现了两次"),
        ("编号,版本,类别,采纳情况,理由\n,,,,\n".encode(), "a.csv", "没有内容"),
    ],
    ids=["text", "broken", "old", "empty", "gbk", "twice", "nothing"],
)
def test_a_file_that_is_no_ledger_is_refused_with_what_to_do(data, name, words):
    with pytest.raises(SheetProblem, match=words):
        read(data, name)


def test_merged_cells_are_named(office, page, rows):
    book = load_workbook(io.BytesIO(write(rows_of(page))))
    book.active.merge_cells("J2:J3")
    buffer = io.BytesIO()
    book.save(buffer)
    sheet = receive(office.editor, page, "台账.xlsx", buffer.getvalue())
    assert sheet.state == SheetState.REFUSED
    assert "J2:J3" in sheet.problem and "取消合并" in sheet.problem


def row(
    number: str, version: str = "0", verdict: str = "", reason: str = "", theme: str = "", at: int = 2
) -> Row:
    return Row(at, {"编号": number, "版本": version, "类别": theme, "采纳情况": verdict, "理由": reason})


KNOWN = {
    "YJ-1": Known(0, "", "", "", False, True),
    "YJ-2": Known(3, "票价", "rejected", "已核定", True, True),
    "YJ-3": Known(0, "", "", "", False, False),
}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("")], "没有编号"),
        ([row("YJ-9")], "不在本次征集的台账中"),
        ([row("YJ-1", verdict="采纳"), row("YJ-1", verdict="采纳", at=3)], "与第2行重复"),
        ([row("YJ-1", version="7", verdict="采纳")], "导出以后台账已有变化"),
        ([row("YJ-1", verdict="同意")], "“同意”不能识别"),
        ([row("YJ-1", reason="只有理由")], "没有填写采纳情况"),
        ([row("YJ-1", verdict="部分采纳")], "采纳了哪些"),
        ([row("YJ-2", version="3", verdict="采纳")], "已经确认"),
        ([row("YJ-3", verdict="采纳")], "已撤回或者暂不公开"),
        ([row("YJ-1", verdict="采纳", theme="类" * 101)], "现有101字"),
    ],
)
def test_every_wrong_row_is_named_with_its_number_in_the_file(rows, words):
    ((at, told),) = check(rows, KNOWN).errors
    assert at == rows[-1].at
    assert words in told


def test_unchanged_rows_and_missing_ones_leave_the_ledger_as_it_is():
    found = check([row("YJ-2", version="3", verdict="不采纳", reason="已核定", theme="票价")], KNOWN)
    assert (found.changes, found.unchanged, found.errors, found.absent) == ([], 1, [], ["YJ-1"])


def test_one_wrong_row_stops_the_file_until_the_good_ones_are_confirmed(office, page, rows):
    table = exported(page)
    fill(table, 1, verdict="采纳")
    fill(table, 2, verdict="赞成")
    sheet = receive(office.editor, page, "台账.xlsx", as_xlsx(table))
    with pytest.raises(ValidationError, match="表中有错误"):
        start_writing(office.editor, sheet, only_good=False)
    assert not Opinion.objects.exclude(verdict="").exists()
    start_writing(office.editor, sheet, only_good=True)
    run_sheets()
    assert [one.verdict for one in Opinion.objects.order_by("pk")] == ["adopted", "", ""]


def test_nine_hundred_missing_rows_are_named_and_stay(office, page):
    written(page, [f"第{number}条建议" for number in range(1000)])
    table = exported(page)[:101]
    for number in range(1, 101):
        fill(table, number, verdict="采纳")
    sheet = receive(office.editor, page, "台账.xlsx", as_xlsx(table))
    assert (sheet.total, sheet.absent, len(sheet.absent_numbers)) == (100, 900, 900)
    start_writing(office.editor, sheet, only_good=False)
    run_sheets()
    assert Opinion.objects.filter(verdict="adopted").count() == 100


def test_a_row_that_somebody_decides_in_between_is_told_and_not_overwritten(office, page, rows):
    table = exported(page)
    for number in (1, 2, 3):
        fill(table, number, verdict="采纳")
    sheet = receive(office.editor, page, "台账.xlsx", as_xlsx(table))
    draft_verdict(office.head, rows[1], 0, verdict="rejected", reason="已核定")
    start_writing(office.editor, sheet, only_good=False)
    run_sheets()
    sheet.refresh_from_db()
    assert (sheet.state, sheet.written) == (SheetState.DONE, 2)
    assert "没有写入" in sheet.errors[0][1]
    assert Opinion.objects.get(pk=rows[1].pk).verdict == "rejected"


def test_a_run_that_breaks_off_goes_on_and_writes_every_row_once(office, page, monkeypatch):
    monkeypatch.setattr(sheet_services, "BATCH", 2)
    made = written(page, [f"第{number}条建议" for number in range(5)])
    table = exported(page)
    for number in range(1, 6):
        fill(table, number, verdict="采纳")
    sheet = receive(office.editor, page, "台账.xlsx", as_xlsx(table))
    start_writing(office.editor, sheet, only_good=False)
    sheet_services._write_batch(sheet.pk)
    assert Opinion.objects.filter(verdict="adopted").count() == 2
    run_sheets()
    run_sheets()
    assert {one.version for one in Opinion.objects.filter(pk__in=[one.pk for one in made])} == {1}
    assert LedgerSheet.objects.get().written == 5


def test_a_large_file_waits_for_the_job_and_can_be_dropped(office, page, rows, monkeypatch):
    monkeypatch.setattr(sheet_services, "SMALL_FILE", 10)
    sheet = receive(office.editor, page, "台账.xlsx", write(rows_of(page)))
    assert sheet.state == SheetState.CHECKING
    run_sheets()
    sheet.refresh_from_db()
    assert sheet.state == SheetState.CHECKED
    assert drop(office.editor, sheet).state == SheetState.DROPPED
    assert check_sheet(sheet).state == SheetState.DROPPED


def test_confirmed_verdicts_do_not_change_by_a_file(office, page, rows):
    draft_verdict(office.editor, rows[0], 0, verdict="adopted", reason="")
    chosen = Opinion.objects.filter(pk=rows[0].pk)
    confirm_many(office.head, page, chosen, mark_of(chosen))
    table = exported(page)
    fill(table, 1, verdict="不采纳", reason="改主意了")
    sheet = receive(office.editor, page, "台账.xlsx", as_xlsx(table))
    assert "已经确认" in sheet.errors[0][1]


def test_those_who_only_read_import_nothing(office, page, rows):
    with pytest.raises(PermissionDenied):
        receive(office.leader, page, "台账.xlsx", write(rows_of(page)))


def test_the_screens_take_the_file_and_say_what_is_wrong(office, page, rows):
    sync_groups(office.editor)
    client = Client()
    client.force_login(office.editor)
    at = f"/admin/consultations/ledger/{page.pk}/sheets/"
    for path in ("", "export/", "example/"):
        assert client.get(at + path).status_code == 200
    assert "请选择文件" in client.post(at).content.decode()
    table = exported(page)
    fill(table, 1, verdict="采纳")
    fill(table, 2, verdict="赞成")
    upload = SimpleUploadedFile("台账 一.xlsx", as_xlsx(table))
    answer = client.post(at, {"file": upload})
    shown = client.get(answer["Location"]).content.decode()
    assert "第 3 行" in shown and "赞成" in shown
    refused = client.post(answer["Location"], {}).content.decode()
    assert "勾选只写入无误的行" in refused
    assert client.post(answer["Location"], {"only_good": "on"}).status_code == 302
    assert "已完成" in client.get(answer["Location"]).content.decode()


def test_the_example_can_be_read_back():
    from opinion.consultations.sheet_views import _EXAMPLE

    assert len(read(write(_EXAMPLE), "example.xlsx")) == len(_EXAMPLE)
