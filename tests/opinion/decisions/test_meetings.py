"""Meetings: who was invited, what is public of it, and what a 涉企 meeting must name."""

import datetime as dt

import pytest

from foundation.signoff.gates import reasons
from opinion.decisions.models import MeetingAttendee, MeetingPage
from tests.public import read, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(office):
    def make(attendees=(), **fields) -> MeetingPage:
        values = {
            "title": "养老服务发展规划座谈会",
            "body": office.body,
            "unit": office.unit,
            "owner": office.editor,
            "method": "seminar",
            "held_on": dt.date(2026, 4, 8),
            "place": "县政府第一会议室",
            "summary": "<p>会议听取了各方面意见。</p>",
        } | fields
        page = MeetingPage(**values)
        page.attendees = [MeetingAttendee(**one) for one in attendees]
        office.column.add_child(instance=page)
        page.save_revision(user=office.editor)
        return MeetingPage.objects.get(pk=page.pk)

    return make


def person(kind: str, name: str, **more) -> dict:
    return {"kind": kind, "name": name} | more


def words(page) -> str:
    return " ".join(reason.message for reason in reasons(page))


@pytest.mark.rows("R-109")
def test_an_enterprise_meeting_without_its_entrepreneurs_is_refused(meeting):
    someone = person("public", "张某某")
    assert "须有企业家参加" in words(meeting([someone], touches_enterprises=True))
    nameless = person("entrepreneur", "李某某")
    found = words(meeting([nameless], touches_enterprises=True, title="第二次座谈会"))
    assert "请填写李某某的企业名称" in found and "主要意见" in found
    complete = person("entrepreneur", "李某某", organisation="示范县某某有限公司")
    page = meeting(
        [complete], touches_enterprises=True, opinions="<p>建议延长过渡期。</p>", title="第三次座谈会"
    )
    assert words(page) == ""


@pytest.mark.rows("R-109", "R-113", "R-106")
def test_the_public_page_lists_types_and_only_the_names_that_are_public(office, meeting):
    page = office.publish(
        meeting(
            [
                person("entrepreneur", "李甲乙", organisation="示范县某某有限公司"),
                person("public", "王丙丁"),
                person("public", "赵戊己", attended=False),
                person("media", "孙庚辛", organisation="示范县融媒体中心", is_named=True),
            ],
            touches_enterprises=True,
            opinions="<p>建议延长过渡期。</p>",
        )
    )
    shown = text(read(page.url))
    for there in ("企业家", "李甲乙", "示范县某某有限公司", "公众代表", "媒体", "孙庚辛", "座谈会名单和记录"):
        assert there in shown
    assert "王丙丁" not in shown and "赵戊己" not in shown
    assert "2人" in shown


@pytest.mark.rows("R-106")
def test_a_decision_with_hearing_and_web_shows_two_records(office, meeting, signed):
    for method, title in (("hearing", "规划听证会"), ("web", "网上意见汇总情况")):
        attendees = [person("stakeholder", "周某某")] if method == "hearing" else []
        office.publish(meeting(attendees, method=method, title=title, decision=signed))
    shown = text(read(f"/decisions/{signed.pk}/"))
    assert "听证会 规划听证会" in shown and "网络征集 网上意见汇总情况" in shown
    page = MeetingPage.objects.get(title="规划听证会")
    assert signed.matter in text(read(page.url))


def test_a_hearing_without_people_or_before_its_day_is_refused(meeting):
    found = words(meeting(method="hearing", held_on=dt.date(2100, 1, 1), summary=""))
    assert "请登记邀请和参加人员" in found and "今天之后" in found and "会议情况" in found


def test_the_page_costs_few_queries(office, meeting, django_assert_max_num_queries):
    page = office.publish(meeting([person("public", "王丙丁")] * 30))
    read(page.url)
    from django.core.cache import cache

    cache.clear()
    with django_assert_max_num_queries(12):
        read(page.url)
