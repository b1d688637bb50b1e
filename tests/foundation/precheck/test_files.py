"""What hides in attachments is read, named with its place, and gone from the cleaned copy."""

import zipfile
from io import BytesIO

import openpyxl
import pikepdf
import pytest
from docx import Document
from PIL import Image

from foundation.precheck.files import limits
from foundation.precheck.files.content import Unreadable
from foundation.precheck.files.isolation import clean_copy, read_isolated
from foundation.precheck.files.reading import clean_file, read_file

from .makers import excel_file, identity_number, pdf_file, photo, word_file

ID = identity_number()


def texts(content) -> dict[str, str]:
    return {text.label: text.text for text in content.texts}


def kinds(content) -> set[str]:
    return {notice.kind.value for notice in content.notices}


@pytest.mark.rows("R-080")
@pytest.mark.parametrize(
    ("parts", "label"),
    [
        ({"body": ID}, "正文"),
        ({"cell": ID}, "正文表格1"),
        ({"header": ID}, "页眉"),
        ({"comment": ID}, "批注"),
        ({"inserted": ID}, "正文"),
        ({"deleted": ID}, "正文修订中删除的文字"),
        ({"hidden": ID}, "正文隐藏文字"),
    ],
)
def test_every_corner_of_a_word_file_is_read(parts, label):
    assert ID in texts(read_file(word_file(**parts), "名单.docx"))[label]


def test_word_file_names_what_it_carries():
    content = read_file(
        word_file(comment="此处再议", inserted="新增", deleted="删去", hidden="底价", author="张某"),
        "稿.docx",
    )
    assert kinds(content) == {"traces", "hidden", "metadata"}
    told = "".join(f"{notice.message}{notice.excerpt}" for notice in content.notices)
    assert "1条批注，批注人：审稿人" in told
    assert "2处未处理的修订，修订人：改稿人" in told
    assert "作者：张某" in told


def test_every_sheet_of_a_workbook_is_read():
    data = excel_file(
        rows=[("姓名", "证件"), ("某某", ID), ("某某", 13800138000), ("某某", 13800138000.0)],
        secret_rows=[("底数", ID)],
        comment="张某改",
        hidden_row=3,
        author="李某",
    )
    content = read_file(data, "公示.XLSX")
    assert texts(content)["工作表“公示”"].split("\n")[1:] == [
        f"某某\t{ID}",
        "某某\t13800138000",
        "某某\t13800138000",
    ]
    assert ID in texts(content)["隐藏工作表“底表”"]
    assert "张某改" in texts(content)["批注"]
    assert kinds(content) == {"hidden", "traces", "metadata"}
    assert any("隐藏的1行" in notice.message for notice in content.notices)


def test_pdf_is_read_page_by_page():
    content = read_file(pdf_file("首页文字在此", f"号码{ID}", remark="请删", author="王某"), "附件.pdf")
    assert ID in texts(content)["第2页"]
    assert texts(content)["第1页批注"] == "请删"
    assert kinds(content) == {"traces", "metadata"}


def test_scanned_page_is_said_to_be_unchecked():
    content = read_file(pdf_file("首页文字在此", ""), "附件.pdf")
    (notice,) = content.notices
    assert notice.kind.value == "unchecked"
    assert "第2页没有文字层" in notice.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_in_the_encodings_of_offices(encoding):
    content = read_file(f"姓名,证件\r\n某某,{ID}\r\n".encode(encoding), "名单.csv")
    assert f"某某,{ID}" in texts(content)[""]


def test_ofd_and_slides():
    ofd, pptx = BytesIO(), BytesIO()
    with zipfile.ZipFile(ofd, "w") as archive:
        archive.writestr(
            "OFD.xml", '<o:OFD xmlns:o="http://www.ofdspec.org/2016"><o:Author>张某</o:Author></o:OFD>'
        )
        archive.writestr(
            "Doc_0/Pages/Page_0/Content.xml",
            f'<o:Page xmlns:o="http://www.ofdspec.org/2016"><o:TextCode>{ID}</o:TextCode></o:Page>',
        )
    with zipfile.ZipFile(pptx, "w") as archive:
        archive.writestr(
            "ppt/slides/slide1.xml",
            '<p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:t>'
            f"{ID}</a:t></a:p></p>",
        )
    assert texts(read_file(ofd.getvalue(), "公文.ofd")) == {"第1页": ID}
    assert kinds(read_file(ofd.getvalue(), "公文.ofd")) == {"metadata"}
    assert texts(read_file(pptx.getvalue(), "解读.pptx")) == {"第1张幻灯片": ID}


def test_photograph_tells_its_place():
    assert kinds(read_file(photo(), "现场.jpg")) == {"location", "metadata"}


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (150 * limits.MB))
    return out.getvalue()


def entities() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY x "xx">]><a>&x;</a>')
    return out.getvalue()


HOSTILE = {
    "empty": (lambda: b"", "空.pdf", "空的"),
    "broken-word": (lambda: b"PK\x03\x04broken", "坏.docx", "损坏"),
    "broken-excel": (lambda: b"PK\x03\x04broken", "坏.xlsx", "损坏"),
    "broken-pdf": (lambda: b"%PDF-1.4 broken", "坏.pdf", "损坏"),
    "broken-picture": (lambda: b"\xff\xd8\xff broken", "坏.jpg", "损坏"),
    "wrong-name": (lambda: b"<html>", "假.docx", "扩展名"),
    "encrypted-word": (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600, "密.docx", "加密"),
    "encrypted-pdf": (lambda: pdf_file("文字", password="x"), "密.pdf", "加密"),
    "bomb": (bomb, "炸弹.docx", "压缩比异常"),
    "entities": (entities, "实体.docx", "外部定义"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_and_broken_files_are_refused_with_words(case):
    make, name, words = HOSTILE[case]
    with pytest.raises(Unreadable, match=words):
        read_isolated(make(), name)


def test_formats_that_cannot_be_read_are_said_to_be_unchecked():
    for name in ("旧.doc", "旧.xls", "打包.zip", "无扩展名"):
        (notice,) = read_file(b"anything", name).notices
        assert notice.kind.value == "unchecked"


def test_file_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr("foundation.precheck.files.isolation.SECONDS", 0.01)
    with pytest.raises(Unreadable, match="过于复杂"):
        read_isolated(pdf_file("文字"), "慢.pdf")


def test_reading_in_its_own_process_gives_the_same():
    data = word_file(body=ID, comment="再议", author="张某")
    apart, here = read_isolated(data, "稿.docx"), read_file(data, "稿.docx")
    assert (apart.texts, apart.notices) == (here.texts, here.notices)


def test_cleaned_word_file_keeps_its_text_and_nothing_else():
    data = word_file(
        body="各乡镇人民政府：",
        comment="再议",
        inserted="新增句",
        deleted="旧句",
        hidden="底价",
        author="张某",
    )
    cleaned = clean_copy(data, "稿.docx")
    content = read_file(cleaned, "稿.docx")
    assert content.notices == []
    assert texts(content) == {"正文": "各乡镇人民政府：新增句\n"}
    assert Document(BytesIO(cleaned)).paragraphs[0].text == "各乡镇人民政府：新增句"
    assert not [name for name in zipfile.ZipFile(BytesIO(cleaned)).namelist() if "comments" in name]
    assert "张某".encode() not in b"".join(
        zipfile.ZipFile(BytesIO(cleaned)).read(name) for name in zipfile.ZipFile(BytesIO(cleaned)).namelist()
    )


def test_cleaned_workbook_opens_and_keeps_its_cells():
    data = excel_file(
        rows=[("项目", "金额"), ("甲", 12.5)], comment="张某改", author="李某", secret_rows=[("底", 1)]
    )
    cleaned = clean_copy(data, "表.xlsx")
    content = read_file(cleaned, "表.xlsx")
    assert kinds(content) == {"hidden"}  # a hidden sheet is for people to judge
    book = openpyxl.load_workbook(BytesIO(cleaned))
    assert [cell.value for cell in book["公示"][2]] == ["甲", 12.5]
    assert book["公示"]["A1"].comment is None
    assert "李某" not in str(book.properties.creator)


def test_cleaned_pdf_keeps_its_pages():
    cleaned = clean_copy(
        pdf_file("首页文字在此", "第二页文字", remark="请删", author="王某", attached=b"secret"), "附件.pdf"
    )
    content = read_file(cleaned, "附件.pdf")
    assert content.notices == []
    assert list(texts(content)) == ["第1页", "第2页"]
    with pikepdf.open(BytesIO(cleaned)) as pdf:
        assert len(pdf.attachments) == 0
    assert "王某".encode("utf-16-be") not in cleaned


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "现场.jpg"), ("PNG", "现场.png")])
def test_cleaned_photograph_says_nothing_of_its_place(kind, name):
    cleaned = clean_copy(photo(kind), name)
    assert read_file(cleaned, name).notices == []
    assert Image.open(BytesIO(cleaned)).size == (40, 20)


def test_turned_photograph_stays_upright():
    assert Image.open(BytesIO(clean_file(photo(orientation=6), "现场.jpg"))).size == (20, 40)


def test_formats_without_a_cleaner_say_so():
    with pytest.raises(Unreadable, match="不能自动清理"):
        clean_file(b"x", "旧.doc")
