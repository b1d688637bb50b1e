"""The register of major decisions: who enters, who signs, what the public sees."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from foundation.duties.models import Duty
from opinion.decisions.duties import KIND, open_yearly
from opinion.decisions.models import Decision, StageRecord
from opinion.decisions.services import begin_catalogue, enter_decision, record_stage, sign_catalogue, take_out
from tests.public import read, text

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 6, 1, 10, tzinfo=dt.UTC)
MATTER = "编制示范县养老服务发展规划"


@pytest.fixture(autouse=True)
def on_a_day():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.mark.rows("R-103")
def test_a_decision_in_the_catalogue_shows_its_present_stage_to_the_public(office, signed):
    assert "尚未启动" in text(read("/decisions/"))
    record_stage(office.head, signed, stage="started", on=dt.date(2026, 4, 1))
    record_stage(
        office.head, signed, stage="consulted", on=dt.date(2026, 5, 8), note="公开征求意见30日，收到意见26条"
    )
    listed = read("/decisions/", year="2026")
    assert "征求意见" in text(listed.xpath("//tbody/tr")[0])
    shown = text(read(f"/decisions/{signed.pk}/"))
    assert "收到意见26条" in shown
    assert "2026-05-08" in shown
    assert "尚未进行" in shown


def test_nothing_is_public_before_the_leader_has_signed(office, catalogue, decision):
    record_stage(office.head, decision, stage="started", on=dt.date(2026, 4, 1))
    assert MATTER not in text(read("/decisions/"))
    assert Client().get(f"/decisions/{decision.pk}/").status_code == 404
    for user in (office.editor, office.head, office.reviewer):
        with pytest.raises(PermissionDenied, match="签发领导"):
            sign_catalogue(user, catalogue, approval="某次会议")


def test_a_signed_catalogue_grows_only_by_the_leader(office, catalogue, signed):
    new = {"matter": "调整公共停车收费标准", "office": "示范县发展和改革局", "unit": office.unit}
    with pytest.raises(PermissionDenied, match="目录已公布"):
        enter_decision(office.editor, catalogue_of(signed), **new)
    enter_decision(office.leader, catalogue_of(signed), **new)
    assert new["matter"] in text(read("/decisions/"))


def catalogue_of(decision: Decision):
    return Decision.objects.get(pk=decision.pk).catalogue


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stage": "discussed"}, "尚未登记合法性审查"),
        ({"stage": "legality", "applies": False, "note": "无需审查此事项"}, "法定程序，不能省略"),
        ({"stage": "risks", "applies": False}, "请写明理由"),
        ({"stage": "started", "on": dt.date(2026, 6, 9)}, "日期在今天之后"),
    ],
)
def test_stages_are_refused_with_words(office, signed, fields, words):
    with pytest.raises(ValidationError, match=words):
        record_stage(office.head, signed, **{"on": dt.date(2026, 5, 8)} | fields)
    assert not StageRecord.objects.exists()


def test_an_editor_records_no_stage_because_it_would_be_public_at_once(office, signed):
    with pytest.raises(PermissionDenied):
        record_stage(office.editor, signed, stage="started", on=dt.date(2026, 4, 1))


def test_a_double_click_is_one_record_and_a_record_stays(office, signed):
    for _ in range(2):
        record = record_stage(office.head, signed, stage="started", on=dt.date(2026, 4, 1))
    assert StageRecord.objects.count() == 1
    with pytest.raises(PermissionDenied):
        record.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE decisions_stagerecord SET note = 'x'")


def test_a_mistake_is_put_right_by_a_later_record(office, signed):
    record_stage(office.head, signed, stage="risks", on=dt.date(2026, 5, 1))
    record_stage(
        office.head, signed, stage="risks", on=dt.date(2026, 5, 2), applies=False, note="经研究不存在风险点"
    )
    shown = text(read(f"/decisions/{signed.pk}/"))
    assert "不经过本环节：经研究不存在风险点" in shown
    assert Decision.objects.get(pk=signed.pk).stage == "尚未启动"


def test_a_matter_taken_out_stays_visible_with_its_reason(office, signed):
    take_out(office.leader, signed, reason="上级政策调整，本年度不再决策")
    assert "已调出目录" in text(read("/decisions/"))
    assert "上级政策调整" in text(read(f"/decisions/{signed.pk}/"))
    with pytest.raises(ValidationError, match="已调出"):
        record_stage(office.head, signed, stage="started", on=dt.date(2026, 4, 1))


def test_the_yearly_catalogue_is_owed_and_met_by_signing(office, signed):
    with time_machine.travel(dt.datetime(2027, 1, 2, 1, tzinfo=dt.UTC)):
        assert open_yearly() and not open_yearly()
        duty = Duty.objects.get(kind=KIND)
        assert duty.due_on == dt.date(2027, 4, 1)
        made = begin_catalogue(office.reviewer, office.body, 2027)
        enter_decision(office.head, made, matter="修订供水价格", office="发展和改革局", unit=office.unit)
        sign_catalogue(office.leader, made, approval="县委常委会会议研究同意")
        duty.refresh_from_db()
        assert duty.met_on


def test_the_public_list_costs_the_same_for_any_number(
    office, catalogue, decision, django_assert_max_num_queries
):
    for number in range(40):
        Decision.objects.create(catalogue=catalogue, matter=f"事项{number}", office="某局", unit=office.unit)
    sign_catalogue(office.leader, catalogue, approval="会议研究同意")
    read("/decisions/")
    with django_assert_max_num_queries(12):
        read("/decisions/", year="2026")


@pytest.mark.parametrize("year", ["", "1", "99999999999999999999", "２０２６", "x"])
def test_odd_years_show_the_newest(signed, year):
    assert MATTER in text(read("/decisions/", year=year))


def test_the_screens_do_it_and_say_what_is_wrong(office, catalogue):
    editor, head, leader = (Client() for _ in range(3))
    for client, user in ((editor, office.editor), (head, office.head), (leader, office.leader)):
        client.force_login(user)
    at = f"/admin/decisions/catalogues/{catalogue.pk}/"
    typed = {"matter": MATTER, "office": "", "unit": office.unit.pk}
    refused = editor.post(f"{at}enter/", typed).content.decode()
    assert "请填写承办单位" in refused and MATTER in refused
    assert editor.post(f"{at}enter/", typed | {"office": "民政局"}).status_code == 302
    assert "签发公布" not in editor.get(at).content.decode()
    assert leader.post(at, {"approval": "县委常委会会议研究同意"}).status_code == 302
    decision = Decision.objects.get()
    answer = head.post(
        f"/admin/decisions/{decision.pk}/", {"stage": "started", "on": "2026-04-01", "applies": "yes"}
    )
    assert answer.status_code == 302
    assert "启动" in head.get(at).content.decode()
    for path in ("", "begin/", f"{decision.pk}/", f"{decision.pk}/leave/", f"{decision.pk}/document/"):
        assert leader.get(f"/admin/decisions/{path}").status_code == 200
    assert "/admin/decisions/" in editor.get("/admin/").content.decode()
