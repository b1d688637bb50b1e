"""Opinions come by the web or are entered, are looked up by their code, and are held back by a person."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from foundation.submissions.tokens import new_token
from opinion.consultations.enums import Source, Verdict
from opinion.consultations.models import ConsultationPage, Opinion
from opinion.consultations.opinions import KIND, Entered, enter, find_clause, hold_back, let_go
from opinion.consultations.selectors import course_of
from opinion.consultations.services import results_published

from .making import notice

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def page(office) -> ConsultationPage:
    return office.publish(notice(office))


def address(page) -> str:
    return f"/zhengji/{page.pk}/yijian/"


def filled(**more) -> dict[str, str]:
    return {
        "token": new_token(KIND).signed,
        "clause": "tiao-2",
        "text": "建议末班车延长到零点。",
        "identity": "person",
        "consent": "on",
    } | more


def send(client, page, **more) -> Opinion:
    data = filled(**more)
    response = client.post(address(page), data)
    assert response.status_code == 200, response.content.decode()
    sent = Opinion.objects.latest("pk")
    sent.code = response.context["receipt"].code
    return sent


def after(page, days: int = 1):
    day = course_of(page).closes_on + days * DAY
    return time_machine.travel(timezone.make_aware(dt.datetime.combine(day, dt.time(0, 0, 5))), tick=False)


def test_a_reader_comments_on_a_clause_without_an_account(client, page):
    shown = client.get(address(page), {"clause": "tiao-2"})
    assert '<option value="tiao-2" selected>第二条</option>' in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert not shown.cookies
    opinion = send(client, page, name="张三", contact="13800000000", identity="enterprise")
    assert (opinion.clause_label, opinion.source, opinion.identity) == ("第二条", Source.WEB, "enterprise")
    assert (opinion.consultation_id, opinion.body, opinion.unit) == (page.pk, page.body, page.unit)
    assert opinion.number.startswith("YJ")


def test_one_click_more_is_the_same_opinion(client, page):
    data = filled()
    codes = {client.post(address(page), data).context["receipt"].code for _ in range(2)}
    assert len(codes) == 1
    assert Opinion.objects.count() == 1


def test_what_is_missing_is_said_and_nothing_is_lost(client, page):
    response = client.post(address(page), filled(text="", name="张三", consent=""))
    text = response.content.decode()
    assert response.status_code == 400
    assert "请填写您的意见" in text
    assert 'value="张三"' in text


def test_a_clause_that_is_not_there_is_refused(client, page):
    response = client.post(address(page), filled(clause="tiao-99"))
    assert "该条款已不在征求意见稿中" in response.content.decode()
    assert client.get(address(page), {"clause": "tiao-99"}).status_code == 200


@pytest.mark.rows("R-105")
def test_the_closing_minute_passed_while_typing(client, page):
    data = filled(text="打字打到了零点，请收下。")
    with after(page):
        response = client.post(address(page), data)
    text = response.content.decode()
    assert response.status_code == 400
    assert not Opinion.objects.exists()
    assert "24时截止" in text
    assert "打字打到了零点" in text
    assert "示范县人民路1号" in text
    assert "0000-1234567" in text


def test_the_form_is_closed_before_and_after(client, office, page):
    day = timezone.localdate() + 3 * DAY
    upcoming = office.publish(notice(office, opens_on=day))
    assert "征集尚未开始" in client.get(address(upcoming)).content.decode()
    with after(page):
        text = client.get(address(page)).content.decode()
    assert "24时截止" in text
    assert "提交意见" not in text


def test_no_form_for_what_is_not_public(client, office):
    assert client.get(address(notice(office))).status_code == 404
    assert client.get("/zhengji/999999/yijian/").status_code == 404


def ask(client, code: str, **more) -> str:
    return client.post("/huizhi/", {"code": code, "number": ""} | more).content.decode()


def test_the_sender_looks_it_up_adds_and_withdraws_until_the_close(client, page):
    opinion = send(client, page)
    assert "建议末班车延长到零点" in ask(client, opinion.code)
    assert "已收到您的补充" in ask(client, opinion.code, act="add", words="周末也要。")
    assert opinion.additions.get().text == "周末也要。"
    with after(page):
        assert "已经截止" in ask(client, opinion.code, act="withdraw")
    assert "已撤回" in ask(client, opinion.code, act="withdraw")
    assert not Opinion.objects.standing().exists()


def test_the_verdict_is_seen_with_the_results_and_not_before(client, office, page):
    opinion = send(client, page)
    Opinion.objects.update(
        verdict=Verdict.ADOPTED,
        verdict_reason="末班车已改为零点。",
        confirmed_by=office.head,
        confirmed_at=timezone.now(),
    )
    with after(page, 3):
        assert "末班车已改为零点" not in ask(client, opinion.code)
        results_published(page, page, timezone.localdate())
        text = ask(client, opinion.code)
    assert "结果已公布：采纳" in text
    assert "末班车已改为零点" in text


def on_paper(**more) -> Entered:
    return Entered(
        **({"text": "来信意见", "source": Source.LETTER, "received_on": timezone.localdate()} | more)
    )


@pytest.mark.rows("R-106", "R-112")
def test_what_came_on_paper_is_entered_with_source_and_scan(office, page):
    scan = SimpleUploadedFile("来信.txt", "县政府：建议延长。".encode())
    anchor, label = find_clause(page, "第二条")
    letter = enter(page, on_paper(clause=anchor, scan=scan, source_note="4月2日挂号信"), office.editor)
    assert (letter.entered_by, letter.clause_label, label) == (office.editor, "第二条", "第二条")
    assert letter.files.get().name == "来信.txt"
    agency = enter(page, on_paper(source=Source.AGENCY, text="财政局意见"), office.editor)
    assert agency.is_internal
    assert list(Opinion.objects.for_the_public()) == [letter]
    assert Opinion.objects.to_answer().count() == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": " \u200b "}, "请填写意见内容"),
        ({"source": Source.WEB}, "请选择意见的来源"),
        ({"received_on": dt.date(2999, 1, 1)}, "晚于今天"),
        ({"clause": "tiao-99"}, "没有这一条"),
        ({"scan": SimpleUploadedFile("宏.docm", b"x")}, "格式不能上传"),
    ],
)
def test_what_cannot_be_entered(office, page, changed, told):
    with pytest.raises(ValidationError, match=told):
        enter(page, on_paper(**changed), office.editor)
    assert not Opinion.objects.exists()


def test_others_enter_and_hold_back_nothing(office, page):
    with pytest.raises(PermissionDenied):
        enter(page, on_paper(), office.leader)
    opinion = enter(page, on_paper(), office.editor)
    with pytest.raises(PermissionDenied):
        hold_back(opinion, "辱骂", office.leader)


def test_abuse_is_held_back_by_a_person_with_a_reason(office, page):
    opinion = enter(page, on_paper(text="骂人的话"), office.editor)
    with pytest.raises(ValidationError, match="理由"):
        hold_back(opinion, " ", office.head)
    held = hold_back(opinion, "辱骂他人", office.head)
    assert (held.held_by, held.held_reason, held.version) == (office.head, "辱骂他人", 1)
    assert not Opinion.objects.to_answer().exists()
    let_go(opinion, office.head)
    assert Opinion.objects.to_answer().exists()


def test_personal_data_never_reaches_the_public_pages(client, page):
    send(client, page, text="我住示范县人民路9号，请改。", name="标记甲乙丙", contact="13712345678")
    feeds = [reverse("feed_site_atom"), reverse("sitemap_index")]
    for url in (page.url, "/zhengji/", address(page), "/search/?q=标记甲乙丙", *feeds):
        text = client.get(url).content.decode()
        assert "13712345678" not in text
        assert "标记甲乙丙" not in text or url.startswith("/search/")
        assert "我住示范县" not in text
