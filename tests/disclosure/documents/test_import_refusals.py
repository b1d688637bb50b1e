"""Files that cannot or must not be imported: a clear message, nothing half-imported, nothing run or fetched."""

import io
import socket
import zipfile

import pytest
from wagtail.images import get_image_model

from disclosure.documents.import_uploads import receive
from disclosure.documents.importing.limits import MAX_FILE_BYTES
from disclosure.documents.importing.reading import read_document
from disclosure.documents.imports import carry_out, plan_import
from disclosure.documents.models import DocumentPage, ImportedFile, IndexNumber, PendingImport
from tests.disclosure.documents.importing.test_docx import picture


class Upload(io.BytesIO):
    """An uploaded file as the form hands it over; it may claim any size."""

    def __init__(self, name: str, data: bytes, size: int | None = None):
        super().__init__(data)
        self.name, self.size = name, len(data) if size is None else size


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w/>")
        archive.writestr("word/media/image1.png", b"\0" * 150_000_000)
    return stream.getvalue()


def zipped(**entries: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "size", "message"),
    [
        ("办法.docx", b"PK\x03\x04 damaged", None, "文件已损坏"),
        ("办法.docx", b"not a Word file", None, "内容不是 Word 文档"),
        ("办法.docx", zipped(a="x"), None, "这是压缩包而不是 Word 文档"),
        ("办法.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None, "旧版 Word"),
        ("办法.pdf", b"%PDF-1.7", None, "可作为附件上传"),
        ("办法.txt", b"", None, "文件是空的"),
        ("扫描.docx", b"x", 200 * 1024 * 1024, "文件大小 200 MB，超过上限 50 MB"),
        ("办法.exe", b"MZ", None, "不支持这种格式"),
        ("办法", b"text", None, "不支持这种格式"),
        ("全部.zip", zipped(a="x"), None, "请解压后上传其中的文件"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_upload_that_cannot_be_read(office, media, name, data, size, message):
    receive([Upload(name, data, size)], office.column, office.editor)
    pending = PendingImport.objects.get()
    assert message in pending.problem
    assert not pending.file
    assert not DocumentPage.objects.exists()


def test_a_zip_bomb_is_refused_unopened(office, media):
    receive([Upload("办法.docx", bomb())], office.column, office.editor)
    assert "压缩比异常" in PendingImport.objects.get().problem


def test_a_file_of_the_greatest_size_is_not_refused_for_its_size(office, media):
    receive([Upload("办法.txt", "关于甲的通知".encode(), MAX_FILE_BYTES)], office.column, office.editor)
    assert PendingImport.objects.get().problem == ""


def test_text_in_gbk_is_read(office):
    text = "关于做好政务公开工作的通知\n\n各科室:\n现就有关事项通知如下,请遵照执行。"
    plan = plan_import(read_document(text.encode("gbk"), "通知.txt"), office.body, office.column)
    page = carry_out(plan, office.editor)
    assert page.title == "关于做好政务公开工作的通知"
    assert "请遵照执行" in str(page.content)


def test_a_web_page_runs_and_fetches_nothing(office, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("an import must not open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    text = "现就政务公开工作有关事项通知如下,请各科室遵照执行。" * 5
    html = (
        "<h1>关于安全的通知</h1><div id='zoom'>"
        f"<p onclick='alert(1)'>{text}</p><script>alert(2)</script><iframe src='http://x.example/'></iframe>"
        "<img src='http://tracker.example/a.png'><a href='javascript:alert(3)'>点此</a>"
        "<a href='http://x.example/附件.doc'>附件.doc</a></div>"
    )
    plan = plan_import(read_document(html.encode(), "a.html"), office.body, office.column)
    page = carry_out(plan, office.editor)
    stored = str(page.content.raw_data[:])
    assert not any(word in stored for word in ("alert", "onclick", "iframe", "tracker", "javascript", "<a"))
    assert not get_image_model().objects.exists()
    warnings = "\n".join(map(str, plan.warnings))
    assert "附件.doc" in warnings
    assert "图片" in warnings


def test_a_picture_inside_an_upload_is_stored_only_on_confirmation(office, media, tmp_path):
    import base64

    data = base64.b64encode(picture().getvalue()).decode()
    text = "现就政务公开工作有关事项通知如下,请各科室遵照执行。" * 5
    html = f"<h1>关于图的通知</h1><div id='zoom'><p>{text}</p><img src='data:image/png;base64,{data}'></div>"
    receive([Upload("图.html", html.encode())], office.column, office.editor)
    assert not get_image_model().objects.exists()
    for model in (DocumentPage, ImportedFile, IndexNumber):
        assert not model.objects.exists()
