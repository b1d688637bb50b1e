"""The digest of a page is the same before and after publication, and changes with everything that is signed."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from disclosure.documents.models import Attachment, DocumentPage, RelatedDocument
from foundation.signoff.models import Clearance
from foundation.signoff.services import revision_digest

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def full_document(office) -> DocumentPage:
    """A draft in which every kind of field is filled."""
    other = office.publish(office.document())
    page = office.document(
        original_published_at=dt.datetime(2026, 1, 7, 9, 30, tzinfo=dt.UTC),
        effective_on=dt.date(2026, 2, 1),
        content=[
            ("heading", {"level": "chapter", "text": "第一章 总则", "anchor": "zhang-1"}),
            ("article", {"number": "第一条", "text": "<p>为规范管理,制定本办法。</p>", "anchor": "tiao-1"}),
            ("table", {"data": [["项目", "标准"], ["甲", "1"]], "first_row_is_table_header": True}),
        ],
    )
    document = Document.objects.create(title="附件", file=ContentFile("一".encode(), "a.txt"))
    page.attachments = [Attachment(document=document, title="附件1")]
    page.relations = [RelatedDocument(target=other)]
    page.tags.add("养老", "补贴")
    page.secondary_columns = [office.column]
    page.save_revision(user=office.editor)
    return DocumentPage.objects.get(pk=page.pk)


def test_what_is_live_has_the_digest_that_was_signed(office):
    page = office.publish(full_document(office))

    page = DocumentPage.objects.get(pk=page.pk)
    signed = Clearance.objects.get(revision_id=page.live_revision_id).content_digest
    assert page.current_digest() == signed
    assert revision_digest(page.live_revision) == signed
    page.save()  # a live page that is unchanged can be written again


@pytest.mark.parametrize(
    "change",
    [
        lambda page: setattr(page, "title", "改过的标题"),
        lambda page: setattr(page, "content", [("text", "<p>改</p>")]),
        lambda page: page.tags.add("新词"),
        lambda page: setattr(page, "attachments", []),
        lambda page: setattr(page.attachments.all()[0], "title", "另一名称"),
        lambda page: setattr(page, "relations", []),
    ],
    ids=["标题", "正文", "主题词", "去掉附件", "附件名称", "相关文件"],
)
def test_every_change_changes_the_digest(office, change):
    page = full_document(office)
    page = page.get_latest_revision().as_object()
    before = page.current_digest()
    change(page)
    assert page.current_digest() != before


def test_a_replaced_file_changes_the_digest(office):
    page = full_document(office).get_latest_revision().as_object()
    before = page.current_digest()
    document = page.attachments.all()[0].document
    document.file.save("b.txt", ContentFile("二".encode()))
    assert page.get_latest_revision().as_object().current_digest() != before
