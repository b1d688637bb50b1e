"""What readers see of a consultation, in each of its states."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from foundation.search.queries import Query
from foundation.search.selectors import find
from opinion.consultations.enums import ChangeKind, Part
from opinion.consultations.models import ConsultationPage, DocumentConsultation
from opinion.consultations.selectors import course_of
from opinion.consultations.services import (
    ask_for_change,
    ask_for_secrecy,
    decide_change,
    decide_secrecy,
    results_published,
)

from .making import notice, opinions

pytestmark = pytest.mark.django_db
# Nine for the frame and the page itself; methods, files, and what is linked with it.
QUERIES = 12


@pytest.fixture
def page(office) -> ConsultationPage:
    return office.publish(notice(office))


def read(client, page) -> str:
    return client.get(page.url).content.decode()


def later(page, days: int):
    day = course_of(page).closes_on + dt.timedelta(days=days)
    return time_machine.travel(timezone.make_aware(dt.datetime.combine(day, dt.time(9))))


@pytest.mark.rows("R-104", "R-105", "R-106")
def test_the_summary_box_comes_before_the_draft(client, page):
    text = read(client, page).partition('class="summary-box')[2]
    told = [
        "征集中",
        "夜间公交开到几点",
        "县人民政府常务会议",
        "征集时间",
        "汇总研究意见",
        "第一条",
        "起草本办法",
        "《城市公共交通条例》",
        "林小北",
        "0000-1234567",
        "示范县人民路1号",
        "网络征集",
    ]
    places = [text.index(words) for words in told[:6]]
    assert places == sorted(places)
    assert all(words in text for words in told)


def test_each_clause_leads_to_the_form(client, page):
    text = read(client, page)
    assert f"/zhengji/{page.pk}/yijian/?clause=tiao-2" in text
    assert "clause=zhang-1" not in text


def test_a_draft_without_articles_is_commented_by_headings(client, office):
    content = [
        ("heading", {"level": "heading", "text": "一、主要任务", "anchor": ""}),
        ("text", "<p>延长夜间公交。</p>"),
    ]
    page = office.publish(notice(office, content=content))
    assert "对本条提意见" in read(client, page)


def test_before_the_first_day_nothing_can_be_sent(client, office):
    day = timezone.localdate() + dt.timedelta(days=3)
    page = office.publish(notice(office, opens_on=day))
    text = read(client, page)
    assert "即将开始" in text
    assert "我要提意见" not in text


@pytest.mark.rows("R-105")
def test_the_day_after_the_end_the_page_says_so(client, page):
    with later(page, 0):
        assert "今天截止" in read(client, page)
    with later(page, 1):
        text = read(client, page)
    assert "已结束" in text
    assert "不再接收意见" in text
    assert "对本条提意见" not in text


@pytest.mark.rows("R-111")
def test_results_and_document_are_linked_both_ways(client, office, page):
    document = office.publish(office.document(title="示范县夜间公交管理办法"))
    DocumentConsultation.objects.create(document=document, consultation=page, recorded_by=office.editor)
    results = office.publish(office.document(title="夜间公交管理办法意见征集情况"))
    with later(page, 3):
        results_published(page, results, timezone.localdate())
        text = read(client, page)
        assert "结果已公布" in text
        assert "夜间公交管理办法意见征集情况" in text
        assert "示范县夜间公交管理办法" in text
        other = read(client, document)
    assert page.title in other
    assert "征集结果" in other


def test_an_approved_extension_is_told_with_its_reason(client, office, page):
    change = ask_for_change(
        page,
        ChangeKind.EXTENDED,
        course_of(page).closes_on + dt.timedelta(days=9),
        "群众来电要求延长",
        office.editor,
    )
    assert "群众来电要求延长" not in read(client, page)
    decide_change(change, True, "", office.leader)
    assert "群众来电要求延长" in read(client, page)


@pytest.mark.rows("R-108")
def test_a_short_period_says_why(client, office):
    page = notice(
        office,
        closes_on=timezone.localdate() + dt.timedelta(days=10),
        results_expected_on=timezone.localdate() + dt.timedelta(days=20),
        short_reason="汛期将至，须在入汛前施行",
    )
    assert "汛期将至" in read(client, office.publish(page))


def test_what_is_kept_secret_is_said(client, office):
    page = notice(office, basis="")
    asked = ask_for_secrecy(page, Part.BASIS, "依据的测算尚未公开", "《条例》第十四条", office.editor)
    decide_secrecy(asked, True, "", office.secrecy)
    assert "依据的测算尚未公开" in read(client, office.publish(page))


def test_ten_thousand_opinions_cost_the_reader_nothing(client, page, django_assert_max_num_queries):
    client.get(page.url + "?x=1")
    opinions(page, 10_000)
    with django_assert_max_num_queries(QUERIES):
        client.get(page.url + "?x=1")


def test_the_list_shows_consultations_by_state(client, office, page, django_assert_max_num_queries):
    day = timezone.localdate() + dt.timedelta(days=3)
    upcoming = office.publish(notice(office, title="关于明年计划的意见征集公告", opens_on=day))
    assert page.title in client.get("/zhengji/").content.decode()
    with django_assert_max_num_queries(12):
        text = client.get("/zhengji/?state=upcoming").content.decode()
    assert upcoming.title in text
    assert page.title not in text
    assert client.get("/zhengji/?state=nonsense").status_code == 200


def test_search_finds_the_notice_by_its_draft(page):
    assert find(Query("夜间公交每三十分钟一班")).hits[0].entry.page_id == page.pk


@pytest.mark.parametrize("version", ["/shilao", "/hant"])
def test_the_other_versions_of_the_site_work(client, page, version):
    response = client.get(f"{version}{page.url}")
    assert response.status_code == 200
