"""Pointing at a paragraph: what can be marked, how it is kept, and where the author meets it."""

import pytest
from django.urls import reverse

from disclosure.documents.models import DocumentPage
from foundation.signoff.enums import Decision
from foundation.signoff.mark_fields import LONGEST_REMARK, MOST_MARKS
from foundation.signoff.models import PostTaskState, Seal
from foundation.signoff.places import places_of_fields

pytestmark = pytest.mark.django_db
TEXT = "<p>各乡镇人民政府:</p><p>补贴标准为每人每月三百元。</p><p>本通知自印发之日起施行。</p>"


@pytest.fixture
def page(office) -> DocumentPage:
    return office.submit(office.document(title="关于高龄补贴的通知", content=[("text", TEXT)]))


def state_of(page) -> PostTaskState:
    return PostTaskState.objects.waiting().get(page_id=page.pk)


def key(page, label: str) -> str:
    draft = page.get_latest_revision_as_object()
    return next(place.key for place in draft.places() if place.label == label)


def send_back(client, office, page, marks, **fields):
    client.force_login(office.head)
    form = {"action": "reject"} | fields
    form |= {"marks_place": [place for place, _ in marks], "marks_remark": [remark for _, remark in marks]}
    return client.post(reverse("signoff:review", args=[state_of(page).pk]), form, follow=True)


def test_a_document_offers_its_fields_and_paragraphs(page):
    told = {place.label: place.text for place in page.get_latest_revision_as_object().places()}
    assert told["标题"] == "关于高龄补贴的通知"
    assert told["正文第2段"] == "补贴标准为每人每月三百元。"


def test_an_interpretation_offers_its_sections(office):
    labels = [place.label for place in office.interpretation(office.publish(office.document())).places()]
    assert "“制定背景”第1段" in labels


def test_any_other_page_type_offers_its_text_fields(office):
    told = {place.label: place.text for place in places_of_fields(office.column)}
    assert told["标题"] == "政策文件"
    assert "本机关制发的政策文件" in told.values()


@pytest.mark.rows("R-047")
def test_marks_reach_the_author_by_mail_in_the_editor_and_on_the_sheet(
    office, client, page, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = send_back(client, office, page, [(key(page, "正文第2段"), "金额与附表不一致"), ("", "")])
    assert "林小北会收到您的意见" in response.content.decode()
    words = "正文第2段“补贴标准为每人每月三百元。”：金额与附表不一致"
    seal = Seal.objects.get(decision=Decision.RETURNED)
    assert seal.opinion == words
    [mark] = seal.details["marks"]
    assert (mark["field"], mark["label"], mark["remark"]) == ("content", "正文第2段", "金额与附表不一致")
    mails = [mail for mail in mailoutbox if mail.to == ["bianji@example.gov.cn"]]
    assert words in mails[0].body
    assert "指出 1 处" in mails[0].body

    client.force_login(office.editor)
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'data-jump="content"' in editor
    assert 'data-jump-text="补贴标准为每人每月三百元。"' in editor
    assert "金额与附表不一致" in editor
    assert words in client.get(reverse("signoff:sheet", args=[page.pk])).content.decode()


def test_the_return_is_no_longer_shown_once_the_draft_was_sent_again(office, client, page):
    send_back(client, office, page, [(key(page, "标题"), "标题太长")], comment="请改。")
    client.force_login(office.editor)
    where = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "退回意见" in client.get(where).content.decode()
    page.current_workflow_state.resume(office.editor)
    assert "退回意见" not in client.get(where).content.decode()


REFUSED = {
    "不在本稿中": ([("99-content", "改")], "所指的段落不在本稿中"),
    "没有选段落": ([("", "金额不对")], "没有选择段落"),
    "没有写意见": ([("标题", "")], "请写明标题要怎样修改"),
    "意见太长": ([("标题", "改" * (LONGEST_REMARK + 1))], "最多 300 字"),
    "太多": ([("标题", "改")] * (MOST_MARKS + 1), "最多指出 50 处"),
}


@pytest.mark.parametrize(("marks", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_bad_marks_are_refused_and_nothing_typed_is_lost(office, client, page, marks, words):
    marks = [(key(page, place) if place == "标题" else place, remark) for place, remark in marks]
    text = send_back(client, office, page, marks, comment="这段话不能丢").content.decode()
    assert words in text
    assert "这段话不能丢" in text
    if marks[0][1]:
        assert f'value="{marks[0][1]}"' in text
    assert state_of(page)


def test_marks_alone_are_reason_enough_and_a_row_left_empty_is_none(office, client, page):
    text = send_back(client, office, page, [("", "")]).content.decode()
    assert "请写明退回原因" in text
    send_back(client, office, page, [(key(page, "标题"), "请缩短")])
    assert Seal.objects.filter(decision=Decision.RETURNED).exists()


def test_a_seal_without_details_keeps_the_digest_it_was_written_with(office, page):
    seal = Seal.objects.filter(decision=Decision.STRUCTURE).earliest("pk")
    assert "details" not in seal.chained_fields
    seal.details = {"marks": [{"remark": "后来添上的"}]}
    assert "details" in seal.chained_fields
