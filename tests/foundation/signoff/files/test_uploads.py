"""Uploads are judged by what they are; each refusal says in Chinese what to do."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from foundation.signoff import file_rules
from foundation.signoff.file_rules import name_problem

from .samples import PDF, archive, office_package, ole, picture_bytes, signed_in

pytestmark = pytest.mark.django_db
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ZIP = archive({"a.txt": b"a"})
PNG = picture_bytes()

ACCEPTED = [
    ("通知.pdf", PDF),
    ("通知.PDF", PDF),
    ("公文.ofd", archive({"OFD.xml": b"<ofd/>"})),
    ("旧文.doc", ole("WordDocument")),
    ("旧文.wps", ole("WordDocument")),
    ("旧表.xls", ole("Workbook")),
    ("旧表.et", ole("Workbook")),
    ("旧稿.ppt", ole("PowerPoint Document")),
    ("通知.docx", office_package("word")),
    ("表.xlsx", office_package("xl")),
    ("稿.pptx", office_package("ppt")),
    ("名单.txt", "姓名,单位".encode()),
    ("名单.csv", "姓名,单位".encode("gb18030")),
    ("名单.txt", "姓名".encode("utf-16")),
    ("附件.zip", ZIP),
    *((f"扫描件.{name}", picture_bytes(name)) for name in ("jpeg", "png", "gif", "webp")),
    ("扫描件.jpg", picture_bytes("jpeg")),
]
REFUSED = [
    ("通知.pdf", HTML, "不要只改扩展名"),
    ("通知.pdf", ZIP, "不要只改扩展名"),
    ("通知.pdf", b"MZ" + bytes(64), "不要只改扩展名"),
    ("通知.pdf", b"%PDF-1.4\n" + HTML, "夹带"),
    ("通知.pdf", PDF + ZIP, "夹带"),
    ("通知.pdf", PNG, "不要只改扩展名"),
    ("通知.docx", ZIP, "不要只改扩展名"),
    ("通知.docx", office_package("xl"), "不要只改扩展名"),
    ("通知.docx", ole("EncryptedPackage"), "密码"),
    ("通知.docx", office_package("word", **{"word/vbaProject.bin": b"x"}), "宏"),
    ("通知.docx", PDF, "不要只改扩展名"),
    ("通知.docx", office_package("word")[:60], "损坏"),
    ("旧文.doc", HTML, "不要只改扩展名"),
    ("旧文.doc", b"{\\rtf1 x}", "不要只改扩展名"),
    ("旧文.doc", office_package("word"), "不要只改扩展名"),
    ("旧文.doc", ole("Workbook"), "不要只改扩展名"),
    ("旧文.wps", ole("Installer"), "不要只改扩展名"),
    ("旧表.xls", ole("Workbook", "_VBA_PROJECT"), "宏"),
    ("公文.ofd", ZIP, "不要只改扩展名"),
    ("名单.txt", HTML, "不要只改扩展名"),
    ("名单.txt", b"\xef\xbb\xbf  " + SVG, "不要只改扩展名"),
    ("名单.csv", bytes(range(256)), "不要只改扩展名"),
    ("名单.txt", b"text" * 20_000 + b"\0", "不要只改扩展名"),
    ("附件.zip", archive({"../../etc/passwd": b"x"}), "越界路径"),
    ("附件.zip", archive({"C:\\x.txt": b"x"}), "越界路径"),
    ("附件.zip", archive({"通知.exe": b"MZ"}), "程序或网页文件“通知.exe”"),
    ("附件.zip", archive({"a/页面.HTML": HTML}), "程序或网页文件"),
    ("附件.zip", b"PK\x05\x06" + bytes(18), "不要只改扩展名"),
    ("扫描件.jpg", PNG, "不是 jpg 图片"),
    ("扫描件.png", PNG + b"<script>alert(1)</script>", "夹带"),
    ("扫描件.png", PNG + ZIP, "夹带"),
    ("图.svg", SVG, ""),
    ("通知.html", HTML, ""),
    ("通知.exe", b"MZ", ""),
    ("通知.docm", office_package("word"), ""),
    ("通知.pdf.exe", PDF, ""),
    ("通" * 61 + ".pdf", PDF, "文件名过长"),
    (".pdf", PDF, "点开头"),
]  # fmt: skip


def _ids(rows) -> list[str]:
    return [f"{number}-{row[0].rpartition('.')[2]}" for number, row in enumerate(rows)]


@pytest.fixture
def post(office):
    """Upload as the editor does; the page that comes back, or the redirect."""
    client = signed_in(office.editor)

    def upload(name: str, data: bytes, library: str = "wagtaildocs"):
        file = SimpleUploadedFile("x", data)
        file._name = name
        return client.post(
            reverse(f"{library}:add"), {"title": "附件", "tags": "", "description": "", "file": file}
        )

    return upload


def _chinese_error(response) -> str:
    """The messages beside the file field."""
    text = response.content.decode()
    errors = re.findall(r"error-message[^>]*>(.*?)</", text, re.DOTALL)
    return " ".join(" ".join(errors).split())


@pytest.mark.parametrize(
    ("name", "data"), ACCEPTED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_offices_publish_is_accepted(name, data, post):
    assert post(name, data).status_code == 302
    assert get_document_model().objects.get().file.read() == data


@pytest.mark.parametrize(("name", "data", "words"), REFUSED, ids=_ids(REFUSED))
def test_hostile_and_mistaken_uploads_are_refused(name, data, words, post):
    response = post(name, data)
    assert response.status_code == 200
    error = _chinese_error(response)
    assert words in error
    assert re.search("[\u4e00-\u9fff]", error), "says it in Chinese"
    assert "不被允许" not in error, "Wagtail's own word about the empty name left behind"
    assert 'value="附件"' in response.content.decode(), "the title typed is kept"
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize("limit", ["MAX_ENTRIES", "MAX_UNPACKED_BYTES"])
def test_an_archive_built_to_exhaust_memory_is_refused(limit, post, monkeypatch):
    monkeypatch.setattr(file_rules, limit, 10)
    bomb = archive({f"{number}.txt": b"00" for number in range(11)})
    assert "解压后过大" in _chinese_error(post("附件.zip", bomb))


PICTURES = [
    ("图.svg", SVG),
    ("图.png", HTML),
    ("图.png", picture_bytes("jpeg")),
    ("图.png", PNG + ZIP),
    ("图.jpg", picture_bytes("jpeg") + b"<script>alert(1)</script>"),
    ("图.bmp", picture_bytes("bmp")),
]


@pytest.mark.parametrize(("name", "data"), PICTURES, ids=_ids(PICTURES))
def test_hostile_pictures_are_refused(name, data, post):
    response = post(name, data, "wagtailimages")
    assert response.status_code == 200
    assert re.search("[\u4e00-\u9fff]", _chinese_error(response))
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_pictures_are_accepted(kind, post):
    assert post(f"图.{kind}", picture_bytes(kind), "wagtailimages").status_code == 302


@pytest.mark.parametrize(
    "name", ["通知\u202efdp.pdf", "通知\u200b.pdf", "通知\x07.pdf", "../通知.pdf", "..\\通知.pdf"]
)
def test_names_that_deceive_never_reach_the_library(name, post):
    assert name_problem(name)
    # Django itself takes such characters and the path out of what a browser sends.
    assert post(name, PDF).status_code == 302
    assert name_problem(get_document_model().objects.get().filename) == ""


def test_a_file_that_is_too_big_is_refused(post, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 16
    response = post("通知.pdf", PDF)
    assert "文件" in _chinese_error(response)
    assert not get_document_model().objects.exists()


def test_the_multiple_uploader_checks_as_well(office):
    client = signed_in(office.editor)
    answer = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "附件", "files[]": SimpleUploadedFile("通知.pdf", HTML)},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()
    assert answer["success"] is False
    assert "不要只改扩展名" in answer["error_message"]


def test_a_title_with_hidden_characters_is_refused(office):
    client = signed_in(office.editor)
    data = {"title": "通知\u202e", "tags": "", "file": SimpleUploadedFile("通知.pdf", PDF)}
    assert "控制字符" in _chinese_error(client.post(reverse("wagtaildocs:add"), data))
