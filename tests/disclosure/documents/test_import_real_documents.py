"""The five public documents of the founding jurisdictions, as drafts, when they lie beside the project."""

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from disclosure.documents.importing.reading import read_document
from disclosure.documents.imports import carry_out, plan_import
from disclosure.documents.models import DocumentPage
from foundation.signoff.gates import reasons

FOLDER = Path(__file__).parents[4] / "shared" / "documents"
pytestmark = [
    pytest.mark.real_documents,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the real documents do not lie beside the project"),
]
NAVIGATION = (
    "登录", "您当前的位置", "您现在所在的位置", "浏览次数", "浏览量", "分享", "字体", "打印", "关闭", "版权所有",
    "主办单位", "承办单位", "网站标识码",
)  # fmt: skip


def imported(office, name: str) -> DocumentPage:
    plan = plan_import(read_document(FOLDER / name), office.body, office.column)
    return DocumentPage.objects.get(pk=carry_out(plan, office.editor).pk)


def local(moment: dt.datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def headings(page: DocumentPage, level: str) -> list[dict]:
    return [b.value for b in page.content if b.block_type == "heading" and b.value["level"] == level]


@pytest.mark.rows("R-271", "R-272")
def test_zongyang(office):
    page = imported(office, "zongyang_guide_2020.txt")
    assert page.index_number == "00312641-8/202011-00002"
    assert page.title == "枞阳县行政机关政府信息公开主动公开工作指南(2020 本)"
    assert local(page.original_published_at) == "2020-07-08 15:08"
    assert (page.get_validity_display(), page.phone) == ("有效", "0562-3211167")
    assert page.get_openness_display() == "主动公开"


@pytest.mark.rows("R-271", "R-272")
def test_zhengzhou(office):
    page = imported(office, "zhengzhou_bigdata_system_2019.txt")
    assert (page.document_number, page.index_number) == ("郑大数据〔2019〕23号", "MB1532375/2019-00045")
    assert (page.written_on, page.public_date) == (dt.date(2019, 5, 17), dt.date(2019, 5, 20))
    assert page.get_genre_display() == "通告"
    assert len(headings(page, "heading")) == 4


@pytest.mark.rows("R-271")
def test_shengzhou(office):
    page = imported(office, "shengzhou_system_2024.txt")
    assert local(page.original_published_at) == "2024-12-28 16:32"
    assert page.source == "政务公开科"
    assert [heading["anchor"] for heading in headings(page, "part")] == ["fujian-1", "fujian-2"]


@pytest.mark.rows("R-271")
def test_jinhua(office):
    page = imported(office, "jinhua_mechanisms_2024.txt")
    assert local(page.original_published_at) == "2024-01-23 10:13"
    assert page.source == "金华市人民政府网站"
    assert len(headings(page, "part")) == 4


def test_every_system_of_the_compilation_has_its_own_address(office):
    page = imported(office, "huadian_compilation.txt")
    parts = headings(page, "part")
    assert [part["anchor"] for part in parts] == [f"zhidu-{number}" for number in range(1, 16)]
    assert parts[0]["text"] == "桦甸市政府信息公开工作考核办法"
    assert parts[13]["text"] == "桦甸市政策解读工作制度"
    anchors = [b.value["anchor"] for b in page.content if b.block_type in ("heading", "article")]
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_no_navigation_in_the_body_and_ready_once_completed(office, path):
    page = imported(office, path.name)
    lines = [line for block in page.content for line in str(block.value).split("</p>")]
    short = [line.removeprefix("<p>") for line in lines if len(line) < 25]
    assert not [line for line in short if line.startswith(NAVIGATION)]
    missing = {reason.field for reason in reasons(page)}
    assert missing <= {"written_on"}
    page.written_on = page.written_on or page.public_date or dt.date(2020, 1, 1)
    page.save_revision(user=office.editor)
    assert office.submit(page).workflow_in_progress
