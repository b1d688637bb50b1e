"""A letter of the public is answered, and what becomes public of it names nobody."""

import datetime as dt

import lxml.html
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from disclosure.columns.indicators import indicators
from foundation.duties.models import Duty
from foundation.letters.models import Letter as OfficialLetter
from foundation.organisations.enums import PostKind
from foundation.organisations.services import sync_groups
from foundation.submissions.retention import forget_due
from opinion.feedback import services
from opinion.feedback.duties import KIND, LIMIT
from opinion.feedback.models import Letter, LetterEvent
from opinion.feedback.rules import months_after
from opinion.feedback.selectors import beyond_limit, statistics
from tests.forms_of_the_public import send, shown_code
from tests.offices import appoint
from tests.public import read, text

pytestmark = pytest.mark.django_db
WRITE, LIST = "/liuyan/write/", "/liuyan/"
WORDS = {
    "nature": "enquiry",
    "topic": "城东路灯何时修复",
    "text": "我是张大山，电话13812345678，城东路路灯一个月不亮。",
    "identity": "person",
    "name": "张大山",
    "contact": "13812345678",
    "consent": "on",
}
REPLY = {
    "reply": "张先生，路灯已列入本月检修计划，月底前修复。",
    "scope": "public",
    "public_topic": "城东路灯何时修复",
    "public_text": "城东路路灯一个月不亮。",
    "public_reply": "路灯已列入本月检修计划，月底前修复。",
}
TYPED = {
    "channel": "phone",
    "nature": "complaint",
    "topic": "指南找不到",
    "text": "政府信息公开指南在网站上找不到。",
}


@pytest.fixture(autouse=True)
def reached(office):
    return office


def written(**fields) -> tuple[Letter, str]:
    code = shown_code(send(WRITE, **(WORDS | fields)))
    return Letter.objects.latest("pk"), code


def typed(office, **fields) -> Letter:
    data = TYPED | {"received_on": timezone.localdate()} | fields
    return services.enter(office.reviewer, office.body, **data)


def accepted(office, letter: Letter, nature: str = "") -> Letter:
    return services.accept(letter, office.reviewer, unit=office.unit, nature=nature or letter.nature)


def answered(office, letter: Letter, **fields) -> Letter:
    letter = accepted(office, letter)
    letter = services.draft(letter, office.editor, **(REPLY | fields))
    letter = services.confirm(letter, office.head)
    return services.approve(letter, office.reviewer, is_anonymised=True)


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.rows("R-114")
def test_the_column_shows_question_and_reply_without_name_and_phone(office):
    letter, code = written()
    duty = Duty.objects.of(letter, KIND).get()
    assert duty.length == 5
    assert "待受理" in Client().post("/huizhi/", {"code": code}).content.decode()
    letter = answered(office, letter)
    for address in (LIST, f"{LIST}{letter.number}/"):
        page = text(read(address))
        assert "城东路灯何时修复" in page
        assert "张大山" not in page and "13812345678" not in page and "138" not in page
    assert REPLY["public_reply"] in text(read(f"{LIST}{letter.number}/"))
    assert REPLY["reply"] in Client().post("/huizhi/", {"code": code}).content.decode()
    assert {one.met_on for one in Duty.objects.filter(object_id=str(letter.pk), kind__in=(KIND, LIMIT))} == {
        timezone.localdate()
    }


@pytest.mark.rows("R-114")
@pytest.mark.parametrize(
    ("field", "words", "reason"),
    [
        ("public_text", "来电13912345678反映路灯不亮。", "手机号码"),
        ("public_text", "张大山反映路灯不亮。", "来件人的姓名"),
        ("public_reply", "已联系13812345678。", "手机号码"),
        ("public_text", "", "请填写公开的来件内容"),
    ],
)
def test_what_names_the_sender_does_not_become_public(office, field, words, reason):
    letter = accepted(office, written()[0])
    with pytest.raises(ValidationError) as refused:
        services.draft(letter, office.editor, **(REPLY | {field: words}))
    assert reason in "".join(refused.value.messages)
    assert "13912345678" not in "".join(refused.value.messages)


@pytest.mark.rows("R-114")
def test_nothing_is_public_before_both_have_looked(office):
    letter = services.draft(accepted(office, written()[0]), office.editor, **REPLY)
    assert "城东路灯" not in text(read(LIST))
    with pytest.raises(ValidationError):
        services.approve(letter, office.reviewer, is_anonymised=True)
    with pytest.raises(PermissionDenied):
        services.confirm(letter, office.editor)
    letter = services.confirm(letter, office.head)
    assert "城东路灯" not in text(read(LIST))
    with pytest.raises(ValidationError, match="遮盖"):
        services.approve(letter, office.reviewer)
    with pytest.raises(PermissionDenied):
        services.approve(letter, office.head, is_anonymised=True)
    assert Client().get(f"{LIST}{letter.number}/").status_code == 404
    letter = services.send_back(letter, office.reviewer, reason="请写明修复日期")
    services.draft(letter, office.editor, **(REPLY | {"scope": "sender"}))
    services.confirm(letter, office.head)
    assert services.approve(letter, office.reviewer).state == "closed"
    assert Client().get(f"{LIST}{letter.number}/").status_code == 404


def test_one_person_does_not_draft_and_approve(office):
    letter = services.draft(accepted(office, written()[0]), office.reviewer, **REPLY)
    letter = services.confirm(letter, office.head)
    with pytest.raises(PermissionDenied, match="同一人"):
        services.approve(letter, office.reviewer, is_anonymised=True)


@pytest.mark.rows("R-115")
@pytest.mark.rows("R-194", "R-195")
def test_a_complaint_about_an_application_is_entered_in_its_register_with_day_and_number(office):
    """From the form of the public to the register of complaints."""
    letter, _code = written(nature="complaint", topic="申请逾期未答复")
    client = logged_in(office.reviewer)
    page = lxml.html.fromstring(client.get(f"/admin/feedback/{letter.pk}/").content.decode())
    (address,) = [link for link in page.xpath("//a/@href") if "kind=complaint" in link]
    form = lxml.html.fromstring(client.get(address).content.decode())
    assert form.xpath("//input[@name='reference']/@value") == [letter.number]
    assert form.xpath("//select[@name='kind']/option[@selected]/@value") == ["complaint"]
    assert form.xpath("//input[@name='received_on']/@value") == [f"{timezone.localdate():%Y-%m-%d}"]
    enquiry, _code = written(nature="enquiry", topic="指南在哪里")
    assert "kind=complaint" not in client.get(f"/admin/feedback/{enquiry.pk}/").content.decode()


def test_a_complaint_is_not_closed_without_an_answer(office):
    letter = accepted(office, typed(office))
    with pytest.raises(ValidationError, match="没有答复"):
        services.close(letter, office.reviewer)
    letter = answered(office, letter, outcome="rectified")
    assert letter.state == "answered" and letter.closed_at is None
    assert services.close(letter, office.reviewer).state == "closed"
    names = list(letter.events.values_list("did", flat=True))
    assert names == ["登记", "受理分办", "受理分办", "提交答复", "科室确认", "审核答复", "办结"]


@pytest.mark.rows("R-116")
def test_what_cannot_be_solved_yet_is_explained(office):
    letter = accepted(office, typed(office))
    for outcome in ({}, {"outcome": "not_now"}, {"outcome": "not_now", "outcome_note": "难"}):
        with pytest.raises(ValidationError):
            services.draft(letter, office.editor, **(REPLY | outcome))
    explained = {"outcome": "not_now", "outcome_note": "资金未到位，列入明年计划。"}
    with pytest.raises(ValidationError, match="手机号码"):
        services.draft(
            letter,
            office.editor,
            **(REPLY | {"outcome": "not_now", "outcome_note": "请联系13912345678了解。"}),
        )
    letter = services.draft(letter, office.editor, **(REPLY | explained))
    services.confirm(letter, office.head)
    services.approve(letter, office.reviewer, is_anonymised=True)
    assert "列入明年计划" in text(read(f"{LIST}{letter.number}/"))


@pytest.mark.rows("R-116")
def test_the_rectification_is_linked_in_public(office):
    letter = answered(
        office, typed(office), outcome="rectified", rectification_url="https://www.example.gov.cn/zhenggai/"
    )
    page = read(f"{LIST}{letter.number}/")
    assert "已整改" in text(page) and page.xpath("//a[@href='https://www.example.gov.cn/zhenggai/']")


@pytest.mark.rows("R-117")
def test_a_transferred_case_shows_target_and_date_and_counts_by_itself(office):
    letter, code = written()
    letter = services.transfer(letter, office.reviewer, target="示范县信访局", reason="属于信访事项")
    assert (letter.transferred_to, timezone.localdate(letter.transferred_at)) == (
        "示范县信访局",
        timezone.localdate(),
    )
    issued = OfficialLetter.objects.get()
    assert letter.transfer_letter == issued
    shown = Client().post("/huizhi/", {"code": code}).content.decode()
    assert "已转办" in shown and "示范县信访局" in shown
    inbox = logged_in(office.reviewer).get("/admin/feedback/?tab=done").content.decode()
    assert "转示范县信访局" in inbox
    by_state = next(table for table in statistics(Letter.objects.all()) if table.heading == "状态")
    assert ("已转办", 1, 0, "—") in by_state.rows
    assert not Duty.objects.open().filter(object_id=str(letter.pk), kind__in=(KIND, LIMIT)).exists()


@pytest.mark.parametrize(
    ("day", "months", "until"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
        (dt.date(2026, 9, 15), 3, dt.date(2026, 12, 15)),
        (dt.date(2026, 10, 31), 2, dt.date(2026, 12, 31)),
    ],
)
def test_months_end_where_the_month_does(day, months, until):
    assert months_after(day, months) == until


@pytest.mark.rows("R-269")
def test_a_letter_unanswered_for_three_months_fails_the_inspection(office):
    letter, _code = written()
    gone = services.transfer(typed(office), office.reviewer, target="示范县信访局", reason="属于信访事项")
    limit = months_after(letter.received_on, 3)
    assert Duty.objects.of(letter, LIMIT).get().due_on == limit
    assert not beyond_limit(3, today=limit).exists()
    late = beyond_limit(3, today=limit + dt.timedelta(days=1))
    assert list(late) == [letter] and gone not in late
    found = {one.code: one for one in indicators([], limit + dt.timedelta(days=1))}
    assert found["V5b"].count == 1 and found["V5b"].is_failed
    assert found["D-msg2m"].count == 1
    answered(office, letter)
    assert {one.code: one for one in indicators([])}["D-msg2m"].count == 0


def test_what_the_phone_brought_is_typed_in_by_the_office_and_contact_stays_behind_its_door(office):
    client = logged_in(office.reviewer)
    address = f"/admin/feedback/enter/{office.body.pk}/"
    data = TYPED | {"received_on": "2030-01-01", "contact": "0000-7654321", "name": "李小河"}
    early = client.post(address, data)
    assert early.status_code == 200 and "不能晚于今天" in early.content.decode()
    assert "0000-7654321" in early.content.decode()
    assert client.post(address, data | {"received_on": str(timezone.localdate())}).status_code == 302
    letter = Letter.objects.get()
    page = client.get(f"/admin/feedback/{letter.pk}/").content.decode()
    assert "指南找不到" in page and "李小河" not in page and "0000-7654321" not in page
    report = client.get("/admin/feedback/report/", {"export": "csv"})
    table = b"".join(report.streaming_content).decode()
    assert letter.number in table and "李小河" not in table and "0000-7654321" not in table
    assert logged_in(office.editor).get(address).status_code == 404


def test_the_steps_are_done_on_screens(office):
    letter, _code = written()
    reviewer, editor, head = map(logged_in, (office.reviewer, office.editor, office.head))
    address = f"/admin/feedback/{letter.pk}/"
    assert editor.get(address).status_code == 404
    reviewer.post(f"{address}accept/", {"unit": office.unit.pk, "nature": "enquiry"})
    draft = editor.get(f"{address}draft/").content.decode()
    assert "138****5678" in draft
    refused = editor.post(f"{address}draft/", REPLY | {"public_text": "张大山反映路灯不亮。"})
    assert refused.status_code == 200 and "姓名" in refused.content.decode()
    assert editor.post(f"{address}draft/", REPLY).status_code == 302
    assert head.post(f"{address}confirm/").status_code == 302
    assert head.get(f"{address}approve/").status_code in (302, 403)
    assert reviewer.post(f"{address}approve/", {"is_anonymised": "on"}).status_code == 302
    assert "城东路灯" in text(read(LIST))
    assert reviewer.post(f"{address}take-off/", {"reason": "来件人要求撤下"}).status_code == 302
    assert "城东路灯" not in text(read(LIST))
    assert reviewer.get("/admin/feedback/statistics/").status_code == 200


def test_supervisors_read_and_strangers_do_not(office):
    letter, _code = written()
    supervisor = appoint("liuyanjiandu", "留监督", PostKind.SUPERVISOR, office.body)
    sync_groups(supervisor)
    page = logged_in(supervisor).get(f"/admin/feedback/{letter.pk}/").content.decode()
    assert letter.topic in page and "查看联系方式" not in page


def test_the_sender_takes_it_back_and_nobody_answers(office):
    letter, code = written()
    Client().post("/huizhi/", {"code": code, "act": "withdraw"})
    letter.refresh_from_db()
    with pytest.raises(ValidationError, match="撤回"):
        accepted(office, letter)
    assert not Duty.objects.open().of(letter, KIND).exists()


def test_the_public_list_is_searched_in_public_words_only_and_costs_the_same(
    office, django_assert_max_num_queries
):
    for number in range(3):
        answered(office, typed(office, nature="enquiry", topic=f"问题{number}", text=f"秘密{number}的内容。"))
    assert "还没有" not in text(read(LIST, q="检修计划"))
    assert "没有查到" in text(read(LIST, q="秘密1"))
    assert "没有查到" in text(read(LIST, q="检修计划", nature="complaint"))
    with django_assert_max_num_queries(10):
        answer = Client().get(LIST)
    assert answer["Surrogate-Key"] == "site lists" and not answer.cookies


def test_personal_data_goes_and_the_published_answer_stays(office):
    letter = answered(office, written()[0])
    with time_machine.travel(timezone.now() + dt.timedelta(days=181)):
        assert "公众留言 1 件" in forget_due()
    letter.refresh_from_db()
    assert (letter.name, letter.contact) == ("", "") and "13812345678" not in letter.text
    assert REPLY["public_reply"] in text(read(f"{LIST}{letter.number}/"))


def test_the_record_is_only_added_to(office):
    typed(office)
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterEvent.objects.update(words="改写")


def test_machines_find_the_public_words_of_answered_letters_and_let_go_of_what_was_taken_off(office):
    letter, _code = written()
    assert "liuyan" not in Client().get("/sitemap.xml").content.decode()
    letter = answered(office, letter)
    place = f"{LIST}{letter.number}/"
    assert "/sitemap-liuyan.xml" in Client().get("/sitemap.xml").content.decode()
    assert place in Client().get("/sitemap-liuyan.xml").content.decode()
    for form in ("atom", "rss"):
        feed = Client().get(f"/feeds/letters/{form}.xml").content.decode()
        assert place in feed and REPLY["public_reply"] in feed
        assert not [mark for mark in ("张大山", "13812345678", REPLY["reply"]) if mark in feed]
    Letter.objects.filter(pk=letter.pk).update(taken_off_at=timezone.now())
    feed = Client().get("/feeds/letters/atom.xml").content.decode()
    assert place not in feed and "deleted-entry" in feed


def test_the_feed_costs_the_same_for_any_number(office, django_assert_max_num_queries):
    for number in range(3):
        answered(office, typed(office, nature="enquiry", topic=f"问题{number}", text="内容。"))
    with django_assert_max_num_queries(6):
        assert Client().get("/feeds/letters/atom.xml").status_code == 200
