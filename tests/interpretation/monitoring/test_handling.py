"""Assessment, plan, response, closing, evaluation: each with its clock, and no way past a missing one."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from foundation.duties.models import Duty
from interpretation.monitoring import clocks, contingency, handling, services
from interpretation.monitoring.enums import Level, PlanState, ResponseKind, State, Trend
from interpretation.monitoring.models import Finding
from interpretation.monitoring.selectors import unassessed
from interpretation.press.models import EmergencyPlan

from .conftest import at

PLAN = {
    "measures_words": "核实并抢修。",
    "statement": "正在抢修，今晚恢复供水。",
    "spokesperson": "县供水公司发言人",
    "channels": "门户网站",
    "schedule": "当日发布，次日续报。",
}


def reported(desk, level=Level.MAJOR) -> Finding:
    """Known at 10:00, reported at 10:20."""
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding(level=level)
    with time_machine.travel(at(10, 20), tick=False):
        return services.report(finding, desk.officer)


def assess(desk, finding, **fields):
    values = {
        "held_at": at(10, 30),
        "attendees": "县政府办、县委网信办",
        "level": finding.level,
        "trend": Trend.STEADY,
        "opinion": "宜尽快回应，防止误读。",
    } | fields
    return handling.assess(finding, desk.officer, **values)


@pytest.mark.rows("R-142")
def test_a_grave_finding_without_assessment_is_flagged_after_a_day(desk):
    finding = reported(desk)
    assert not unassessed(Finding.objects.all(), at(10, 20, day=9)).exists()
    assert unassessed(Finding.objects.all(), at(10, 21, day=9)).get() == finding
    with time_machine.travel(at(10, 40), tick=False):
        assess(desk, finding)
    assert not unassessed(Finding.objects.all(), at(10, 21, day=9)).exists()


@pytest.mark.rows("R-142")
def test_measures_of_an_assessment_are_duties_with_their_day(desk):
    finding = reported(desk, Level.LARGER)
    with time_machine.travel(at(10, 40), tick=False):
        made = assess(desk, finding, measures=[("逐户通知", desk.office.unit, dt.date(2026, 1, 10))])
    measure = made.measures.get()
    duty = Duty.objects.open().of(measure, clocks.MEASURE).get()
    assert (duty.due_on, duty.unit) == (dt.date(2026, 1, 10), desk.office.unit)
    assert "逐户" not in duty.label
    handling.finish_measure(measure, desk.officer, words="已通知完毕")
    assert not Duty.objects.open().of(measure).exists()


def test_an_assessment_may_raise_the_level(desk):
    finding = reported(desk, Level.ORDINARY)
    with time_machine.travel(at(10, 40), tick=False):
        assess(desk, finding, level=Level.MAJOR)
    assert set(Duty.objects.open().of(finding).values_list("kind", flat=True)) == {
        clocks.FIRST_WORD,
        clocks.CONFERENCE,
    }


def test_a_grave_finding_must_be_answered(desk):
    finding = reported(desk)
    with time_machine.travel(at(10, 40), tick=False), pytest.raises(ValidationError, match="须公开回应"):
        assess(desk, finding, needs_response=False)


@pytest.mark.rows("R-143")
def test_an_approved_plan_creates_tasks_and_links_and_starts_the_contingency_plan(desk, monkeypatch):
    started = []

    def start(finding, key, user):
        started.append(key)
        return {"label": "预案处置", "url": "/admin/x/"}

    monkeypatch.setattr(contingency, "_sources", [])
    monkeypatch.setattr(contingency, "_links", [])
    contingency.register_contingencies(
        contingency.Source(lambda body: [contingency.Contingency("p-1", "供水预案")], start)
    )
    contingency.register_link(lambda finding: {"label": "起草澄清", "url": f"/admin/c/{finding.pk}/"})
    finding = reported(desk)
    with time_machine.travel(at(11), tick=False):
        plan = handling.submit_plan(
            finding,
            desk.officer,
            measures=[("抢修管网", desk.office.unit, dt.date(2026, 1, 9))],
            contingency_key="p-1",
            **PLAN,
        )
        measure = plan.measures.get()
        assert not Duty.objects.of(measure).exists() and not started
        with pytest.raises(PermissionDenied):
            handling.decide_plan(plan, desk.officer, agreed=True, words="")
        plan = handling.decide_plan(plan, desk.office.deputy, agreed=True, words="同意")
    assert Duty.objects.open().of(measure, clocks.MEASURE).exists()
    assert (plan.contingency, started) == ("供水预案", ["p-1"])
    assert [link["label"] for link in plan.links] == ["起草澄清", "预案处置"]
    finding.refresh_from_db()
    assert finding.state == State.HANDLING


def test_a_returned_plan_is_written_again(desk):
    finding = reported(desk)
    with time_machine.travel(at(11), tick=False):
        plan = handling.submit_plan(finding, desk.officer, **PLAN)
        with pytest.raises(ValidationError, match="已有"):
            handling.submit_plan(finding, desk.officer, **PLAN)
        with pytest.raises(ValidationError, match="退回理由"):
            handling.decide_plan(plan, desk.office.leader, agreed=False, words="")
        handling.decide_plan(plan, desk.office.leader, agreed=False, words="口径再核")
        again = handling.submit_plan(finding, desk.officer, **PLAN)
    assert (again.version, again.state) == (2, PlanState.SUBMITTED)


@pytest.mark.rows("R-144")
def test_a_response_meets_its_clock_when_the_page_becomes_public(desk):
    finding = reported(desk)
    with time_machine.travel(at(12), tick=False):
        page = desk.office.submit(desk.office.document(title="关于供水情况的说明"))
        response = handling.link_response(finding, desk.officer, page=page, kind=ResponseKind.FIRST_WORD)
    assert response.published_at is None
    duty = Duty.objects.of(finding, clocks.FIRST_WORD).get()
    assert duty.is_open and duty.due_at == at(15)
    with time_machine.travel(at(14, 30), tick=False):
        while page.workflow_in_progress:
            page = desk.office.decide(page, desk.office.holder_of_open_step(page))
    duty.refresh_from_db()
    assert (duty.is_open, duty.is_late) == (False, False)
    response.refresh_from_db()
    assert response.published_at == at(14, 30)
    assert Duty.objects.open().of(finding, clocks.CONFERENCE).exists()


def test_what_was_public_before_answers_nothing(desk):
    with time_machine.travel(at(8), tick=False):
        page = desk.office.publish(desk.office.document())
    finding = reported(desk)
    with time_machine.travel(at(12), tick=False), pytest.raises(ValidationError, match="知悉之前公开"):
        handling.link_response(finding, desk.officer, page=page, kind=ResponseKind.FIRST_WORD)


@pytest.mark.rows("R-145")
def test_nothing_is_archived_without_an_evaluation(desk):
    finding = reported(desk, Level.ORDINARY)
    with time_machine.travel(at(11), tick=False):
        with pytest.raises(ValidationError, match="不能办理"):
            handling.archive(finding, desk.officer)
        assess(desk, finding, needs_response=False)
        assert not Duty.objects.open().of(finding, clocks.RESPONSE).exists()
        finding = handling.close(finding, desk.officer, words="已恢复供水，无新增反映。")
        with pytest.raises(ValidationError, match="尚未总结评估"):
            handling.archive(finding, desk.officer)
        # 10 working days from 8 January 2026.
        assert Duty.objects.open().of(finding, clocks.EVALUATE).get().due_on == dt.date(2026, 1, 22)
        values = {"timeliness": 100, "quality": 90, "effect": 80, "summary": "处置及时", "topic": "停水类"}
        with pytest.raises(ValidationError, match="电话号码"):
            handling.evaluate(finding, desk.officer, lessons="联系13800000000核实", **values)
        made = handling.evaluate(finding, desk.officer, lessons="停水应提前公告", **values)
        assert made.score == 90
        assert handling.archive(finding, desk.officer).state == State.ARCHIVED


@pytest.mark.rows("R-143", "R-144")
def test_closing_tells_everything_that_is_missing(desk):
    finding = reported(desk)
    with time_machine.travel(at(11), tick=False):
        assess(desk, finding, measures=[("通知用户", None, dt.date(2026, 1, 9))])
        with pytest.raises(ValidationError) as refused:
            handling.close(finding, desk.officer, words="已经处理完毕")
    words = "".join(refused.value.messages)
    assert "处置方案" in words and "已公开的回应" in words and "1项措施" in words


@pytest.mark.rows("R-143", "R-124")
def test_an_emergency_plan_of_press_work_starts_with_the_approval(desk):
    press = EmergencyPlan.objects.create(
        body=desk.office.body, title="突发事件报道预案", templates="〔时间〕"
    )
    finding = reported(desk)
    with time_machine.travel(at(11), tick=False):
        plan = handling.submit_plan(finding, desk.officer, contingency_key=f"press-{press.pk}", **PLAN)
        with pytest.raises(ValidationError, match="联络人或者处置步骤"):
            handling.decide_plan(plan, desk.office.leader, agreed=True, words="")
        press.contacts.create(role="牵头人", name="叶值守", phone="0000-0000000")
        press.steps.create(title="发布首条信息", role="发言人", minutes=60)
        press.save()
        plan = handling.decide_plan(plan, desk.office.leader, agreed=True, words="")
    started = press.activations.get()
    assert finding.number in started.event and finding.title not in started.event
    assert {link["label"] for link in plan.links} == {
        "登记澄清事项",
        "筹备新闻发布会",
        "预案处置：突发事件报道预案",
    }
