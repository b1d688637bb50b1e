"""What is downloaded is what is live, with its header and its address (R-273)."""

import datetime as dt
from io import BytesIO

import docx
import pypdfium2
import pytest
from django.core.checks import run_checks
from django.test import Client

from foundation.letters import fonts
from tests.public import links, read

pytestmark = pytest.mark.django_db
CONTENT = [
    ("heading", {"level": "chapter", "text": "第一章　总则", "anchor": ""}),
    ("article", {"number": "第一条", "text": "<p>为做好养老服务工作，制定本办法。</p>", "anchor": ""}),
    (
        "table",
        {
            "data": [["类别", "标准"], ["高龄补贴", None]],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
            "table_caption": "",
            "cell": [],
            "mergeCells": [],
        },
    ),
]


@pytest.fixture
def document(office):
    return office.publish(
        office.document(
            title="关于印发养老服务办法的通知",
            document_number="示政办发〔2026〕9号",
            written_on=dt.date(2026, 1, 5),
            content=CONTENT,
        )
    )


def fetch(document, extension: str):
    return Client().get(f"/download/{document.pk}.{extension}")


def words_of(answer, extension: str) -> str:
    if extension == "txt":
        return answer.content.decode("utf-8-sig")
    if extension == "docx":
        book = docx.Document(BytesIO(answer.content))
        cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in book.paragraphs), *cells])
    sheets = pypdfium2.PdfDocument(answer.content)
    return "\n".join(sheet.get_textpage().get_text_range() for sheet in sheets)


@pytest.mark.rows("R-273")
@pytest.mark.parametrize("extension", ["txt", "docx", "pdf"])
def test_a_download_holds_number_text_and_source(document, extension):
    if extension == "pdf" and fonts.pdf_font() is None:
        pytest.skip("no font that may be embedded is installed")
    answer = fetch(document, extension)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert f"page-{document.pk}" in answer["Surrogate-Key"]
    words = "".join(words_of(answer, extension).split())
    for expected in (
        document.title, "示政办发〔2026〕9号", "成文日期", "2026-01-05", "第一章", "第一条",
        "为做好养老服务工作，制定本办法。", "高龄补贴", f"http://testserver{document.url}",
    ):  # fmt: skip
        assert "".join(expected.split()) in words, expected


def test_plain_text_is_for_windows(document):
    content = fetch(document, "txt").content
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_an_interpretation_can_be_taken_along_too(office, document):
    interpretation = office.publish(office.interpretation(document))
    assert interpretation.title in words_of(fetch(interpretation, "txt"), "txt")


def test_a_draft_and_what_was_withdrawn_cannot_be_downloaded(office, document):
    assert fetch(office.document(), "txt").status_code == 404
    office.take_down(document)
    assert fetch(document, "txt").status_code == 404


def test_a_later_draft_changes_nothing_until_it_is_live(document):
    document.title = "尚未公开的新标题"
    document.save_revision()
    assert "尚未公开的新标题" not in words_of(fetch(document, "txt"), "txt")


@pytest.mark.parametrize("extension", ["exe", "html", "doc"])
def test_there_are_three_formats(document, extension):
    assert fetch(document, extension).status_code == 404


def test_a_column_is_no_paper(office):
    assert fetch(office.column, "txt").status_code == 404


def test_without_a_font_there_is_no_pdf_and_the_check_says_why(document, settings):
    settings.PDF_FONT = "/nowhere/font.ttf"
    assert fetch(document, "pdf").status_code == 404
    assert "PDF 文档" not in links(read(document.url))
    assert "portal.I001" in [one.id for one in run_checks()]


def test_page_offers_what_there_is(document):
    ways = links(read(document.url))
    assert ways["文本（TXT）"] == f"/download/{document.pk}.txt"
    assert ways["Word 文档（DOCX）"] == f"/download/{document.pk}.docx"
