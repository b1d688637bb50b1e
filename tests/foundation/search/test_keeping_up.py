"""Attachments are found with their page, broken ones are told, and everything can be built anew."""

import io

import docx
import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.documents import get_document_model

from disclosure.documents.models import Attachment
from foundation.precheck.files.content import Unreadable
from foundation.search import attachments, kept_lists, rebuilding
from foundation.search.engines import choosing
from foundation.search.jobs import read_waiting_files
from foundation.search.models import AttachmentText, EntryText, SearchEntry
from foundation.search.queries import Query
from foundation.search.selectors import find
from tests.foundation.precheck.makers import pdf_file


def file_of(name: str, data: bytes):
    return get_document_model().objects.create(title=name, file=ContentFile(data, name=name))


def word(text: str) -> bytes:
    document, data = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(data)
    return data.getvalue()


def sheet(text: str) -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "补助名单"
    book.active["A1"] = text
    book.save(data)
    return data.getvalue()


def _broken(data: bytes, name: str):
    raise Unreadable("文件已损坏，请重新生成后再上传")


@pytest.fixture
def published(office):
    def publish(*files):
        page = office.document(title="关于发放补助的通知")
        for one in files:
            page.attachments.add(Attachment(document=one, title=one.title))
        page.save_revision(user=office.editor)
        return office.publish(page)

    return publish


def test_words_of_attachments_are_found_with_file_and_place(published):
    published(
        file_of("方案.docx", word("秸秆综合利用补助方案")),
        file_of("名单.xlsx", sheet("玉米收割机")),
        file_of("规划.pdf", pdf_file("第一页的文字", "渡槽除险加固")),
    )
    assert not find(Query("秸秆")).total
    assert read_waiting_files() == "读取了1条信息的附件"
    (hit,) = find(Query("秸秆综合利用")).hits
    assert hit.attachment.name == "方案.docx"
    assert "<mark>秸秆综合利用</mark>" in hit.attachment.snippet_html
    (hit,) = find(Query("玉米收割机")).hits
    assert (hit.attachment.name, hit.attachment.place) == ("名单.xlsx", "工作表“补助名单”")
    (hit,) = find(Query("渡槽除险")).hits
    assert (hit.attachment.name, hit.attachment.place) == ("规划.pdf", "第2页")
    assert read_waiting_files() == ""


def test_a_broken_file_is_told_and_its_page_found_all_the_same(published, monkeypatch):
    published(file_of("方案.docx", word("秸秆综合利用")))
    monkeypatch.setattr(attachments, "read_isolated", _broken)
    assert read_waiting_files() == "读取了1条信息的附件，其中1个附件未能读取"
    assert AttachmentText.objects.get().failure
    assert find(Query("发放补助")).total == 1


def test_texts_of_a_file_go_with_the_file(published, office):
    page = published(file_of("方案.docx", word("秸秆综合利用")))
    read_waiting_files()
    page = type(page).objects.get(pk=page.pk)
    page.attachments = []
    page.save_revision(user=office.editor)
    office.publish(page)
    assert not AttachmentText.objects.exists()
    assert not find(Query("秸秆")).total


def test_a_rebuild_makes_the_same_index_twice_and_goes_on_where_it_was_cut_off(
    published, office, monkeypatch
):
    published()
    office.publish(office.document(title="关于冬季供暖的通知"))
    before = list(
        EntryText.objects.order_by("entry__page").values_list("entry__page", "entry__title", "text")
    )
    SearchEntry.objects.all().delete()
    monkeypatch.setattr(rebuilding, "BATCH", 1)
    index, calls = rebuilding._index, []

    def cut_off(source, pages):
        calls.append(pages[0].pk)
        if len(calls) == 2:
            raise KeyboardInterrupt
        index(source, pages)

    monkeypatch.setattr(rebuilding, "_index", cut_off)
    with pytest.raises(KeyboardInterrupt):
        rebuilding.rebuild(lambda n: None)
    rebuilding.rebuild(lambda n: None)
    assert len(calls) == len(set(calls)) + 1  # only the one that was cut off is done again
    for _ in range(2):
        assert (
            list(EntryText.objects.order_by("entry__page").values_list("entry__page", "entry__title", "text"))
            == before
        )
        call_command("rebuild_search", "--again", verbosity=0, stdout=io.StringIO())
    assert find(Query("供暖")).total == 1


def test_what_is_kept_of_a_frequent_word_goes_with_every_change(published, office, monkeypatch):
    monkeypatch.setattr(kept_lists, "KEPT_FROM", 1)
    page = published(file_of("申请表.docx", word("申请表第一栏填写监护人姓名")))
    other = office.publish(office.document(title="关于调整补助的通知"))
    assert find(Query("通知")).total == 2

    asked = []
    search = choosing.search
    monkeypatch.setattr(choosing, "search", lambda ask: asked.append(ask) or search(ask))
    assert (find(Query("通知")).total, asked) == (2, [])
    assert [len(find(Query("通知", order=order)).hits) for order in ("", "date")] == [2, 2]

    assert find(Query("监护人")).total == 0
    read_waiting_files()
    assert find(Query("监护人")).total == 1

    office.take_down(page)
    assert find(Query("通知")).total == 1
    assert [hit.entry.page_id for hit in find(Query("通知")).hits] == [other.pk]
