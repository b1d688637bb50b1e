"""What can happen to a duty, and what its record then says."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from wagtail.models import Page

from foundation.duties import services as duties
from foundation.duties.enums import Clock, PauseCategory
from foundation.duties.models import Duty, DutyEvent
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Unit
from tests.offices import appoint

from .conftest import INTERPRET, PUBLISH, REPORT, RUMOUR

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
TODAY = D("2026-02-10")


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(dt.datetime(2026, 2, 10, 2, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


def events(duty) -> list[str]:
    return list(duty.events.values_list("kind", flat=True))


@pytest.mark.rows("R-018")
def test_a_duty_runs_by_the_parameter_in_force_and_keeps_it(opened):
    duty = opened()
    assert (duty.due_on, duty.clock, duty.length) == (D("2026-02-27"), Clock.WORKING_DAYS, 20)
    assert (duty.parameter, duty.basis, duty.base_event) == ("pub.days.default", "条例第二十六条", "文件形成")
    assert "20个工作日" in duty.parameter_version
    assert duty.events.get().words == "起算2026-01-23（文件形成），20个工作日，到期2026-02-27"


def test_the_same_again_gives_the_open_one_back(opened, office):
    first = opened()
    assert opened(subject=Page.objects.get(pk=office.column.pk), days=3).pk == first.pk
    assert opened(period="2026").pk != first.pk
    assert opened(INTERPRET).pk != first.pk
    duties.meet(first)
    assert opened().pk != first.pk


@pytest.mark.parametrize(
    ("kind", "terms", "due"),
    [
        (PUBLISH, {"days": 7}, "2026-02-03"),
        (PUBLISH, {"days": 20, "clock": Clock.NATURAL_DAYS}, "2026-02-12"),
        (REPORT, {"due_on": D("2026-04-01")}, "2026-04-01"),
        (INTERPRET, {}, "2026-01-28"),
    ],
)
def test_lengths(opened, kind, terms, due):
    assert opened(kind, **terms).due_on == D(due)


def test_hours_run_from_the_moment(opened):
    at = dt.datetime(2026, 2, 9, 13, tzinfo=dt.UTC)  # 21:00 in China
    duty = opened(RUMOUR, base_on=None, base_at=at, hours=5)
    assert (duty.base_on, duty.due_on, duty.due_at) == (
        D("2026-02-09"), D("2026-02-10"), at + dt.timedelta(hours=5)
    )  # fmt: skip
    assert Duty.objects.overdue().get() == duty


def test_a_base_in_the_future_is_refused(opened):
    with pytest.raises(ValidationError, match="在今天"):
        opened(base_on=D("2026-02-11"))


def test_a_base_many_years_back_asks_again(opened):
    with pytest.raises(ValidationError, match="年份录错"):
        opened(base_on=D("2006-02-11"))
    assert opened(base_on=D("2006-02-11"), confirmed=True).due_on == D("2006-03-10")


def test_before_the_first_notice_the_date_is_provisional(opened):
    assert opened(base_on=D("2021-02-11")).provisional


@pytest.mark.rows("R-018")
@pytest.mark.parametrize(
    ("met", "used", "late"), [("2026-01-27", 2, 0), ("2026-01-28", 3, 0), ("2026-01-31", 5, 3)]
)
def test_met_in_time_or_late(opened, office, met, used, late):
    opened(INTERPRET)
    duty = duties.meet_for(INTERPRET, subject=office.column, on=D(met))
    assert (duty.days_used, duty.late_days, duty.is_late) == (used, late, late > 0)
    assert duties.meet_for(INTERPRET, subject=office.column) is None
    assert duties.meet(duty, on=TODAY).met_on == D(met)
    assert events(duty) == ["opened", "met"]


def test_nothing_is_met_in_the_future(opened):
    with pytest.raises(ValidationError, match="今天之后"):
        duties.meet(opened(), on=D("2026-02-11"))


@pytest.mark.rows("R-018")
def test_not_overdue_on_its_own_day(opened, today):
    duty = opened()
    today.move_to(dt.datetime(2026, 2, 27, 15, 59, tzinfo=dt.UTC))
    assert duty not in Duty.objects.overdue()
    today.move_to(dt.datetime(2026, 2, 27, 16, tzinfo=dt.UTC))
    assert duty in Duty.objects.overdue()


def test_a_pause_holds_the_clock_and_an_extension_lengthens_it(opened, office):
    duty = opened()
    duty = duties.pause(duty, PauseCategory.THIRD_PARTY, "征求企业意见", D("2026-01-26"), office.editor)
    assert duty.due_on is None
    assert duty not in Duty.objects.overdue(D("2030-01-01"))
    duty = duties.resume(duty, D("2026-01-30"), office.editor)
    assert duty.due_on == D("2026-03-05")
    duty = duties.extend(duty, 5, office.leader, "情况复杂")
    assert duty.due_on == D("2026-03-12")
    assert events(duty) == ["opened", "paused", "resumed", "extended"]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda duty, who: duties.pause(duty, "other", "", D("2026-01-26"), who), "请写明理由"),
        (lambda duty, who: duties.pause(duty, "other", "等", D("2026-01-22"), who), "应在起算日"),
        (lambda duty, who: duties.pause(duty, "other", "等", D("2026-02-11"), who), "今天之间"),
        (lambda duty, who: duties.resume(duty, None, who), "没有暂停"),
        (lambda duty, who: duties.extend(duty, 0, who, "等"), "正整数"),
        (lambda duty, who: duties.correct_base(duty, D("2026-02-11"), "更正", who), "在今天"),
        (lambda duty, who: duties.hand_over(duty.unit, duty.unit, "撤并", who), "自己"),
    ],
)
def test_refusals_say_what_to_do(opened, office, act, words):
    with pytest.raises(ValidationError, match=words):
        act(opened(), office.leader)


def test_twice_paused_and_a_fixed_date(opened, office):
    duty = duties.pause(opened(), "other", "等", D("2026-01-26"), office.editor)
    with pytest.raises(ValidationError, match="已经暂停"):
        duties.pause(duty, "other", "等", D("2026-01-27"), office.editor)
    duties.resume(duty, D("2026-01-30"), office.editor)
    with pytest.raises(ValidationError, match="另一段暂停"):
        duties.pause(duty, "other", "等", D("2026-01-28"), office.editor)
    with pytest.raises(ValidationError, match="不能暂停"):
        duties.pause(opened(REPORT, due_on=D("2026-04-01")), "other", "等", None, office.editor)


def test_met_while_paused_ends_the_pause(opened, office):
    duty = duties.pause(opened(), "other", "等", D("2026-01-26"), office.editor)
    duty = duties.meet(duty)
    assert (duty.days_used, duty.is_late) == (0, False)
    assert duty.pauses.get().until == TODAY


def test_a_corrected_base_reckons_anew_also_what_is_met(opened, office):
    duty = duties.meet(opened(INTERPRET), on=D("2026-01-29"))
    assert duty.is_late
    duty = duties.correct_base(duty, D("2026-01-26"), "公布日期录错", office.editor)
    assert (duty.due_on, duty.is_late, duty.days_used) == (D("2026-01-29"), False, 3)
    assert "由2026-01-23更正为2026-01-26：公布日期录错" in duty.events.last().words
    assert duties.correct_base(duty, D("2026-01-26"), "公布日期录错", office.editor).events.count() == 3


def test_cancelled_and_reopened(opened, office):
    duty = duties.cancel(opened(), "文件不予公开", office.editor)
    assert not Duty.objects.open().exists()
    assert duties.cancel(duty, "再次", office.editor).cancel_reason == "文件不予公开"
    with pytest.raises(ValidationError, match="已经撤销"):
        duties.meet(duty)
    duty = duties.reopen(duty, "撤销有误", office.editor)
    assert duty.is_open
    duties.meet(duty)
    assert duties.reopen(duty, "页面已撤下", office.editor).due_on == D("2026-02-27")
    with pytest.raises(ValidationError, match="已另有"):
        done = duties.meet(duty)
        opened()
        duties.reopen(done, "页面已撤下", office.editor)


def test_given_to_another_unit_the_person_changes_as_well(opened, office, finance):
    duty = opened(person=office.editor)
    duty = duties.reassign(duty, unit=finance, reason="职责调整", by=office.leader)
    assert (duty.unit, duty.person) == (finance, None)
    duty = duties.reassign(duty, person=office.finance_editor, reason="分工", by=office.leader)
    assert str(duty.person) == "马小财"


def test_a_dissolved_unit_hands_its_duties_over_first(opened, office, finance, client):
    root = office.editor.__class__.objects.create_superuser("root", "root@example.gov.cn", "x")
    duty, done = opened(unit=finance), opened(INTERPRET, unit=finance)
    duties.meet(done)
    with pytest.raises(ProtectedError):
        finance.delete()
    client.force_login(root)
    response = client.post(f"/admin/unit/delete/{finance.pk}/", follow=True)
    assert "还有1项未办结的法定时限事项" in response.content.decode()
    assert duties.hand_over(finance, office.unit, "机构改革撤并", office.leader) == 1
    duty.refresh_from_db()
    assert duty.unit == office.unit
    assert "移交" in duty.events.last().words
    assert duties.hand_over(finance, office.unit, "机构改革撤并", office.leader) == 0
    assert Unit.objects.filter(pk=finance.pk).exists()


URGES = {"editor": True, "head": True, "reviewer": True, "leader": True, "deputy": True, "secrecy": False}
URGES |= {
    "finance_editor": False,
    "finance_head": False,
    "supervisor": True,
    "operator": False,
    "stranger": False,
}


@pytest.mark.parametrize(("who", "may"), URGES.items())
def test_who_may_urge(opened, office, finance, who, may):
    """The disclosure office, leaders and supervisors; 政务公开科 is the disclosure office here."""
    if who == "supervisor":
        office.supervisor = appoint("jiandu", "严监督", PostKind.SUPERVISOR, office.body)
    if who == "operator":
        office.operator = appoint("yunwei", "申运维", PostKind.OPERATOR, office.body)
    if who == "stranger":
        office.stranger = office.editor.__class__.objects.create_user("luren")
    duty = opened()
    if not may:
        with pytest.raises(PermissionDenied):
            duties.urge(duty, "请抓紧", getattr(office, who))
        return
    first = duties.urge(duty, "请抓紧", getattr(office, who))
    assert duties.urge(duty, "请抓紧", getattr(office, who)) == first
    assert first.words == "请抓紧"


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_record_is_only_added_to(opened, act):
    opened()
    rows = DutyEvent.objects.all()
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
        rows.update(words="改写") if act == "update" else rows._raw_delete(rows.db)
