"""清理后使用: a cleaned copy takes the place of a file in a draft, the original stays."""

import hashlib
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from disclosure.documents.models import Attachment, DocumentPage
from foundation.precheck.checks import run_checks
from foundation.precheck.cleaning import use_cleaned
from tests.foundation.precheck.makers import excel_file, pdf_file, photo, word_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def document(name: str, data: bytes):
    made = get_document_model()(title="申报表")
    made.file.save(name, ContentFile(data))
    return made


def picture(name: str = "xianchang.jpg"):
    return get_image_model().objects.create(
        title="现场", description="现场照片", file=ContentFile(photo(), name=name)
    )


def digest(file) -> str:
    with file.open_file() as handle:
        return hashlib.sha256(handle.read()).hexdigest()


def latest(page) -> DocumentPage:
    return DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def attached(office, *files) -> DocumentPage:
    page = office.document()
    for file in files:
        page.attachments.add(Attachment(document=file, title="附表"))
    page.save_revision(user=office.editor)
    return DocumentPage.objects.get(pk=page.pk)


def kinds(page) -> set[str]:
    return {finding.kind.value for finding in run_checks(page).open}


def address(page, file, kind: str = "document") -> str:
    return reverse("precheck_clean", args=[page.pk, kind, file.pk])


@pytest.mark.rows("R-080")
@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("biao.docx", word_file(comment="再议", inserted="新增", author="张某"), "1条批注"),
        ("biao.xlsx", excel_file(comment="张某改", author="李某"), "1条批注"),
        ("biao.pdf", pdf_file("首页文字在此", remark="请删", author="王某"), "1处批注"),
        ("biao.jpg", photo(), "经纬度"),
    ],
)
def test_an_attachment_is_cleaned_after_confirmation(office, client, name, data, told):
    file = document(name, data)
    before = digest(file)
    page = attached(office, file)
    client.force_login(office.editor)
    panel = client.get(f"/admin/editorial/{page.pk}/").content.decode()
    assert address(page, file) in panel and "清理后使用" in panel
    screen = client.get(address(page, file)).content.decode()
    assert told in screen and "确认去除" in screen
    assert latest(page).attachments.get().document_id == file.pk
    assert client.post(address(page, file)).url == f"/admin/pages/{page.pk}/edit/"

    row = latest(page).attachments.get()
    assert row.document_id != file.pk and row.title == "附表"
    assert row.document.title == "申报表" and row.document.filename == name
    assert digest(row.document) != before and digest(file) == before
    assert not kinds(latest(page))


def test_what_stays_for_people_is_said(office, client):
    file = document("biao.xlsx", excel_file(comment="改", secret_rows=[("底", 1)]))
    page = attached(office, file)
    client.force_login(office.editor)
    screen = client.get(address(page, file)).content.decode()
    left = screen.split("清理后仍有")[1]
    assert "隐藏工作表“底表”" in left and "取消隐藏" in left
    client.post(address(page, file))
    assert kinds(latest(page)) == {"hidden"}


@pytest.mark.parametrize(
    ("name", "words"), [("jiu.doc", "另存为docx"), ("zhaopian.webp", "本格式不能自动清理")]
)
def test_what_cannot_be_cleaned_says_what_to_do_by_hand(office, client, name, words):
    file = document(name, photo("WEBP") if name.endswith("webp") else b"old")
    page = attached(office, file)
    client.force_login(office.editor)
    panel = client.get(f"/admin/editorial/{page.pk}/").content.decode()
    assert words in panel and address(page, file) not in panel
    assert "确认去除" not in client.get(address(page, file)).content.decode()
    with pytest.raises(ValidationError):
        use_cleaned(page, "document", file.pk, office.editor)


@pytest.mark.rows("R-080")
def test_a_photograph_in_the_text_is_found_and_cleaned(office, client):
    image, second = picture(), picture("lingyi.jpg")
    figures = [
        ("figure", {"image": {"image": key, "alt_text": words, "decorative": False}, "caption": "图"})
        for key, words in [(image.pk, "正面"), (second.pk, "背面"), (image.pk, "再看正面")]
    ]
    page = office.document()
    page.content = [{"type": kind, "value": value} for kind, value in figures]
    page.save_revision(user=office.editor)
    page = DocumentPage.objects.get(pk=page.pk)
    (location, *_rest) = run_checks(latest(page)).must_fix
    assert location.place.startswith("正文图片1") and location.kind == "location"
    client.force_login(office.editor)
    client.post(address(page, image, "image"))
    used = [
        (block.value["image"].pk, block.value["image"].contextual_alt_text) for block in latest(page).content
    ]
    assert [words for _key, words in used] == ["正面", "背面", "再看正面"]
    assert used[0][0] == used[2][0] != image.pk and used[1][0] == second.pk
    made = get_image_model().objects.get(pk=used[0][0])
    assert (made.title, made.description, made.width) == ("现场", "现场照片", image.width)
    assert [found.place[:5] for found in run_checks(latest(page)).must_fix] == ["正文图片2"]


def test_a_file_that_the_text_links_to_is_exchanged_in_the_link(office):
    file, other = document("biao.docx", word_file(comment="再议")), document("lingyi.docx", word_file())
    links = "".join(
        f'<a linktype="{kind}" id="{key}">处</a>'
        for kind, key in [("document", file.pk), ("document", other.pk), ("page", file.pk)]
    )
    page = office.document(content=[("text", f"<p>{links}</p>")])
    use_cleaned(page, "document", file.pk, office.editor)
    keys = re.findall(
        r'linktype="(\w+)" id="(\d+)"|id="(\d+)" linktype="(\w+)"', str(latest(page).content.raw_data)
    )
    found = [(a or d, int(b or c)) for a, b, c, d in keys]
    assert found[0][0] == "document" and found[0][1] not in (file.pk, other.pk)
    assert found[1:] == [("document", other.pk), ("page", file.pk)]


def test_nothing_happens_to_a_page_under_review(office, client):
    file = document("biao.docx", word_file(author="张某"))
    page = office.submit(attached(office, file))
    revision = page.latest_revision_id
    with pytest.raises(PermissionDenied, match="正在审签"):
        use_cleaned(page, "document", file.pk, office.editor)
    client.force_login(office.head)
    assert "清理后使用</a>" not in client.get(f"/admin/editorial/{page.pk}/").content.decode()
    assert "正在审签" in client.get(address(page, file)).content.decode()
    client.post(address(page, file))
    assert DocumentPage.objects.get(pk=page.pk).latest_revision_id == revision
    assert get_document_model().objects.count() == 1


def test_only_editors_and_only_files_of_the_draft(office, client):
    mine, foreign = (
        document("biao.docx", word_file(author="张某")),
        document("ta.docx", word_file(author="李某")),
    )
    page = attached(office, mine)
    with pytest.raises(ValidationError, match="草稿中已经没有"):
        use_cleaned(page, "document", foreign.pk, office.editor)
    with pytest.raises(PermissionDenied):
        use_cleaned(page, "document", mine.pk, office.leader)
    client.force_login(office.leader)
    assert client.get(address(page, mine)).status_code == 302
    use_cleaned(page, "document", mine.pk, office.editor)
    with pytest.raises(ValidationError, match="草稿中已经没有"):
        use_cleaned(page, "document", mine.pk, office.editor)
