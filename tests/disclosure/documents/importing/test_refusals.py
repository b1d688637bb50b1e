"""Files that must not, or cannot, be read: each refusal says in Chinese what to do."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from disclosure.documents.importing import limits
from disclosure.documents.importing.problems import ImportProblem
from disclosure.documents.importing.reading import read_document
from tests.disclosure.documents.importing import word

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
OPEN = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
CLOSE = "</w:body></w:document>"


def package(**parts):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        for name, content in parts.items():
            archive.writestr({"document": "word/document.xml"}.get(name, name), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("空.txt", b"", "文件是空的"),
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为 .docx"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为 .docx"),
        (
            "密.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "取消密码保护",
        ),
        ("假.docx", "这不是 Word 文件".encode(), "不是 Word 文档或已损坏"),
        ("版.docx", b"%PDF-1.7 ...", "PDF"),
        ("版.txt", b"%PDF-1.7 ...", "PDF"),
        ("富.docx", b"{\\rtf1 x}", "RTF"),
        ("图.txt", b"\x89PNG\r\n\x1a\n", "图片"),
        ("坏.docx", word.of_paragraphs("正文")[:900], "已损坏"),
        ("包.docx", package(**{"a.txt": "x"}), "压缩包而不是 Word"),
        ("表.docx", package(**{"xl/workbook.xml": "<x/>"}), "Excel"),
        ("宏.docx", package(document=OPEN + CLOSE, **{"word/vbaProject.bin": "x"}), "宏"),
        ("断.docx", package(document=OPEN), "已损坏或结构过于复杂"),
        ("码.txt", bytes(range(128, 256)) * 20 + b"\x00\x01\x02", "另存为 UTF-8"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_refused_with_advice(name, data, message):
    with pytest.raises(ImportProblem) as refusal:
        read_document(data, name)
    assert message in refusal.value.message
    assert refusal.value.place.startswith(name)


def test_entity_bomb_is_refused():
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        + OPEN
        + "&b;"
        + CLOSE
    )
    with pytest.raises(ImportProblem, match="外部定义"):
        read_document(package(document=bomb), "炸.docx")


def test_deep_xml_is_refused():
    deep = OPEN + "<w:sdt>" * 400 + "</w:sdt>" * 400 + CLOSE
    with pytest.raises(ImportProblem, match=r"复杂|层次过多"):
        read_document(package(document=deep), "深.docx")


def test_deep_html_is_refused():
    with pytest.raises(ImportProblem, match="嵌套层次过多"):
        read_document(("<html><body>" + "<div>" * 1000 + "正文").encode(), "深.html")


def test_entry_that_unpacks_to_far_more_is_refused_from_the_listing():
    with pytest.raises(ImportProblem, match="压缩比异常") as refusal:
        read_document(package(document=OPEN + " " * 30_000_000 + CLOSE), "炸.docx")
    assert "word/document.xml" in refusal.value.place


def test_archive_of_too_many_or_too_large_entries_is_refused(monkeypatch):
    data = word.of_paragraphs("正文")
    monkeypatch.setattr("disclosure.documents.importing.archives.MAX_DOCX_ENTRIES", 3)
    with pytest.raises(ImportProblem, match="超过上限 3 个"):
        read_document(data, "多.docx")
    monkeypatch.undo()
    monkeypatch.setattr("disclosure.documents.importing.archives.MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(ImportProblem, match="解压后超过"):
        read_document(data, "大.docx")


def test_listing_that_lies_about_sizes_gains_nothing():
    """An archive that declares a small size for an entry cannot make the reader unpack more."""
    content = (OPEN + " " * 5_000_000 + CLOSE).encode()
    data = bytearray(package(document=content))
    true, false = struct.pack("<I", len(content)), struct.pack("<I", 500)
    crc = struct.pack("<I", zlib.crc32(content))
    assert data.count(crc + data[data.find(crc) + 4 : data.find(crc) + 8] + true) >= 1
    with pytest.raises(ImportProblem, match="已损坏"):
        read_document(bytes(data.replace(true, false)), "谎.docx")


def test_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "大.docx"
    with path.open("wb") as stream:
        stream.truncate(200 * limits.MB)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda self: pytest.fail("the file was read"))
    with pytest.raises(ImportProblem, match="200 MB，超过上限 50 MB"):
        read_document(path)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_encodings(encoding):
    text = "示范县政务公开办法\r\n第一条　为了规范政务公开工作，制定本办法。\r\n第二条　本办法自发布之日起施行。\r\n"
    document = read_document(text.encode(encoding), "办法.txt")
    assert document.title == "示范县政务公开办法"
    assert [block.label for block in document.blocks] == ["第一条", "第二条"]
    assert document.warnings == ("未见发布机构，请在草稿中填写",)


def test_damaged_text_is_read_and_reported():
    data = ("示范县政务公开办法\n" + "第一条　为了规范政务公开工作，制定本办法。\n" * 20).encode()
    damaged = data[:200] + b"\xff" + data[201:]
    assert any("无法识别" in warning for warning in read_document(damaged, "办法.txt").warnings)


def test_web_page_saved_as_text_is_read_as_a_page():
    data = "<html><body><div id='zoom'><p>第一条 为规范政务公开工作，制定本办法。</p></div></body></html>".encode()
    document = read_document(data, "办法.txt")
    assert document.format == "html"
    assert any("按网页读取" in warning for warning in document.warnings)
