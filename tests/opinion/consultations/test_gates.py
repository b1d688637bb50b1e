"""What a notice needs before anybody reviews it."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from foundation.signoff.gates import reasons
from opinion.consultations.enums import ConsultationKind, Part
from opinion.consultations.services import ask_for_secrecy, decide_secrecy

from .making import notice

pytestmark = pytest.mark.django_db


def objections(page) -> list[str]:
    return [reason.message for reason in reasons(page)]


def test_a_complete_notice_meets_no_objection(office):
    assert not objections(notice(office))


@pytest.mark.rows("R-104", "R-105")
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"explanation": "<p> </p>"}, "请填写起草说明"),
        ({"basis": ""}, "请填写依据"),
        ({"content": []}, "征求意见稿为空"),
        ({"contact_person": ""}, "请填写联系人"),
        ({"contact_phone": " "}, "请填写联系电话"),
        ({"contact_address": "", "contact_email": ""}, "通信地址或者电子邮箱"),
        ({"closes_on": None}, "请填写截止日期"),
        ({"opens_on": None}, "请填写开始日期"),
        ({"who_decides": ""}, "由谁决定"),
        ({"results_expected_on": None}, "预计公布结果日期"),
    ],
)
def test_each_part_is_needed(office, fields, told):
    found = objections(notice(office, **fields))
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.rows("R-108")
@pytest.mark.parametrize(
    ("kind", "days", "is_short"),
    [
        (ConsultationKind.DECISION, 10, True),
        (ConsultationKind.DECISION, 29, True),
        (ConsultationKind.DECISION, 30, False),
        (ConsultationKind.REGULATION, 29, True),
        (ConsultationKind.MARKET, 29, True),
        (ConsultationKind.MARKET, 30, False),
        (ConsultationKind.NORMATIVE, 8, True),
        (ConsultationKind.NORMATIVE, 9, False),
        (ConsultationKind.OTHER, 8, True),
    ],
)
@time_machine.travel("2026-03-02T09:00:00+08:00")
def test_too_short_a_period_is_refused_without_a_reason(office, kind, days, is_short):
    closes_on = timezone.localdate() + dt.timedelta(days=days)
    page = notice(office, kind=kind, closes_on=closes_on)
    assert any("规定不少于" in message for message in objections(page)) == is_short
    page.short_reason = "汛期将至，须在入汛前施行"
    assert not objections(page)


@pytest.mark.rows("R-108")
@time_machine.travel("2026-03-02T09:00:00+08:00")
def test_a_notice_signed_late_has_been_open_only_since(office):
    page = notice(office, closes_on=dt.date(2026, 4, 1))
    assert not objections(page)
    with time_machine.travel("2026-03-05T09:00:00+08:00"):
        assert any("从2026-03-05到2026-04-01公开27日" in message for message in objections(page))


@pytest.mark.rows("R-104")
def test_the_secrecy_exception_records_its_approver(office):
    page = notice(office, explanation="")
    asked = ask_for_secrecy(
        page,
        Part.EXPLANATION,
        "涉及尚未公开的测算",
        "《中华人民共和国政府信息公开条例》第十四条",
        office.editor,
    )
    assert objections(page)
    with pytest.raises(PermissionDenied):
        decide_secrecy(asked, True, "", office.editor)
    approved = decide_secrecy(asked, True, "同意", office.secrecy)
    assert (approved.decided_by, approved.decided_as) == (office.secrecy, "保密审查责任人")
    assert not objections(page)


def test_a_matter_kept_secret_as_a_whole_is_not_published(office):
    page = notice(office)
    asked = ask_for_secrecy(page, Part.WHOLE, "涉及安全", "《条例》第十四条", office.head)
    decide_secrecy(asked, True, "", office.leader)
    assert any("不能发布公告" in message for message in objections(page))


@pytest.mark.rows("R-105")
def test_published_dates_move_only_with_a_reason(office):
    page = office.publish(notice(office))
    draft = page.get_latest_revision_as_object()
    draft.closes_on += dt.timedelta(days=5)
    assert any("延长或者提前结束" in message for message in objections(draft))
