"""A file of signed content stays as it was signed, whichever way somebody tries to change it."""

import threading
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import User
from foundation.signoff import triggers
from foundation.signoff.file_models import SealedFile

from .samples import PDF, document, page_with, picture_bytes, signed_in

pytestmark = pytest.mark.django_db
REFUSED = (PermissionDenied, DatabaseError)
OTHER_PDF = PDF + b"\n% changed"


def _stored(file) -> tuple:
    """What the public would see of the file: its row and its bytes."""
    row = type(file).objects.get(pk=file.pk)
    return row.title, row.file.name, Path(row.file.path).read_bytes()


def _save_new_file(file):
    file.file = ContentFile(picture_bytes(colour="blue"), name="new.png")
    file.save()


def _save_under_the_old_name(file):
    file.file = ContentFile(picture_bytes(colour="blue"), name=file.file.name)
    file.save()


def _file_save(file):
    file.file.save("new.png", ContentFile(picture_bytes(colour="blue")))


def _rename(file):
    file.title = "改过的名称"
    file.save()


def _rename_alone(file):
    file.title = "改过的名称"
    file.save(update_fields=["title"])


def _delete(file):
    file.delete()


def _delete_bytes(file):
    file.file.delete()


def _remove_bytes_from_storage(file):
    file.file.storage.delete(file.file.name)


def _write_through_storage(file):
    with file.file.storage.open(file.file.name, "wb") as handle:
        handle.write(b"changed")


def _queryset_update(file):
    type(file).objects.filter(pk=file.pk).update(file="documents/other.pdf")


def _queryset_rename(file):
    type(file).objects.filter(pk=file.pk).update(title="改过的名称")


def _queryset_delete(file):
    type(file).objects.filter(pk=file.pk).delete()


def _raw_delete(file):
    type(file).objects.filter(pk=file.pk)._raw_delete(using="default")


def _bulk_update(file):
    file.title = "改过的名称"
    type(file).objects.bulk_update([file], ["title"])


def _sql(statement: str, file) -> None:
    columns = [field.column for field in file._meta.concrete_fields]
    values = ["'改过的名称'" if column == "title" else column for column in columns]
    names = {"table": file._meta.db_table, "columns": ", ".join(columns), "values": ", ".join(values)}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**names), [file.pk])


def _sql_update(file):
    _sql("UPDATE {table} SET file = 'x' WHERE id = %s", file)


def _sql_delete(file):
    _sql("DELETE FROM {table} WHERE id = %s", file)


def _sql_overwrite(file):
    """SQLite's REPLACE and PostgreSQL's ON CONFLICT."""
    statement = "INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id = %s"
    if connection.vendor == "sqlite":
        _sql("REPLACE " + statement, file)
    else:
        _sql("INSERT " + statement + " ON CONFLICT (id) DO UPDATE SET title = EXCLUDED.title", file)


PATHS = [
    _save_new_file, _save_under_the_old_name, _file_save, _rename, _rename_alone, _delete, _delete_bytes,
    _remove_bytes_from_storage, _write_through_storage, _queryset_update, _queryset_rename, _queryset_delete,
    _raw_delete, _bulk_update, _sql_update, _sql_delete, _sql_overwrite,
]  # fmt: skip


def _attempt(path, file) -> None:
    with pytest.raises(REFUSED), transaction.atomic():
        path(type(file).objects.get(pk=file.pk))


@pytest.mark.rows("R-061")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__.strip("_"))
@pytest.mark.parametrize("kind", ["文档", "图片"])
def test_no_path_changes_a_file_under_review(path, kind, office, draft, annex, picture):
    office.submit(draft)
    file = annex if kind == "文档" else picture
    before = _stored(file)
    _attempt(path, file)
    assert _stored(file) == before


@pytest.mark.rows("R-061")
@pytest.mark.parametrize(
    "path", [_save_new_file, _rename, _delete, _queryset_update, _sql_delete, _delete_bytes]
)
def test_no_path_changes_a_file_that_is_public_or_was(path, office, draft, annex):
    office.publish(draft)
    before = _stored(annex)
    _attempt(path, annex)
    # A newer version of the page without the file does not set it free: the record must stay provable.
    page = DocumentPage.objects.get(pk=draft.pk)
    page.attachments.clear()
    page.save_revision(user=office.editor)
    office.publish(DocumentPage.objects.get(pk=draft.pk))
    _attempt(path, annex)
    assert _stored(annex) == before


def test_a_document_linked_from_the_text_is_sealed_too(office, annex):
    office.submit(page_with(office, linked=annex))
    with pytest.raises(PermissionDenied, match="已随《关于防汛工作的通知》送审"):
        _rename(annex)


def test_the_record_names_the_files_that_were_signed(office, draft, annex, picture):
    page = office.publish(draft)
    rows = {
        (row.kind, row.file_id, row.title)
        for row in SealedFile.objects.filter(revision_id=page.live_revision_id)
    }
    assert rows == {("document", annex.pk, "附表"), ("image", picture.pk, "流程图")}
    for act in (
        lambda: SealedFile.objects.all()._raw_delete(using="default"),
        SealedFile.objects.all().delete,
    ):
        with pytest.raises(REFUSED), transaction.atomic():
            act()


@pytest.mark.parametrize("outcome", ["退回", "撤回"])
def test_a_file_is_free_again_when_the_submission_comes_back(outcome, office, draft, annex):
    page = office.submit(draft)
    if outcome == "退回":
        office.decide(page, office.head, "reject", "附件有误,请更换。")
    else:
        page.current_workflow_state.cancel(user=office.editor)
    _rename(get_document_model().objects.get(pk=annex.pk))
    page = DocumentPage.objects.get(pk=draft.pk)
    page.attachments.clear()
    page.save()
    page.save_revision(user=office.editor)
    get_document_model().objects.get(pk=annex.pk).delete()


def test_a_resubmission_seals_again(office, draft, annex):
    page = office.decide(office.submit(draft), office.head, "reject", "请核对。")
    page.save_revision(user=office.editor)
    state = page.current_workflow_state
    state.resume(office.editor)
    with pytest.raises(PermissionDenied):
        _rename(get_document_model().objects.get(pk=annex.pk))


def test_bookkeeping_of_a_sealed_file_goes_on(office, draft, annex, picture):
    office.publish(draft)
    get_document_model().objects.get(pk=annex.pk).get_file_hash()
    fresh = get_image_model().objects.get(pk=picture.pk)
    fresh.get_file_size()
    fresh.get_rendition("width-4")
    fresh.tags.add("防汛")
    fresh.save()
    fresh.renditions.all().delete()


def test_a_submission_whose_file_is_gone_says_which(office, draft, picture):
    Path(picture.file.path).unlink()
    with pytest.raises(Exception, match="文件已丢失"):
        office.submit(draft)


def _form(of, **changes):
    return {"title": of.title, "collection": of.collection_id, "tags": "", "description": ""} | changes


@pytest.mark.parametrize("stage", ["送审", "公开"])
@pytest.mark.parametrize(
    ("kind", "upload"),
    [
        ("文档", SimpleUploadedFile("附表.pdf", OTHER_PDF)),
        ("图片", SimpleUploadedFile("x.png", picture_bytes(colour="blue"))),
    ],
)
def test_the_edit_form_refuses_and_says_what_to_do(stage, kind, upload, office, draft, annex, picture):
    getattr(office, "submit" if stage == "送审" else "publish")(draft)
    file = annex if kind == "文档" else picture
    url = reverse("wagtaildocs:edit" if kind == "文档" else "wagtailimages:edit", args=[file.pk])
    before = _stored(file)
    client = signed_in(User.objects.create_superuser("root", "root@example.gov.cn", "x"))
    assert f"该文件已随《关于防汛工作的通知》{stage}" in client.get(url).content.decode()
    upload.seek(0)
    for changes in ({"file": upload}, {"title": "改过的名称"}):
        text = client.post(url, _form(file, **changes)).content.decode()
        assert f"该文件已随《关于防汛工作的通知》{stage}，不能替换或改名" in text
        assert "请上传新文件，在页面中改用新文件后重新送审" in text
        assert _stored(file) == before


@pytest.mark.parametrize("kind", ["文档", "图片"])
def test_the_delete_screens_refuse_and_say_why(kind, office, annex, picture):
    # Linked or shown in the text: for an attachment row Wagtail itself already offers no deletion.
    office.publish(page_with(office, picture=picture, linked=annex))
    file = annex if kind == "文档" else picture
    app = "wagtaildocs" if kind == "文档" else "wagtailimages"
    client = signed_in(User.objects.create_superuser("root", "root@example.gov.cn", "x"))
    screen = reverse(f"{app}:delete", args=[file.pk])
    bulk = reverse("wagtail_bulk_action", args=[app, file._meta.model_name, "delete"])
    for method, url in ((client.get, screen), (client.post, screen), (client.post, f"{bulk}?id={file.pk}")):
        text = method(url, follow=True).content.decode()
        assert "该文件已随《关于防汛工作的通知》公开，不能删除" in text
        assert type(file).objects.filter(pk=file.pk).exists()
    url = reverse(f"{app}:delete_multiple", args=[file.pk])
    assert client.post(url, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_an_unused_file_is_edited_and_deleted_as_ever(office, annex):
    client = signed_in(office.editor)
    url = reverse("wagtaildocs:edit", args=[annex.pk])
    upload = SimpleUploadedFile("附表.pdf", OTHER_PDF)
    assert client.post(url, _form(annex, title="新名称", file=upload)).status_code == 302
    annex.refresh_from_db()
    assert _stored(annex)[::2] == ("新名称", OTHER_PDF)
    assert client.post(reverse("wagtaildocs:delete", args=[annex.pk])).status_code == 302
    assert not get_document_model().objects.filter(pk=annex.pk).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_replacement_at_the_moment_of_submission_waits_and_is_refused(office):
    annex = document(office.editor)
    draft = page_with(office, annex)
    outcome = []

    def rename():
        try:
            get_document_model().objects.filter(pk=annex.pk).update(title="改过的名称")
            outcome.append("changed")
        except DatabaseError:
            outcome.append("refused")
        finally:
            connection.close()

    other = threading.Thread(target=rename)
    with transaction.atomic():
        office.submit(draft)
        other.start()
        other.join(1)
        assert not outcome, "waits for the submission to end"
    other.join(10)
    assert outcome == ["refused"]


def test_the_database_has_every_trigger_for_files(db):
    present = {name for name in triggers.installed(connection) if "wagtail" in name}
    wanted = {
        f"wagtail{table}_{event}"
        for table in ("docs_document", "images_image")
        for event in ("update", "delete")
    }
    assert {f"{triggers.PREFIX}{name}" for name in wanted} <= present
