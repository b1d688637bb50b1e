"""`import_documents`: many files, a report, and a run that may be repeated and interrupted."""

import csv
import io
import os
import signal
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Revision

from disclosure.catalogue.models import CatalogueItem, CatalogueTemplate, ColumnPage
from disclosure.documents import import_batch
from disclosure.documents.models import DocumentPage, ImportedFile, PendingImport
from foundation.signoff.services import publish_structure


def letter(position: int, body: str = "现就有关事项通知如下,请遵照执行。") -> str:
    return (
        f"示范县人民政府办公室\n关于做好第{position}项工作的通知\n\n示政办发〔2021〕{position}号\n\n各科室:\n{body}\n\n"
        "示范县人民政府办公室\n2021年3月5日\n"
    )


@pytest.fixture
def folder(tmp_path) -> Path:
    """Three letters, one of them in GBK, a damaged Word file and a picture."""
    folder = tmp_path / "old_site"
    folder.mkdir()
    (folder / "1.txt").write_text(letter(1))
    (folder / "2.txt").write_bytes(letter(2).encode("gbk"))
    (folder / "3.txt").write_text(letter(3))
    (folder / "4.docx").write_bytes(b"PK\x03\x04 damaged")
    (folder / "5.png").write_bytes(b"\x89PNG")
    return folder


def run(office, *paths, **options) -> tuple[int, str]:
    """Exit code and everything printed."""
    out = io.StringIO()
    options = {"organisation": office.body.code, "column_page": office.column.pk} | options
    try:
        call_command("import_documents", *map(str, paths), stdout=out, **options)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.django_db(transaction=False)
def test_each_file_gets_a_row_and_a_bad_one_stops_nothing(office, folder, tmp_path):
    report = tmp_path / "报告.csv"
    code, printed = run(office, folder, report=report)
    assert code == 1
    assert "已导入 3 份" in printed
    found = rows(report)
    assert [row["结果"] for row in found] == ["已导入", "已导入", "已导入", "失败", "失败"]
    assert [row["文号"] for row in found[:3]] == [f"示政办发〔2021〕{position}号" for position in (1, 2, 3)]
    assert {int(row["页面编号"]) for row in found[:3]} == set(
        DocumentPage.objects.values_list("pk", flat=True)
    )
    assert "文件已损坏" in found[3]["原因"]
    assert "不支持这种格式" in found[4]["原因"]
    assert report.read_bytes().startswith(b"\xef\xbb\xbf")
    assert not DocumentPage.objects.live().exists()


def test_a_second_run_imports_nothing_and_says_so(office, folder, tmp_path):
    (folder / "4.docx").unlink()
    (folder / "5.png").unlink()
    assert run(office, folder)[0] == 0
    code, printed = run(office, folder, report=tmp_path / "r.csv")
    assert code == 0
    assert "已存在，跳过 3 份" in printed
    assert all("已导入过" in row["原因"] for row in rows(tmp_path / "r.csv"))
    assert (
        DocumentPage.objects.count()
        == Revision.objects.for_instance(DocumentPage.objects.first()).count() * 3
    )


def test_a_zip_archive_is_read_entry_by_entry(office, tmp_path):
    archive = tmp_path / "文件.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("甲/1.txt", letter(1))
        target.writestr("乙/2.txt", letter(2))
    assert run(office, archive)[0] == 0
    assert DocumentPage.objects.count() == 2


def test_a_dry_run_writes_nothing_and_finds_duplicates_within_the_batch(office, folder, tmp_path):
    (folder / "6.txt").write_text(letter(1, body="正文略有不同,文号相同,请各科室遵照执行。"))
    code, printed = run(office, folder, dry_run=True, report=tmp_path / "r.csv")
    assert (code, DocumentPage.objects.count(), ImportedFile.objects.count()) == (1, 0, 0)
    assert "可导入 3 份" in printed
    assert "与本批文件“1.txt”的文号相同" in rows(tmp_path / "r.csv")[-1]["原因"]


def test_an_unexpected_error_stops_nothing(office, folder, monkeypatch, caplog):
    real = import_batch.plan_import

    def broken(parsed, *args):
        if parsed.name == "2.txt":
            raise RuntimeError("unforeseen")
        return real(parsed, *args)

    monkeypatch.setattr(import_batch, "plan_import", broken)
    code, printed = run(office, folder)
    assert code == 1
    assert "程序处理此文件时出错" in printed
    assert DocumentPage.objects.count() == 2
    assert "unforeseen" in caplog.text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"organisation": "nobody"}, "没有代码为“nobody”的机构。机构代码见后台“机构”列表"),
        ({"column_page": 999_999}, "没有页面编号为 999999 的栏目。可用的栏目：\n  政策文件（页面编号"),
        ({"column_page": None, "column": 73}, "没有目录事项序号为 73 的栏目"),
        ({"column_page": None}, "没有对应目录事项“其他文件”的栏目，请指定栏目"),
        ({"user": "nobody"}, "没有用户名为“nobody”的用户"),
        ({"report": Path("/nowhere/report.csv")}, "报告无法写入"),
    ],
)
def test_wrong_arguments(office, folder, options, message):
    code, printed = run(office, folder, **options)
    assert code == 2
    assert message in printed
    assert not DocumentPage.objects.exists()


def test_a_path_that_does_not_exist_is_a_wrong_argument(office, tmp_path):
    assert run(office, tmp_path / "无") == (2, f"文件或文件夹不存在：{tmp_path / '无'}")


@pytest.fixture
def catalogue(office) -> dict[str, ColumnPage]:
    """Columns for items 10 and 11 of the basic catalogue."""
    template = CatalogueTemplate.objects.create(code="t", name="基本目录", year=2024)
    columns = {}
    for number, name in ((10, "行政规范性文件"), (11, "其他文件")):
        item = CatalogueItem.objects.create(
            template=template, number=number, level1="法定", level3=name, time_kind="dynamic"
        )
        column = ColumnPage(title=name, body=office.body, unit=office.unit, item=item, description=name)
        office.home.add_child(instance=column)
        publish_structure(column, "建立栏目")
        columns[name] = column
    return columns


def test_without_a_column_the_kind_decides(office, catalogue, tmp_path):
    page = "<table><tr><td>索引号:</td><td>x-1</td><td>组配分类:</td><td>{}</td></tr></table><h1>关于{}的通知</h1>"
    text = '<div id="zoom"><p>各科室:</p><p>' + "现就有关事项通知如下,请各科室遵照执行。" * 5 + "</p></div>"
    (tmp_path / "1.html").write_text(page.format("行政规范性文件", "甲") + text)
    (tmp_path / "2.html").write_text(page.replace("x-1", "x-2").format("通知公告", "乙") + text)
    assert run(office, tmp_path, column_page=None)[0] == 0
    parents = {page.title: page.get_parent().title for page in DocumentPage.objects.all()}
    assert parents == {"关于甲的通知": "行政规范性文件", "关于乙的通知": "其他文件"}


def test_a_column_by_its_item_number(office, catalogue, folder):
    run(office, folder, column=10, column_page=None)
    assert {page.get_parent().pk for page in DocumentPage.objects.all()} == {catalogue["行政规范性文件"].pk}


def test_ctrl_c_finishes_the_file_and_tells_how_to_go_on(office, folder, tmp_path, monkeypatch):
    real = import_batch.carry_out

    def carry_out_and_interrupt(*args):
        os.kill(os.getpid(), signal.SIGINT)
        return real(*args)

    monkeypatch.setattr(import_batch, "carry_out", carry_out_and_interrupt)
    code, printed = run(office, folder, report=tmp_path / "r.csv")
    assert code == 130
    assert "处理了 1 份，余 4 份未处理。用同一命令再次运行即可继续" in printed
    assert len(rows(tmp_path / "r.csv")) == 1
    monkeypatch.setattr(import_batch, "carry_out", real)
    run(office, folder)
    assert DocumentPage.objects.count() == 3


def test_imported_drafts_are_found_by_search(office, folder):
    run(office, folder)
    assert DocumentPage.objects.search("示政办发〔2021〕2号").count() >= 1


def test_a_file_costs_the_same_however_many_went_before(office, tmp_path):
    def queries(first: int, last: int) -> int:
        path = tmp_path / f"batch{first}"
        path.mkdir()
        for position in range(first, last):
            (path / f"{position}.txt").write_text(letter(position))
        with CaptureQueriesContext(connection) as captured:
            assert run(office, path)[0] == 0
        return len(captured)

    few = queries(1, 4)
    queries(4, 24)
    assert queries(24, 27) <= few


def test_a_spreadsheet_runs_nothing_from_a_file_name(office, tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "1.txt").write_text("=cmd|' /C calc'!A0\n\n" + letter(1))
    run(office, tmp_path / "x", report=tmp_path / "r.csv")
    assert not rows(tmp_path / "r.csv")[0]["标题"].startswith("=")
    assert not PendingImport.objects.exists()
