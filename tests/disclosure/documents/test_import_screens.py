"""The import screens: upload, compare, confirm; only for those who may add, and once."""

import datetime as dt
import uuid
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from disclosure.documents.import_forms import MAX_UPLOADS
from disclosure.documents.models import DocumentPage, PendingImport
from tests.disclosure.documents.test_import_command import letter

UPLOAD = "/admin/documents-import/"


@pytest.fixture
def editor(office, client, media):
    client.force_login(office.editor)
    return client


def upload(client, office, *files: tuple[str, str | bytes], follow=True):
    sent = [
        SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files
    ]
    return client.post(UPLOAD, {"column": office.column.pk, "uploads": sent}, follow=follow)


def address(pending: PendingImport) -> str:
    return reverse("documents_import_confirm", args=[pending.batch, pending.pk])


def as_typed(response, **changes) -> dict[str, str]:
    """What a browser would send from the form of this response."""
    form = response.context["form"]
    return {bound.html_name: bound.value() or "" for bound in form} | changes


def test_one_file_is_shown_beside_its_original_and_becomes_a_draft(editor, office):
    shown = upload(editor, office, ("通知.txt", letter(1)))
    text = shown.content.decode()
    assert "关于做好第1项工作的通知" in text
    assert 'value="示政办发〔2021〕1号"' in text
    assert "现就有关事项通知如下" in text
    assert not DocumentPage.objects.exists()
    response = editor.post(
        address(PendingImport.objects.get()), as_typed(shown, source="县政府办"), follow=True
    )
    page = DocumentPage.objects.get()
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.source, page.document_number, page.live) == ("县政府办", "示政办发〔2021〕1号", False)
    assert (page.owner, page.body, page.get_parent().pk) == (office.editor, office.body, office.column.pk)


def test_confirming_twice_makes_one_draft_and_leads_to_it(editor, office):
    shown = upload(editor, office, ("通知.txt", letter(1)))
    pending = PendingImport.objects.get()
    for _ in range(2):
        response = editor.post(address(pending), as_typed(shown), follow=True)
        assert response.redirect_chain[-1][0].endswith(f"/pages/{DocumentPage.objects.get().pk}/edit/")
    assert "此文件已导入，未重复建稿" in response.content.decode()


def test_the_same_file_uploaded_again_leads_to_its_draft(editor, office):
    shown = upload(editor, office, ("通知.txt", letter(1)))
    editor.post(address(PendingImport.objects.get()), as_typed(shown))
    again = upload(editor, office, ("改名.txt", letter(1)))
    assert again.redirect_chain[-1][0].endswith(f"/pages/{DocumentPage.objects.get().pk}/edit/")


def test_what_was_typed_is_kept_when_something_is_wrong(editor, office):
    shown = upload(editor, office, ("通知.txt", letter(1)))
    typed = as_typed(shown, title="", source="县政府办", written_on="2021-13-45")
    response = editor.post(address(PendingImport.objects.get()), typed)
    text = response.content.decode()
    assert "请填写标题。" in text
    assert 'value="县政府办"' in text
    assert 'value="2021-13-45"' in text
    assert not DocumentPage.objects.exists()


def test_a_duplicate_number_is_named_and_can_be_corrected(editor, office):
    office.document(document_number="示政办发〔2021〕1号", title="已有的文件")
    shown = upload(editor, office, ("通知.txt", letter(1)))
    assert "已用于《已有的文件》" in shown.content.decode()
    pending = PendingImport.objects.get()
    refused = editor.post(address(pending), as_typed(shown))
    assert "未导入：文号“示政办发〔2021〕1号”已用于《已有的文件》" in refused.content.decode()
    assert DocumentPage.objects.count() == 1
    editor.post(address(pending), as_typed(shown, document_number="示政办发〔2021〕11号"))
    assert DocumentPage.objects.count() == 2


def test_several_files_get_a_row_each_and_are_confirmed_one_by_one(editor, office):
    listed = upload(editor, office, ("1.txt", letter(1)), ("2.txt", letter(2)), ("3.docx", b"PK\x03\x04"))
    text = listed.content.decode()
    assert "不能导入：文件已损坏" in text
    assert text.count("核对并确认") >= 2
    first, second = PendingImport.objects.filter(problem="")
    response = editor.post(address(first), as_typed(editor.get(address(first))), follow=True)
    assert response.redirect_chain[-1][0] == reverse("documents_import_batch", args=[first.batch])
    assert "打开草稿" in response.content.decode()
    response = editor.post(address(second), as_typed(editor.get(address(second))), follow=True)
    assert "/edit/" in response.redirect_chain[-1][0]
    assert DocumentPage.objects.count() == 2


def test_warnings_lead_to_the_paragraph(editor, office):
    text = letter(1, body="第一条 甲事项由各科室负责。\n第三条 乙事项由办公室负责。")
    shown = upload(editor, office, ("办法.txt", text)).content.decode()
    place = 8
    assert f'href="#line-{place}"' in shown
    assert f'id="line-{place}"' in shown


def test_nothing_of_the_file_runs_in_the_preview(editor, office):
    shown = upload(editor, office, ("甲.txt", letter(1, body="请勿输入<script>alert(1)</script>等内容。")))
    assert "<script>alert(1)" not in shown.content.decode()
    assert "&lt;script&gt;alert(1)" in shown.content.decode()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([], "请选择要导入的文件。"),
        ([(f"{i}.txt", "x") for i in range(MAX_UPLOADS + 1)], f"一次最多上传 {MAX_UPLOADS} 个文件"),
    ],
)
def test_no_file_or_too_many(editor, office, files, message):
    assert message in upload(editor, office, *files).content.decode()
    assert not PendingImport.objects.exists()


def test_a_column_must_be_chosen_from_ones_own(editor, office):
    response = editor.post(UPLOAD, {"column": office.home.pk, "uploads": [SimpleUploadedFile("1.txt", b"x")]})
    assert response.status_code == 200
    assert not PendingImport.objects.exists()


@pytest.mark.parametrize("person", ["head", "secrecy", "reviewer", "leader"])
def test_who_may_add_nothing_sees_no_import(office, client, person):
    client.force_login(getattr(office, person))
    assert client.get(UPLOAD).status_code == 302
    assert UPLOAD not in client.get("/admin/account/").content.decode()


def test_an_upload_is_its_owners_alone(editor, office, client, django_user_model):
    upload(editor, office, ("通知.txt", letter(1)))
    pending = PendingImport.objects.get()
    other = django_user_model.objects.create_superuser("other", "other@example.gov.cn", "x")
    client.force_login(other)
    assert client.get(address(pending)).status_code == 404
    assert client.post(address(pending), {"title": "甲"}).status_code == 404
    assert not DocumentPage.objects.exists()


def test_a_right_withdrawn_between_upload_and_confirmation_counts(editor, office):
    shown = upload(editor, office, ("通知.txt", letter(1)))
    office.editor.groups.clear()
    response = editor.post(address(PendingImport.objects.get()), as_typed(shown))
    assert response.status_code in (302, 404)
    assert not DocumentPage.objects.exists()


def test_uploads_are_private_and_gone_after_confirmation(editor, office, media):
    shown = upload(editor, office, ("通知.txt", letter(1)))
    pending = PendingImport.objects.get()
    stored = Path(pending.file.path)
    assert not stored.is_relative_to(media)
    assert stored.name != "通知.txt"
    assert stored.stat().st_mode & 0o077 == 0
    editor.post(address(pending), as_typed(shown))
    pending.refresh_from_db()
    assert pending.page


@pytest.mark.django_db(transaction=True)
def test_the_file_is_removed_once_the_draft_is_committed(editor, office):
    shown = upload(editor, office, ("通知.txt", letter(1)))
    stored = Path(PendingImport.objects.get().file.path)
    assert stored.exists()
    editor.post(address(PendingImport.objects.get()), as_typed(shown))
    assert not stored.exists()


def test_uploads_of_yesterday_are_removed_at_the_next_upload(editor, office):
    with time_machine.travel(dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC), tick=False):
        upload(editor, office, ("旧.txt", letter(1)), follow=False)
    old = PendingImport.objects.get()
    with time_machine.travel(dt.datetime(2026, 3, 3, 9, tzinfo=dt.UTC), tick=False):
        upload(editor, office, ("新.txt", letter(2)), follow=False)
    assert [pending.name for pending in PendingImport.objects.all()] == ["新.txt"]
    assert not Path(old.file.path).exists()


def test_a_batch_of_nobody_is_empty(editor):
    response = editor.get(reverse("documents_import_batch", args=[uuid.uuid4()]))
    assert "请重新上传" in response.content.decode()


def test_an_editor_finds_the_import_in_the_menu(editor):
    assert UPLOAD in editor.get("/admin/account/").content.decode()


@pytest.mark.parametrize(
    "typed", ["2026-11-20", "2026年11月20日", "2026.11.20", "2026/11/20", "2026年11月20号"]
)
def test_a_day_is_read_as_officials_write_it(editor, office, typed):
    shown = upload(editor, office, ("通知.txt", letter(1)))
    editor.post(
        address(PendingImport.objects.get()),
        as_typed(shown, printed_on=typed, original_published_at=f"{typed} 9:30"),
    )
    page = DocumentPage.objects.get()
    assert page.printed_on == dt.date(2026, 11, 20)
    assert page.original_published_at == dt.datetime(2026, 11, 20, 1, 30, tzinfo=dt.UTC)


def test_what_is_no_day_is_kept_as_typed_with_the_form_to_write_it_in(editor, office):
    shown = upload(editor, office, ("通知.txt", letter(1)))
    text = editor.post(
        address(PendingImport.objects.get()), as_typed(shown, printed_on="十一月底")
    ).content.decode()
    assert 'value="十一月底"' in text
    assert "请按“2026-03-05”或“2026年3月5日”填写" in text
    assert not DocumentPage.objects.exists()
