"""The interface tells of consultations, results, meetings, press and clarifications what their public pages say."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import timezone

from tests.interpretation.press.writing import QUESTION, authorised, conference, release
from tests.opinion.consultations.making import notice
from tests.portal.conftest import QUIET, SENDER

pytestmark = pytest.mark.django_db
V1 = "/api/v1/"
LISTS = {
    "Consultation": "consultations",
    "ConsultationResult": "consultation-results",
    "Meeting": "meetings",
    "PressRelease": "press-releases",
    "PressConference": "press-conferences",
    "Clarification": "clarifications",
}
# Three of the list, and those every public answer may need (site, home).
LIST_QUERIES = 5


def get(address: str, **parameters: str):
    answer = Client().get(f"{V1}{address}", parameters)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_each_is_told_in_its_list_and_by_itself(said_and_answered, django_assert_max_num_queries):
    for name, page in said_and_answered.items():
        get(f"{LISTS[name]}/")
        with django_assert_max_num_queries(LIST_QUERIES):
            (listed,) = get(f"{LISTS[name]}/")["results"]
        told = get(f"{LISTS[name]}/{page.pk}/")
        assert told["url"] == f"http://testserver{page.url}"
        assert listed.items() <= told.items(), name
        assert Client().get(f"{V1}{LISTS[name]}/{page.pk}/")["Surrogate-Key"] == f"site page-{page.pk}"


@pytest.mark.rows("R-110", "R-111")
def test_notice_result_and_meeting_lead_to_each_other(said_and_answered):
    notice_page, result = said_and_answered["Consultation"], said_and_answered["ConsultationResult"]
    told = get(f"consultations/{notice_page.pk}/")
    assert told["state"] == {"code": "concluded", "label": "结果已公布"} and told["takes_opinions"] is False
    assert [clause["label"] for clause in told["clauses"]] == ["第一章 总则", "第一条", "第二条"]
    assert told["results"]["id"] == result.pk
    assert [one["title"] for one in told["relations"]] == ["夜间公交座谈会"]
    answered = get(f"consultation-results/{result.pk}/")
    assert answered["notice"]["id"] == notice_page.pk
    assert answered["total"] == 2 and answered["verdicts"] == [{"label": "采纳", "number": 2}]
    assert answered["answers"][0]["reason"] == "已写入第二条。"


def test_a_meeting_names_the_decision_it_was_held_for(said_and_answered):
    told = get(f"meetings/{said_and_answered['Meeting'].pk}/")
    assert told["decision"] == "编制示范县养老服务发展规划"


def test_an_announced_conference_tells_nothing_of_what_was_prepared_for_its_record(office):
    """As its page does: answers may be written and signed before the questions are asked."""
    soon = timezone.now().replace(microsecond=0) + dt.timedelta(days=2)
    page = conference(
        office,
        [office.publish(release(office))],
        stage="announced",
        starts_at=soon,
        transcript="<p>主持人：大家好。</p>",
        questions=[QUESTION],
        live_text=[("entry", {"at": "10:02", "speaker": "王建国", "text": "补贴提高三成。"})],
    )
    page = office.publish(authorised(office, page))
    told = get(f"press-conferences/{page.pk}/")
    assert told["place"] == page.place
    shown = Client().get(page.url).content.decode()
    found = Client().get("/search/", {"q": "主持人"}).content.decode()
    for hidden in ("每月十日前发放", "大家好", "补贴提高三成", "示范广播电视台"):
        assert hidden not in f"{shown}{json.dumps(told, ensure_ascii=False)}{found}"


def test_the_state_follows_the_dates(office):
    page = office.publish(notice(office))
    assert get("consultations/")["results"][0]["state"]["label"] == "征集中"
    assert get(f"consultations/{page.pk}/")["takes_opinions"] is True


def test_nobody_is_named_who_is_not_named_on_the_page(said_and_answered, office):
    """The sender of an opinion, and an attendee who did not agree, stand nowhere; who agreed does."""
    told = json.dumps(
        [
            part
            for name, page in said_and_answered.items()
            for part in (get(f"{LISTS[name]}/"), get(f"{LISTS[name]}/{page.pk}/"))
        ],
        ensure_ascii=False,
    )
    staff = [user.get_full_name() for user in (office.head, *office.approvers)]
    assert not [hidden for hidden in (SENDER, "13987654321", QUIET, *staff) if hidden in told]
    assert "林某某" in told


def test_a_clarification_carries_the_claim_with_its_verdict_and_no_link_to_it(said_and_answered):
    told = get(f"clarifications/{said_and_answered['Clarification'].pk}/")
    assert told["claim"] and told["verdict"]
    assert told["facts"].startswith("县水务局3月2日取样检测")
    assert not [one for one in told["evidence"] if "rumour" in one["url"]]


def test_what_was_taken_down_or_is_a_draft_is_nowhere(office):
    page = office.publish(notice(office))
    draft = notice(office, title="尚未公开的公告")
    office.take_down(page)
    for pk in (page.pk, draft.pk):
        assert Client().get(f"{V1}consultations/{pk}/").status_code == 404
    assert get("consultations/")["count"] == 0
