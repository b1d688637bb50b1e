"""A matter from discovery to the close-out, with its clocks."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from foundation.duties.models import Duty
from interpretation.clarifications import closing, handling, services
from interpretation.clarifications.access import seen_by
from interpretation.clarifications.duties import DECIDE
from interpretation.clarifications.models import CaseEvent, RumourCase
from interpretation.clarifications.record_models import HandedOn
from tests.offices import appoint

from .conftest import CLAIM, EVIDENCE

pytestmark = pytest.mark.django_db
DISCOVERED = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)  # 9:00 in Beijing


@pytest.mark.rows("R-126")
@pytest.mark.parametrize("harm", ["stability", "social_order", "economic_order"])
def test_a_matter_of_any_harm_can_be_opened(desk, harm):
    case = desk.case(harm=harm, duty_relation="供水管理")
    assert case.get_harm_display() in ("社会稳定", "社会管理秩序", "经济管理秩序")
    assert CaseEvent.objects.filter(case=case, kind="opened").exists()


@pytest.mark.rows("R-127")
def test_after_24_hours_without_a_decision_it_is_red(desk, client):
    with time_machine.travel(DISCOVERED + dt.timedelta(hours=1), tick=False):
        desk.case(discovered_at=DISCOVERED)
    client.force_login(desk.office.editor)
    for hours, red in ((23, False), (24.1, True)):
        with time_machine.travel(DISCOVERED + dt.timedelta(hours=hours), tick=False):
            shown = client.get("/admin/clarifications/").content.decode()
        assert ("clarification-late" in shown) is red, hours
    assert "已超时0小时" in shown


@pytest.mark.rows("R-127")
def test_the_clock_runs_from_discovery_and_stops_with_the_decision(desk):
    with time_machine.travel(DISCOVERED + dt.timedelta(hours=5), tick=False):
        case = desk.verified(discovered_at=DISCOVERED)
        duty = Duty.objects.of(case, DECIDE).get()
        assert duty.due_at == DISCOVERED + dt.timedelta(hours=24)
        services.decide(case, desk.office.head, course="clarify", reason="")
    duty.refresh_from_db()
    assert duty.met_at == DISCOVERED + dt.timedelta(hours=5) and not duty.is_late


def test_a_discovery_in_the_future_and_too_few_words_are_refused(desk):
    with pytest.raises(ValidationError, match="现在之后"):
        desk.case(discovered_at=timezone.now() + dt.timedelta(hours=1))
    with pytest.raises(ValidationError, match="不少于5个字"):
        desk.case(claim="停水")


@pytest.mark.rows("R-127")
def test_the_owner_changes_only_with_acceptance(desk):
    other = desk.department()
    unit = desk.unit_of(other)
    receiving = appoint("shuiwu", "江水清", "office_reviewer", other)
    case = desk.case()
    handover = handling.offer(case, desk.office.editor, to_unit=unit, reason="供水水质由县水务局负责监管")
    case = desk.again(case)
    assert case.body == desk.office.body and seen_by(receiving).filter(pk=case.pk).exists()
    with pytest.raises(PermissionDenied):
        handling.answer_offer(handover, desk.office.editor, accepted=True)
    with pytest.raises(ValidationError, match="等待答复"):
        handling.offer(case, desk.office.editor, to_unit=unit, reason="再一次提出移交给县水务局")
    handling.answer_offer(handover, receiving, accepted=True)
    case = desk.again(case)
    assert (case.body, case.unit) == (other, unit)
    assert Duty.objects.of(case, DECIDE).get().unit == unit
    with pytest.raises(PermissionDenied):
        services.add_source(case, desk.office.editor, address="某视频平台")


def test_a_refused_hand_over_leaves_everything_and_needs_a_reason(desk):
    other = desk.department()
    receiving = appoint("shuiwu", "江水清", "office_reviewer", other)
    handover = handling.offer(
        desk.case(), desk.office.editor, to_unit=desk.unit_of(other), reason="供水水质由县水务局负责监管"
    )
    with pytest.raises(ValidationError):
        handling.answer_offer(handover, receiving, accepted=False, answer="否")
    case = handling.answer_offer(
        handover, receiving, accepted=False, answer="涉及的是县政府办公室发布的停水通知"
    )
    assert case.body == desk.office.body


@pytest.mark.rows("R-128")
def test_what_is_hard_to_confirm_becomes_a_referral(desk):
    water = desk.department()
    case = desk.case()
    with pytest.raises(ValidationError, match="主管部门"):
        handling.verify(case, desk.office.editor, result="uncertain", evidence=EVIDENCE, source="初步了解")
    handling.verify(
        case, desk.office.editor, result="uncertain", evidence=EVIDENCE, source="初步了解", to_body=water
    )
    case = desk.again(case)
    referral = case.referrals.get()
    assert (case.state, referral.authority) == ("referred", water.name)
    assert Duty.objects.of(case, DECIDE).get().met_at
    answering = appoint("shuiwu", "江水清", "office_reviewer", water)
    handling.answer_referral(referral, answering, answer="经检测，水质合格，没有污染。")
    assert CaseEvent.objects.filter(case=case, kind="answered", words__contains="水质合格").exists()


def test_verification_needs_evidence_with_its_source(desk):
    case = desk.case()
    for evidence, source in (("没有", "县水务局"), (EVIDENCE, " ")):
        with pytest.raises(ValidationError):
            handling.verify(case, desk.office.editor, result="false", evidence=evidence, source=source)
    assert desk.again(case).state == "open"


@pytest.mark.rows("R-130")
def test_a_task_to_the_media_authority_stands_in_the_timeline(desk, client):
    net = desk.department("sfx-wxb", "示范县网信办")
    officer = appoint("wangxin", "网小信", "office_reviewer", net)
    case = desk.case()
    task = handling.assign_task(
        case, desk.office.editor, kind="trace", to_body=net, asked="追查首发账号，要求平台核实处理"
    )
    handling.finish_task(task, officer, result="首发账号已删除视频并致歉")
    client.force_login(desk.office.editor)
    shown = client.get(f"/admin/clarifications/{case.pk}/").content.decode()
    assert "追查首发账号" in shown and "已删除视频并致歉" in shown and "示范县网信办" in shown
    with pytest.raises(ValidationError, match="已经反馈"):
        handling.finish_task(task, officer, result="再反馈一次")


def test_editors_do_not_decide_and_declining_needs_a_reason(desk):
    case = desk.verified()
    with pytest.raises(PermissionDenied):
        services.decide(case, desk.office.editor, course="clarify", reason="")
    with pytest.raises(ValidationError):
        services.decide(case, desk.office.head, course="decline", reason="不必")
    case = services.decide(
        case, desk.office.head, course="decline", reason="仅在三人小群出现，已当面说明情况"
    )
    assert case.state == "declined"
    with pytest.raises(ValidationError, match="刷新页面"):
        services.decide(case, desk.office.head, course="clarify", reason="")


@pytest.mark.rows("R-134")
def test_a_late_matter_makes_a_proposal_for_accountability(desk):
    with time_machine.travel(DISCOVERED, tick=False):
        case = desk.case(discovered_at=DISCOVERED)
    with time_machine.travel(DISCOVERED + dt.timedelta(hours=30), tick=False):
        handling.verify(case, desk.office.editor, result="false", evidence=EVIDENCE, source="检测报告")
        case = services.decide(
            case, desk.office.head, course="decline", reason="已由平台删除，传播范围很小，不必公开"
        )
        closed = closing.close(case, desk.office.head, timeliness="夜间无人值守，发现后未及时上报")
    assert (closed.was_late, closed.hours) == (True, 30)
    proposal = HandedOn.objects.get()
    assert (proposal.to, proposal.by_system) == ("accountability", True) and "30小时" in proposal.facts
    supervisor = appoint("jiandu", "监小督", "supervisor", desk.county)
    closing.settle(
        proposal, supervisor, receiver="县监察机关", reference="", outcome="提醒谈话，限期整改值班制度"
    )
    assert HandedOn.objects.get().settled_by == supervisor


@pytest.mark.rows("R-134")
def test_a_timely_matter_makes_none_and_the_police_get_theirs(desk):
    case = services.decide(
        desk.verified(), desk.office.head, course="decline", reason="已由平台删除，传播范围很小，不必公开"
    )
    with pytest.raises(ValidationError, match="写明事实"):
        closing.close(case, desk.office.head, timeliness="及时", police=True)
    closing.close(case, desk.office.head, timeliness="及时", police=True, police_facts="编造险情引发抢购")
    assert HandedOn.objects.get().to == "police"


def test_a_double_click_closes_once(desk):
    case = services.decide(
        desk.verified(), desk.office.head, course="decline", reason="已由平台删除，传播范围很小，不必公开"
    )
    closing.close(case, desk.office.head, timeliness="及时")
    with pytest.raises(ValidationError, match="已办结"):
        closing.close(case, desk.office.head, timeliness="及时")


def test_records_are_only_added_to(desk):
    case = desk.verified()
    with pytest.raises(PermissionDenied):
        CaseEvent.objects.filter(case=case).update(words="没有这回事")
    for sql in (
        "UPDATE clarifications_caseevent SET words = 'x'",
        "DELETE FROM clarifications_verification",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            from django.db import connection

            connection.cursor().execute(sql)


def test_numbers_follow_each_other(desk):
    first, second = desk.case(), desk.case()
    assert first.number.endswith("-001") and second.number.endswith("-002")


def test_people_elsewhere_see_nothing(desk, client):
    case = desk.verified()
    other = desk.department()
    for name, kind in (("bie1", "office_reviewer"), ("bie2", "leader"), ("bie3", "operator")):
        client.force_login(appoint(name, "别处人", kind, other))
        assert client.get(f"/admin/clarifications/{case.pk}/").status_code in (302, 403, 404)
        for act in ("verify", "decide", "close", "offer"):
            assert client.post(f"/admin/clarifications/{case.pk}/{act}/", {}).status_code in (302, 403, 404)
        assert CLAIM[:10] not in client.get("/admin/clarifications/").content.decode()
    assert RumourCase.objects.get().state == "verified"


def test_the_list_costs_the_same_for_one_and_many(desk, client, django_assert_max_num_queries):
    client.force_login(desk.office.editor)
    for _ in range(8):
        desk.case()
    with django_assert_max_num_queries(20):
        assert client.get("/admin/clarifications/").status_code == 200
