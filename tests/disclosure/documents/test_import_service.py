"""One file becomes one draft: facts, body, pictures, and what stands in the way."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from django.db import connection
from docx import Document
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex, Revision

from disclosure.documents import imports
from disclosure.documents.enums import DocumentKind, Genre, Openness, Validity
from disclosure.documents.import_facts import genre_of_title, tag_names
from disclosure.documents.importing.reading import read_document
from disclosure.documents.imports import DuplicateDocument, carry_out, plan_import
from disclosure.documents.models import DocumentPage, ImportedFile, IndexNumber
from foundation.signoff.gates import reasons
from tests.disclosure.documents.importing.test_docx import picture
from tests.disclosure.documents.importing.word import saved

FIXTURES = Path(__file__).parent / "importing" / "fixtures"
PAGE = """<html><body><table>
<tr><td>索引号:</td><td>{index}</td><td>主题分类:</td><td>{subject}</td></tr>
<tr><td>发布机构:</td><td>示范县人民政府办公室</td><td>文号:</td><td>{number}</td></tr>
<tr><td>成文日期:</td><td>2021-03-01</td><td>发布日期:</td><td>{published}</td></tr>
<tr><td>有效性:</td><td>{validity}</td><td>体裁:</td><td>{genre}</td></tr>
<tr><td>主题词:</td><td>政务公开 制度</td><td>公开属性:</td><td>{openness}</td></tr>
</table><h1>关于做好政务公开工作的通知</h1>
<div class="content"><p>各乡镇人民政府:</p><p>一、总体要求</p><p>{body}</p></div></body></html>"""
FACTS = {
    "body": "为做好本年度政务公开工作,保障公民、法人和其他组织的知情权,现就有关事项通知如下,请遵照执行。" * 3,
    "index": "01234567-8/202103-00007",
    "subject": "综合政务",
    "number": "示政办发[2021]7号",
    "published": "2021-03-05 09:30",
    "validity": "有效",
    "genre": "通知",
    "openness": "主动公开",
}


def web_page(**facts) -> bytes:
    return PAGE.format(**FACTS | facts).encode()


def imported(office, data: bytes, name: str = "文件.html", user=None) -> DocumentPage:
    """The draft as stored."""
    plan = plan_import(read_document(data, name), office.body, office.column)
    return DocumentPage.objects.get(pk=carry_out(plan, user or office.editor).pk)


def warnings_of(office, data: bytes, name: str = "文件.html") -> str:
    return "\n".join(map(str, plan_import(read_document(data, name), office.body, office.column).warnings))


@pytest.mark.rows("R-271", "R-272")
def test_the_header_of_a_web_page_becomes_the_header_of_a_draft(office):
    page = imported(office, web_page())
    assert (page.title, page.document_number) == ("关于做好政务公开工作的通知", "示政办发〔2021〕7号")
    assert (page.written_on, page.genre, page.validity) == (
        dt.date(2021, 3, 1),
        Genre.NOTICE,
        Validity.IN_FORCE,
    )
    assert page.get_subject_display() == "综合政务"
    assert page.original_published_at.isoformat() == "2021-03-05T01:30:00+00:00"
    assert page.public_date == dt.date(2021, 3, 5)
    assert set(page.tags.names()) == {"政务公开", "制度"}
    assert page.index_number == "01234567-8/202103-00007"
    assert IndexNumber.objects.get(page=page).is_imported
    assert (page.body, page.unit, page.owner) == (office.body, office.unit, office.editor)


def test_a_draft_is_never_live_and_can_be_submitted(office):
    page = imported(office, web_page())
    assert not page.live
    assert page.has_unpublished_changes
    assert page.first_published_at is None
    assert Revision.objects.for_instance(page).count() == 1
    assert page.get_latest_revision_as_object().content == page.content
    assert reasons(page) == []
    assert office.submit(page).workflow_in_progress


@pytest.mark.rows("R-272")
def test_the_kept_index_number_survives_publication(office):
    assert office.publish(imported(office, web_page())).index_number == "01234567-8/202103-00007"


@pytest.mark.rows("R-044", "R-046")
@pytest.mark.parametrize(
    ("openness", "stored"),
    [
        ("免予公开", Openness.WITHHELD),
        ("免于公开", Openness.WITHHELD),
        ("不予公开", Openness.WITHHELD),
        ("依申请公开", Openness.ON_REQUEST),
        ("主动公开", Openness.PROACTIVE),
        ("", Openness.PROACTIVE),
    ],
)
def test_openness_and_its_old_names(office, openness, stored):
    assert imported(office, web_page(openness=openness)).openness == stored


@pytest.mark.parametrize(
    ("field", "printed", "stored"),
    [
        ("validity", "已废止", Validity.ABOLISHED),
        ("validity", "失效", Validity.LAPSED),
        ("validity", "现行有效", Validity.IN_FORCE),
        ("genre", "令", Genre.ORDER),
        ("genre", "会议纪要", Genre.MINUTES),
        ("subject", "城乡建设", "10"),
        ("subject", "综合政务/其他", "02"),
    ],
)
def test_printed_words_become_choices(office, field, printed, stored):
    assert getattr(imported(office, web_page(**{field: printed})), field) == stored


@pytest.mark.parametrize(
    ("facts", "warning"),
    [
        ({"subject": "天文"}, "主题分类“天文”不在选项中"),
        ({"validity": "待定"}, "有效性“待定”不在选项中"),
        ({"published": "2021-02-01"}, "成文日期 2021-03-01 晚于发布日期 2021-02-01"),
        ({"number": "示政办发〔2020〕7号"}, "文号年份（2020）与成文年份（2021）不一致"),
        ({"index": "01234567-8/202012-00007"}, "索引号中的年月与发布日期 2021-03-05 不一致"),
    ],
)
def test_doubts_are_named(office, facts, warning):
    assert warning in warnings_of(office, web_page(**facts))


@pytest.mark.rows("R-005")
def test_another_issuer_is_named(office):
    other = web_page().replace("示范县人民政府办公室".encode(), "邻县人民政府".encode())
    assert "发布机构是“邻县人民政府”，导入到“示范县人民政府办公室”" in warnings_of(office, other)
    assert "信息由制作机关公开" not in warnings_of(office, web_page())


def test_reversed_dates_are_kept_as_a_draft_and_refused_at_submission(office):
    page = imported(office, web_page(published="2021-02-01"))
    assert page.written_on == dt.date(2021, 3, 1)
    assert [reason.field for reason in reasons(page)] == ["original_published_at"]


def test_the_kind_follows_where_the_source_filed_it(office):
    page = web_page().replace("公开属性:".encode(), "组配分类:".encode())
    assert imported(office, page.replace("主动公开".encode(), "规范性文件".encode())).kind == (
        DocumentKind.NORMATIVE
    )


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("示范县人民政府关于做好防汛工作的通知", Genre.NOTICE),
        ("关于促进就业的意见(试行）", Genre.OPINION),
        ("示范县政务公开工作制度", ""),
        ("关于意见征集情况的说明", ""),
    ],
)
def test_a_title_tells_its_kind(title, genre):
    assert genre_of_title(title) == genre


def test_tags_once_each():
    assert tag_names("公开、制度 公开;解读") == ["公开", "制度", "解读"]


def test_clauses_headings_and_annexes_are_addressable(office):
    page = imported(office, (FIXTURES / "annexed_mechanisms.txt").read_bytes(), "机制.txt")
    headings = [block.value for block in page.content if block.block_type == "heading"]
    articles = [block.value for block in page.content if block.block_type == "article"]
    assert next(heading["anchor"] for heading in headings if heading["level"] == "part") == "fujian-1"
    assert {"第一条", "第二条"} <= {article["number"] for article in articles}
    anchors = [value["anchor"] for value in headings + articles]
    assert len(set(anchors)) == len(anchors)
    assert all(str(article["text"]).startswith("<p>") for article in articles)


def test_a_compilation_is_one_document_with_a_part_for_each_system(office):
    data = (FIXTURES / "compilation_saved_twice.txt").read_bytes()
    parsed = read_document(data, "汇编.txt")
    page = imported(office, data, "汇编.txt")
    parts = [
        b.value["anchor"] for b in page.content if b.block_type == "heading" and b.value["level"] == "part"
    ]
    assert parts == [part.anchor for part in parsed.parts]
    assert len(parts) > 1


def test_markup_in_a_text_file_stays_text(office):
    page = imported(
        office, "关于安全的通知\n\n各科室:\n\n请勿输入<script>alert(1)</script>等内容。".encode(), "a.txt"
    )
    (block,) = page.content
    assert "&lt;script&gt;" in str(block.value)
    assert "<script" not in str(block.value)


def test_tables_and_pictures_of_a_word_file(office, media):
    document = Document()
    document.add_paragraph("关于公布目录的通知")
    document.add_paragraph("各科室:现公布目录如下,请遵照执行,并及时更新本科室负责的各项内容。")
    table = document.add_table(rows=3, cols=2)
    for row, cells in enumerate([("序号", "事项"), ("1", "机构"), ("", "职能")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_picture(picture())
    page = imported(office, saved(document), "目录.docx")
    kinds = [block.block_type for block in page.content]
    assert kinds == ["text", "table", "figure"]
    table_value = page.content[1].value
    assert table_value["data"][0] == ["序号", "事项"]
    assert table_value["mergeCells"] == [{"row": 1, "col": 0, "rowspan": 2, "colspan": 1}]
    assert table_value["cell"] == [{"row": 2, "col": 0, "hidden": True}]
    image = page.content[2].value["image"]
    assert (image.collection.name, image.uploaded_by_user) == ("导入图片", office.editor)
    assert ReferenceIndex.get_references_to(image).exists()
    assert 'rowspan="2"' in str(page.content[1].render())


def test_nothing_is_left_when_an_import_breaks(office, media, monkeypatch):
    document = Document()
    document.add_paragraph("关于公布图片的通知")
    document.add_paragraph("各科室:现公布流程图如下,请遵照执行。")
    document.add_picture(picture())
    monkeypatch.setattr(imports, "keep_index_number", lambda *args: 1 / 0)
    plan = plan_import(read_document(saved(document), "图.docx"), office.body, office.column)
    with pytest.raises(ZeroDivisionError):
        carry_out(plan.corrected(plan.values, [], "01234567-8/2021-1"), office.editor)
    assert not DocumentPage.objects.exists()
    assert not ImportedFile.objects.exists()
    assert not get_image_model().objects.exists()
    assert not [path for path in Path(media).rglob("*") if path.is_file()]


def test_importing_twice_is_importing_once(office):
    page = imported(office, web_page())
    page.title = "改过的标题"
    page.save()
    with pytest.raises(DuplicateDocument, match=f"已导入过：《改过的标题》（页面编号 {page.pk}）"):
        imported(office, web_page())
    assert DocumentPage.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"index": "x/2021-1", "validity": "失效"},
            "文号“示政办发〔2021〕7号”已用于《关于做好政务公开工作的通知》",
        ),
        (
            {"number": "", "validity": "失效"},
            "索引号“01234567-8/202103-00007”已用于《关于做好政务公开工作的通知》",
        ),
    ],
)
def test_another_file_of_the_same_document_is_named(office, change, message):
    imported(office, web_page())
    with pytest.raises(DuplicateDocument, match=message):
        imported(office, web_page(**change))
    assert DocumentPage.objects.count() == 1


@pytest.mark.rows("R-272")
def test_an_index_number_is_not_used_again_after_deletion(office):
    imported(office, web_page()).delete()
    with pytest.raises(DuplicateDocument, match="已登记给一份已删除的文件"):
        imported(office, web_page(number=""))


def test_like_titles_get_addresses_of_their_own(office):
    slugs = {imported(office, web_page(index="", number=f"示政办发〔2021〕{i}号")).slug for i in range(1, 4)}
    assert len(slugs) == 3


def test_what_does_not_fit_is_kept_in_a_warning(office):
    page = web_page(number="示政办发" * 20)
    assert "文号超过 60 字" in warnings_of(office, page)
    assert imported(office, page).document_number == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
def test_the_same_file_at_the_same_moment_becomes_one_draft(office):
    outcomes = []

    def attempt() -> None:
        try:
            outcomes.append(imported(office, web_page()).pk)
        except DuplicateDocument:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome is None for outcome in outcomes) == [False, True]
