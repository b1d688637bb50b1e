"""An item is decided question by question, by those who work on it, with what the law asks for."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.answers import decisions
from disclosure.answers.tree import Question, Stop
from disclosure.requests.enums import AnswerKind, ConsultedKind, Leaf, Opinion
from disclosure.requests.models import CaseItem, Consultation

from .answering import MONDAY, TO_GROUNDS, TO_OURS, accepted, decided, walked

pytestmark = pytest.mark.django_db
TO_THIRD = f"{TO_GROUNDS} ask_denied_1:no ask_denied_2:no ask_denied_3:no ask_denied_4:yes"


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def item(office) -> CaseItem:
    return accepted(office).items.get()


def opinion(item, said: str, **fields) -> Consultation:
    return Consultation.objects.create(
        case=item.case, item=item, kind=ConsultedKind.THIRD_PARTY, name="示范建设有限公司", question="合同报价",
        sent_on=MONDAY, opinion=said, replied_on=MONDAY, **fields,
    )  # fmt: skip


@pytest.mark.rows("R-174")
def test_already_public_needs_the_place_and_keeps_the_way_taken(office, item):
    walked(item, f"{TO_OURS} public:yes", office.editor)
    with pytest.raises(ValidationError, match="网址"):
        decisions.conclude(item, by=office.editor, given={})
    item = decisions.conclude(item, by=office.editor, given={"place_url": "https://www.example.gov.cn/"})
    assert (item.kind, item.leaf) == (AnswerKind.PUBLIC, Leaf.GRANTED)
    assert "第三十六条第一项" in item.basis and item.path[-1]["answered"] == "是"
    assert item.case.events.last().label == "认定"


def test_a_step_back_takes_the_conclusion_with_it(office, item):
    item = decided(item, f"{TO_OURS} public:yes", office.editor, place="县档案馆")
    decisions.step_back(item, by=office.editor)
    item.refresh_from_db()
    assert item.kind == "" and item.leaf == "" and decisions.standing(item).key == "public"


def test_of_two_answers_to_one_question_the_first_holds(office, item):
    walked(item, "nature:information", office.editor)
    with pytest.raises(ValidationError, match="刷新"):
        decisions.answer_question(item, by=office.clerk, question="nature", choice="petition")
    item.refresh_from_db()
    assert decisions.taken(item) == [("nature", "information")]


def test_only_the_office_and_the_unit_decide(office, item):
    for user in (office.leader, office.secrecy):
        with pytest.raises(PermissionDenied):
            decisions.answer_question(item, by=user, question="nature", choice="information")


@pytest.mark.rows("R-168")
def test_no_third_party_is_answered_for_who_was_not_asked(office, item):
    walked(item, TO_THIRD, office.editor)
    with pytest.raises(ValidationError, match="没有登记第三方"):
        decisions.answer_question(item, by=office.editor, question="third_party", choice="reasonable")
    stop = decisions.answer_question(item, by=office.editor, question="third_party", choice="unasked")
    assert isinstance(stop, Stop)
    item.refresh_from_db()
    with pytest.raises(ValidationError, match="征求第三方"):
        decisions.conclude(item, by=office.editor, given={"reasons": "理由理由理由理由理由理由"})


@pytest.mark.rows("R-190")
def test_a_refusal_for_a_third_party_rests_on_its_opinion(office, item):
    objection = opinion(item, Opinion.OBJECTS, is_reasonable=True)
    agreed = opinion(item, Opinion.AGREES)
    walked(item, f"{TO_THIRD} third_party:reasonable public_interest:no part_denied_4:no", office.editor)
    reasons = {"reasons": "合同报价属于商业秘密，公开会损害其合法权益。"}
    for wrong in ({}, {"consultation": str(agreed.pk)}):
        with pytest.raises(ValidationError, match="第三方"):
            decisions.conclude(item, by=office.editor, given=reasons | wrong)
    given = reasons | {"consultation": str(objection.pk)}
    assert decisions.conclude(item, by=office.editor, given=given).leaf == Leaf.DENIED_4


def test_an_objection_found_unreasonable_cannot_be_called_reasonable(office, item):
    opinion(item, Opinion.OBJECTS, is_reasonable=False)
    walked(item, TO_THIRD, office.editor)
    with pytest.raises(ValidationError, match="没有合理理由"):
        decisions.answer_question(item, by=office.editor, question="third_party", choice="reasonable")


@pytest.mark.rows("R-170")
def test_silence_is_no_consent_the_office_decides(office, item):
    opinion(item, Opinion.SILENT)
    walked(item, TO_THIRD, office.editor)
    with pytest.raises(ValidationError, match="同意公开"):
        decisions.answer_question(item, by=office.editor, question="third_party", choice="agrees")
    after = decisions.answer_question(item, by=office.editor, question="third_party", choice="silent_closed")
    assert isinstance(after, Question) and after.key == "public_interest"


@pytest.mark.rows("R-176")
def test_not_existing_needs_a_system_and_an_archive(office, item):
    walked(item, f"{TO_OURS} public:no exists:no", office.editor)
    rows = [
        {
            "kind": kind,
            "place": place,
            "words": "人民路 竣工",
            "person": "林小北",
            "on": "2026-03-04",
            "result": "没有",
        }
        for kind, place in (("system", "建设项目管理系统"), ("unit", "规划科"))
    ]
    with pytest.raises(ValidationError, match="一处档案"):
        decisions.conclude(item, by=office.editor, given={"search": rows})
    rows[1]["kind"] = "archive"
    assert decisions.conclude(item, by=office.editor, given={"search": rows}).kind == AnswerKind.ABSENT


def test_the_screen_asks_one_question_and_keeps_what_was_typed(office, item, client):
    client.force_login(office.editor)
    address = reverse("answers:decide", args=[item.pk])
    page = client.get(address)
    assert "申请人要求的是什么" in page.content.decode() and "第三十九条" in page.content.decode()
    client.post(address, {"act": "answer", "question": "nature", "choice": "petition"})
    # A second click on the same button.
    client.post(address, {"act": "answer", "question": "nature", "choice": "petition"})
    item.refresh_from_db()
    assert len(item.path) == 1
    refused = client.post(
        address, {"act": "conclude", "facts": "来信反映邻里纠纷", "basis": "条例第三十九条"}
    )
    assert (
        "来信反映邻里纠纷" in refused.content.decode() and "请告知可以使用的渠道" in refused.content.decode()
    )
    given = {"act": "conclude", "channel": "示范县信访局，0579-00000002", "basis": "条例第三十九条第一款"}
    assert client.post(address, given).status_code == 302
    item.refresh_from_db()
    assert (item.kind, item.leaf) == (AnswerKind.PETITION, Leaf.NP_1)
    client.post(address, {"act": "back"})
    item.refresh_from_db()
    assert item.kind == "" and item.path == []


def test_the_search_record_is_typed_on_the_screen(office, item, client):
    client.force_login(office.editor)
    walked(item, f"{TO_OURS} public:no exists:no", office.editor)
    rows = {
        "search-TOTAL_FORMS": "2",
        "search-INITIAL_FORMS": "2",
        "act": "conclude",
        "basis": "条例第三十六条第四项",
    }
    for number, kind in enumerate(("system", "archive")):
        filled = {
            "kind": kind,
            "place": "档案室",
            "words": "道路",
            "person": "林小北",
            "on": "2026-03-04",
            "result": "无",
        }
        rows |= {f"search-{number}-{name}": value for name, value in filled.items()}
    address = reverse("answers:decide", args=[item.pk])
    refused = client.post(address, rows | {"search-1-result": ""})
    assert "请填写完整" in refused.content.decode()
    assert client.post(address, rows).status_code == 302
    item.refresh_from_db()
    assert len(item.details["search"]) == 2 and item.kind == AnswerKind.ABSENT


def test_whoever_has_nothing_to_do_with_the_case_sees_no_decision(office, item, client):
    client.force_login(office.secrecy)
    assert client.get(reverse("answers:decide", args=[item.pk])).status_code in (302, 403)
