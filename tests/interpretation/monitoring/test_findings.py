"""Findings are entered, reported to the minute, raised and lowered; each set of clocks for itself."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from interpretation.monitoring import clocks, rules, services
from interpretation.monitoring.access import seen_by
from interpretation.monitoring.enums import Channel, EventKind, Level, Notice, State
from interpretation.monitoring.models import Finding, FindingEvent
from interpretation.monitoring.selectors import by_channel, faces_of, indicators, month_bounds
from tests.offices import appoint

from .conftest import REPORT, at


@pytest.mark.rows("R-141")
@pytest.mark.parametrize(
    ("level", "hour", "minute", "late"),
    [
        (Level.EXTRAORDINARY, 10, 30, 0),
        (Level.EXTRAORDINARY, 10, 31, 1),
        (Level.MAJOR, 11, 0, 0),
        (Level.MAJOR, 11, 1, 1),
        (Level.LARGER, 12, 0, 0),
        (Level.LARGER, 12, 5, 5),
        (Level.ORDINARY, 13, 0, 0),
        (Level.ORDINARY, 13, 1, 1),
    ],
)
def test_late_reports_are_told_to_the_minute(desk, level, hour, minute, late):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding(level=level)
    with time_machine.travel(at(hour, minute), tick=False):
        finding = services.report(finding, desk.officer)
    assert finding.late_minutes == late
    assert rules.late_in_words(late) == (f"迟报{late}分钟" if late else "")
    duty = Duty.objects.of(finding, clocks.REPORT_KINDS[level]).get()
    assert (duty.is_late, duty.late_days) == (late > 0, late)


@pytest.mark.rows("R-141")
def test_the_reporting_clock_runs_through_the_night_and_the_weekend(desk):
    # 2026-01-10 is a Saturday.
    with time_machine.travel(at(23, 50, day=10), tick=False):
        finding = desk.finding(level=Level.EXTRAORDINARY, known_at=at(23, 50, day=10))
    assert finding.report_due_at == at(0, 20, day=11)


@pytest.mark.rows("R-141", "R-144")
def test_reporting_and_public_response_have_clocks_of_their_own(desk):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding(level=Level.MAJOR)
        faces = {face.kind: face for face in faces_of([finding])[finding.pk]}
    due = {duty.kind: duty.due_at for duty in Duty.objects.open().of(finding)}
    assert due == {
        "yq.report.major": at(11),
        "yq.first_word": at(15),
        "yq.conference": at(10, day=9),
    }
    assert "5小时" in faces[clocks.FIRST_WORD].label
    assert faces[clocks.FIRST_WORD].words == "还剩 5 小时"
    assert faces["yq.report.major"].sets == "上报"
    assert faces[clocks.FIRST_WORD].sets == "对外回应"


def test_lesser_findings_are_answered_within_two_days(desk):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding()
    assert Duty.objects.open().of(finding, clocks.RESPONSE).get().due_at == at(10, day=10)


@pytest.mark.rows("R-140")
@pytest.mark.parametrize("field", list(REPORT))
def test_a_report_that_lacks_something_is_refused(desk, field):
    with time_machine.travel(at(10, 5), tick=False):
        finding = desk.finding(**{field: " "})
        with pytest.raises(ValidationError) as refused:
            services.report(finding, desk.officer)
    assert list(refused.value.message_dict) == [field]
    finding.refresh_from_db()
    assert finding.state == State.REGISTERED


@pytest.mark.rows("R-140")
def test_the_database_too_refuses_a_report_without_place(desk):
    with time_machine.travel(at(10, 5), tick=False):
        finding = desk.finding(place="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(reported_at=at(10, 5))


@pytest.mark.rows("R-140")
@pytest.mark.parametrize(
    ("level", "told"),
    [
        (Level.ORDINARY, {"叶值守", "钱复明"}),
        (Level.LARGER, {"叶值守", "钱复明", "顾审言"}),
        (Level.MAJOR, {"叶值守", "钱复明", "顾审言", "方立诚"}),
    ],
)
def test_the_level_says_who_is_told_and_no_mail_tells_the_content(
    desk, level, told, django_capture_on_commit_callbacks
):
    with time_machine.travel(at(10, 5), tick=False), django_capture_on_commit_callbacks(execute=True):
        finding = services.report(desk.finding(level=level), desk.officer)
    assert {str(one.recipient) for one in finding.deliveries.filter(kind=Notice.REPORT)} == told
    assert len(mail.outbox) == len(told)
    for message in mail.outbox:
        assert finding.number in message.subject
        assert "停水" not in message.subject + message.body


@pytest.mark.rows("R-139")
def test_an_emergency_reaches_the_emergency_desk_at_once(desk, django_capture_on_commit_callbacks):
    with time_machine.travel(at(10), tick=False), django_capture_on_commit_callbacks(execute=True):
        finding = desk.finding(is_emergency=True, user=desk.informant)
    told = finding.deliveries.get(kind=Notice.EMERGENCY)
    assert (told.recipient, told.at) == (desk.emergency, at(10))
    assert ["yingji@example.gov.cn"] in [message.to for message in mail.outbox]
    assert seen_by(desk.emergency).get() == finding


def test_what_turns_out_an_emergency_tells_once(desk):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding()
        services.declare_emergency(finding, desk.officer)
        services.declare_emergency(finding, desk.officer)
    assert finding.deliveries.filter(kind=Notice.EMERGENCY).count() == 1


def test_without_an_emergency_desk_the_record_says_to_telephone(office):
    officer = appoint("zhiban", "叶值守", PostKind.DUTY_OFFICER, office.body)
    finding = services.register(
        office.body, officer, title="桥面开裂", channel=Channel.MEDIA, level=Level.MAJOR,
        known_at=dt.datetime.now(dt.UTC), is_emergency=True,
    )  # fmt: skip
    assert "电话" in finding.events.get(kind=EventKind.EMERGENCY).words


@pytest.mark.rows("R-141")
def test_another_level_reckons_the_clocks_anew_from_the_same_moment(desk):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding()
    with time_machine.travel(at(10, 20), tick=False):
        finding = services.set_level(finding, desk.officer, level=Level.EXTRAORDINARY, reason="出现人员受伤")
    due = {duty.kind: duty.due_at for duty in Duty.objects.open().of(finding)}
    assert due == {
        "yq.report.extraordinary": at(10, 30),
        "yq.first_word": at(15),
        "yq.conference": at(10, day=9),
    }
    words = finding.events.get(kind=EventKind.LEVEL).words
    assert "由一般调整为特别重大" in words
    assert "01月08日13:00" in words and "01月08日10:30" in words
    with time_machine.travel(at(10, 31), tick=False):
        assert services.report(finding, desk.officer).late_minutes == 1


def test_the_telephone_may_have_been_first(desk):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding(level=Level.EXTRAORDINARY)
    with time_machine.travel(at(11), tick=False):
        finding = services.report(finding, desk.officer, reported_at=at(10, 25))
    assert (finding.late_minutes, finding.reported_at) == (0, at(10, 25))


@pytest.mark.parametrize(("moment", "words"), [(at(9, 59), "早于知悉"), (at(12), "在现在之后")])
def test_a_reporting_time_that_cannot_be_is_refused(desk, moment, words):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding()
    with time_machine.travel(at(11), tick=False), pytest.raises(ValidationError, match=words):
        services.report(finding, desk.officer, reported_at=moment)


def test_what_has_not_happened_yet_cannot_be_known(desk):
    with time_machine.travel(at(9), tick=False), pytest.raises(ValidationError, match="在现在之后"):
        desk.finding()


@pytest.mark.rows("R-146")
def test_what_a_superior_raises_first_is_marked_omitted(desk):
    upper = desk.office.body
    supervisor = appoint("jiandu", "贺监督", PostKind.SUPERVISOR, upper)
    below = type(upper).objects.create(name="示范县供水公司", code="sfx-gs", parent=upper)
    with time_machine.travel(at(10), tick=False):
        finding = services.register(
            below,
            supervisor,
            title="供水公司水质投诉",
            channel=Channel.HOTLINE,
            level=Level.LARGER,
            known_at=at(9),
        )
    assert finding.is_omitted
    assert indicators(seen_by(supervisor)).omitted == 1


@pytest.mark.rows("R-146")
def test_an_officer_owns_up_to_what_others_found(desk):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding(found_by_superior=True)
    assert finding.is_omitted


@pytest.mark.rows("R-136")
def test_a_finding_from_petitions_counts_in_its_month(desk):
    with time_machine.travel(at(10), tick=False):
        desk.finding(channel=Channel.PETITION)
    with time_machine.travel(dt.datetime(2026, 1, 31, 23, 59, tzinfo=at(1).tzinfo), tick=False):
        desk.finding(channel=Channel.PETITION, title="信访反映道路积水", known_at=dt.datetime.now(dt.UTC))
    first, last = month_bounds(dt.date(2026, 1, 15))
    rows = {row.label: row for row in by_channel(Finding.objects.all().known_between(first, last))}
    assert rows["信访"].total == 2
    first, last = month_bounds(dt.date(2026, 2, 1))
    assert all(row.total == 0 for row in by_channel(Finding.objects.all().known_between(first, last)))
    assert len(rows) >= 9


def test_a_second_click_enters_nothing_twice(desk):
    with time_machine.travel(at(10), tick=False):
        assert desk.finding() == desk.finding()
    assert Finding.objects.count() == 1


@pytest.mark.parametrize("name", ["editor", "secrecy", "head"])
def test_others_of_the_body_neither_see_nor_enter(desk, name):
    with time_machine.travel(at(10), tick=False):
        desk.finding()
        user = getattr(desk.office, name)
        assert not seen_by(user).exists()
        with pytest.raises(PermissionDenied):
            desk.finding(user=user, title="另一件事情")


def test_a_reporter_in_the_field_sees_only_the_own_entries(desk):
    with time_machine.travel(at(10), tick=False):
        desk.finding()
        own = desk.finding(user=desk.informant, title="村口道路塌陷")
        assert list(seen_by(desk.informant)) == [own]
        with pytest.raises(PermissionDenied):
            services.report(own, desk.informant)
    assert own.deliveries.filter(kind=Notice.ENTERED).exists()


def test_leaders_read_and_do_not_report(desk):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding()
        assert seen_by(desk.office.leader).get() == finding
        with pytest.raises(PermissionDenied, match="舆情值班员"):
            services.report(finding, desk.office.leader)


def test_a_superuser_without_a_post_sees_nothing(desk, admin_user):
    with time_machine.travel(at(10), tick=False):
        desk.finding()
    assert not seen_by(admin_user).exists()


def test_a_dismissed_finding_stops_its_clocks_and_leaves_the_statistics(desk):
    with time_machine.travel(at(10), tick=False):
        finding = services.dismiss(desk.finding(), desk.officer, reason="与前一件重复")
    assert not Duty.objects.open().of(finding).exists()
    assert indicators(Finding.objects.all()).total == 0


@pytest.mark.django_db(transaction=False)
def test_the_record_can_only_be_added_to(desk):
    with time_machine.travel(at(10), tick=False):
        event = desk.finding().events.first()
    with pytest.raises(PermissionDenied):
        event.delete()
    with pytest.raises(PermissionDenied):
        FindingEvent.objects.filter(pk=event.pk).update(words="改")
