"""The review screen: who may open it, what it shows, and that a decision counts once."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model

from disclosure.documents.models import Attachment, DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Post, User
from foundation.signoff.enums import Decision
from foundation.signoff.models import PostTaskState, Seal
from foundation.signoff.services import decide
from tests.foundation.signoff.files.samples import PDF
from tests.offices import LONG_AGO, answers, appoint

pytestmark = pytest.mark.django_db


def open_step(page) -> PostTaskState:
    return PostTaskState.objects.waiting().get(page_id=page.pk)


def address(page) -> str:
    return reverse("signoff:review", args=[open_step(page).pk])


def approval(page, **fields) -> dict[str, object]:
    return {
        "action": "approve",
        **answers(open_step(page).task.specific),
        "comment": "同意。",
    } | fields


def said(response) -> str:
    """The messages on the page that the user is led to."""
    return response.content.decode()


def decisions(page) -> list[str]:
    return list(Seal.objects.filter(page_id=page.pk).values_list("decision", flat=True))


@pytest.fixture
def page(office) -> DocumentPage:
    return office.submit(office.document(title="关于防汛工作的通知"))


PEOPLE = {
    "拟稿人": ("editor", True, False),
    "本环节": ("head", True, True),
    "后一环节": ("secrecy", False, False),
    "签发领导": ("leader", False, False),
    "监督员": ("supervisor", True, False),
    "平台运维": ("operator", False, False),
    "无岗位的超级用户": ("root", False, False),
}


@pytest.mark.parametrize(("who", "opens", "decides"), PEOPLE.values(), ids=PEOPLE.keys())
@pytest.mark.rows("R-009", "R-277")
def test_who_may_open_and_who_may_decide(office, client, page, who, opens, decides):
    office.supervisor = appoint("jiandu", "严监督", PostKind.SUPERVISOR, office.body)
    office.operator = appoint("yunwei", "申运维", PostKind.OPERATOR, office.body)
    office.root = User.objects.create_superuser("root", "root@example.gov.cn", "x")
    where, form = address(page), approval(page)
    client.force_login(getattr(office, who))

    shown = client.get(where)
    client.post(where, form)

    assert (shown.status_code == 200) is opens
    assert (Decision.APPROVED in decisions(page)) is decides
    if opens:
        assert ("退回修改" in said(shown)) is decides


def test_it_shows_facts_signatures_and_the_checklist(office, client, page):
    page = office.decide(page, office.head, comment="要素齐全。")
    client.force_login(office.secrecy)
    text = said(client.get(address(page)))
    for words in (
        page.title,
        "林小北",
        "保密审查",
        "周正言",
        "要素齐全。",
        "正文和附件均已逐项审查",
        "新稿",
    ):
        assert words in text


@pytest.mark.rows("R-076")
def test_after_each_click_it_says_who_is_next_and_at_last_that_the_page_is_public(office, client, page):
    expected = ["沈慎之", "钱复明", "方立诚", "已经公开。索引号：01234567-8/"]
    for user, words in zip(office.approvers, expected, strict=True):
        client.force_login(user)
        response = client.post(address(page), approval(page), follow=True)
        assert words in said(response)
    page.refresh_from_db()
    assert page.live
    assert page.full_url in said(response)


def test_the_last_button_says_what_it_will_do(office, client):
    document = get_document_model().objects.create(title="附表", file=ContentFile(PDF, name="fb.pdf"))
    page = office.document()
    page.attachments.add(Attachment(document=document, title="附表一"))
    page.save_revision(user=office.editor)
    page = office.submit(DocumentPage.objects.get(pk=page.pk))
    for user in office.approvers[:-1]:
        page = office.decide(page, user)
    client.force_login(office.leader)
    text = said(client.get(address(page)))
    assert "签发并公开（含附件 1 个）" in text

    where = reverse("signoff:file", args=[open_step(page).pk, document.pk])
    assert where in text
    assert b"".join(client.get(where).streaming_content) == PDF
    client.force_login(User.objects.create_superuser("root", "root@example.gov.cn", "x"))
    assert client.get(where).status_code == 302


def test_a_file_of_another_page_is_not_handed_out(office, client, page):
    secret = get_document_model().objects.create(title="他人附件", file=ContentFile(b"x", name="x.pdf"))
    client.force_login(office.head)
    assert client.get(reverse("signoff:file", args=[open_step(page).pk, secret.pk])).status_code == 404


def test_differences_come_first_when_a_version_is_public(office, client):
    page = office.publish(office.document(title="关于防汛工作的通知"))
    page.title = "关于抗旱工作的通知"
    page.save_revision(user=office.editor)
    page = office.submit(DocumentPage.objects.get(pk=page.pk))
    client.force_login(office.head)
    text = said(client.get(address(page)))
    assert "抗旱" in text.split("内容（与公开后所见一致）")[0].split("较已公开版本的变化")[1]


def test_missing_checks_keep_what_was_typed(office, client, page):
    client.force_login(office.head)
    form = approval(page, comment="已与业务科室核实。")
    form["checks"] = form["checks"][:1]
    response = client.post(address(page), form)
    assert "尚未核对" in said(response)
    assert "已与业务科室核实。" in said(response)
    assert len(re.findall(r'name="checks"[^>]* checked', said(response))) == 1
    assert decisions(page) == [Decision.SUBMITTED]


@pytest.mark.parametrize(
    ("form", "opinion"),
    [
        ({"phrases": ["要素不全，请补充"]}, "要素不全，请补充"),
        ({"comment": "请写明联系人。"}, "请写明联系人。"),
        ({"phrases": ["要素不全，请补充"], "comment": "缺联系人。"}, "要素不全，请补充；缺联系人。"),
    ],
)
@pytest.mark.rows("R-047")
def test_a_return_takes_stock_reasons_and_own_words(office, client, page, form, opinion):
    client.force_login(office.head)
    response = client.post(address(page), {"action": "reject"} | form, follow=True)
    assert Seal.objects.filter(page_id=page.pk).last().opinion == opinion
    assert "林小北会收到您的意见" in said(response)


def test_a_return_without_a_reason_is_refused(office, client, page):
    client.force_login(office.head)
    response = client.post(address(page), {"action": "reject", "comment": "  "})
    assert "请写明退回原因" in said(response)
    assert decisions(page) == [Decision.SUBMITTED]


@pytest.mark.parametrize("second", ["approve", "reject"])
def test_a_second_click_leaves_no_second_record(office, client, page, second):
    client.force_login(office.head)
    where, form = address(page), approval(page)
    client.post(where, form)
    response = client.post(where, form | {"action": second}, follow=True)
    assert "由您办理（同意），不能重复办理" in said(response)
    assert decisions(page) == [Decision.SUBMITTED, Decision.APPROVED]


def test_whoever_lost_the_post_meanwhile_may_not_decide(office, client, page):
    client.force_login(office.head)
    where, form = address(page), approval(page, comment="这段话不能丢")
    assert client.get(where).status_code == 200
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    Appointment.objects.filter(user=office.head).update(ends_on=yesterday)
    client.post(where, form)
    assert decisions(page) == [Decision.SUBMITTED]


@pytest.mark.rows("R-063")
def test_the_drafter_in_the_post_reads_but_does_not_decide(office, client):
    page = office.submit(office.document(owner=office.head))
    client.force_login(office.head)
    shown = client.get(address(page))
    refused = client.post(address(page), approval(page))
    assert "不能审签自己的稿件" in said(shown)
    assert "不能审签自己的稿件" in said(refused)
    assert decisions(page) == [Decision.SUBMITTED]


def test_one_person_in_two_posts_signs_one_level_only(office, client, page):
    post = Post.objects.get(kind=PostKind.SECRECY_REVIEWER, body=office.body)
    Appointment.objects.create(post=post, user=office.head, starts_on=LONG_AGO)
    page = office.decide(page, office.head)
    client.force_login(office.head)
    assert "每一级须由不同的人审签" in said(client.get(address(page)))
    client.post(address(page), approval(page))
    assert decisions(page).count(Decision.APPROVED) == 1


@pytest.mark.parametrize(
    ("header", "sent", "kept"),
    [
        ("REMOTE_ADDR", {"REMOTE_ADDR": "10.1.2.3"}, "10.1.2.3"),
        ("HTTP_X_FORWARDED_FOR", {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 10.9.8.7"}, "10.9.8.7"),
        ("HTTP_X_FORWARDED_FOR", {"HTTP_X_FORWARDED_FOR": "<script>"}, None),
    ],
)
@pytest.mark.rows("R-279")
def test_the_seal_keeps_the_address(office, client, page, settings, header, sent, kept):
    settings.SIGNOFF_ADDRESS_HEADER = header
    client.force_login(office.head)
    client.post(address(page), approval(page), **sent)
    assert Seal.objects.filter(page_id=page.pk).last().address == kept


@pytest.mark.rows("R-081")
def test_seals_are_neither_changed_nor_deleted_in_bulk(office, page):
    with pytest.raises(PermissionDenied):
        Seal.objects.update(opinion="改过")
    with pytest.raises(PermissionDenied):
        Seal.objects.filter(page_id=page.pk).delete()


@pytest.mark.rows("R-076", "R-081")
def test_the_sheet_lists_persons_opinions_and_times(office, client, page):
    for user in office.approvers:
        page = office.decide(page, user, comment=f"{user}的意见")
    where = reverse("signoff:sheet", args=[page.pk])
    client.force_login(office.editor)
    text = said(client.get(where))
    for seal in Seal.objects.filter(page_id=page.pk, decision=Decision.APPROVED):
        for words in (seal.person_name, seal.opinion, seal.post_title, seal.content_digest[:16]):
            assert words in text
        assert f"{timezone.localtime(seal.at):%Y-%m-%d %H:%M:%S}" in text
    assert "与写入时一致" in text

    stranger = appoint("luren", "路人甲", PostKind.OPERATOR, office.body)
    client.force_login(stranger)
    assert client.get(where).status_code == 302


def test_the_preview_is_the_revision_under_review(office, client, page):
    client.force_login(office.head)
    response = client.get(reverse("signoff:preview", args=[open_step(page).pk]))
    assert response.status_code == 200
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert page.title in said(response)


def test_approving_a_step_costs_few_queries(office, page):
    """Savepoints are not counted, nor the page, which the screen has read. Half of these are Wagtail's own."""
    page = office.decide(page, office.head)
    state, filled = open_step(page), answers(open_step(page).task.specific)
    assert state.page.pk == page.pk
    with CaptureQueriesContext(connection) as captured:
        decide(state, office.secrecy, "approve", filled | {"comment": "同意。"})
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 60
