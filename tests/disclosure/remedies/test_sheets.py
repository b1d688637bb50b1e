"""征求意见单, 工作联系单, 电话咨询, 更正申请."""

import datetime as dt
import io

import docx
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from disclosure.remedies import advice, records, sheets
from disclosure.remedies.enums import Quality, RecordResult, SheetKind
from disclosure.remedies.models import OwnRecord, PhoneAdvice, Sheet
from disclosure.requests.enums import Channel
from foundation.duties.models import Duty
from foundation.letters.selectors import letters_about
from foundation.submissions.registry import kind_of
from tests.disclosure.requests.cases import opened

D = dt.date
MONDAY = D(2026, 3, 2)


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(dt.datetime(2026, 3, 20, 2, tzinfo=dt.UTC), tick=False):
        yield


def sent(office, **more) -> Sheet:
    values = {
        "kind": SheetKind.OPINION,
        "body": office.body,
        "to_body": office.body,
        "to_unit": office.unit,
        "question": "请提供道路改造工程合同的保管情况",
        "sent_on": MONDAY,
        "due_on": D(2026, 3, 9),
    } | more
    return sheets.send(office.clerk, **values)


@pytest.mark.rows("R-193")
def test_a_late_reply_is_proposed_as_a_deduction(office, client):
    sheet = sent(office)
    assert "公开意〔2026〕1号" in sheet.letter.number
    duty = Duty.objects.open().get(kind="foi.sheet")
    assert (duty.unit, duty.due_on) == (office.unit, D(2026, 3, 9))
    sheets.reply(sheet, office.editor, words="合同由档案室保管，附清单", on=D(2026, 3, 11))
    sheet = Sheet.objects.get()
    assert sheet.is_late(D(2026, 3, 20)) and sheet.is_deduction
    assert Duty.objects.get(kind="foi.sheet").late_days == 2
    client.force_login(office.clerk)
    shown = client.get(reverse("remedies:sheets") + "?tab=deduct").content.decode()
    assert str(sheet) in shown and "超期" in shown


def test_a_false_reply_in_time_is_a_deduction_too_and_a_good_one_is_not(office):
    sheet = sent(office, due_on=D(2026, 3, 30))
    sheets.reply(sheet, office.head, words="本科室没有该合同", on=D(2026, 3, 10))
    assert not Sheet.objects.get().is_deduction
    with pytest.raises(ValidationError, match="情况"):
        sheets.judge(sheet, office.clerk, quality=Quality.FALSE)
    sheets.judge(sheet, office.clerk, quality=Quality.FALSE, words="合同实由其保管", caused_loss=True)
    assert Sheet.objects.get().is_deduction and Sheet.objects.get().caused_loss
    sheets.judge(sheet, office.clerk, quality=Quality.GOOD)
    assert not Sheet.objects.get().is_deduction and not Sheet.objects.get().caused_loss


def test_a_sheet_is_answered_once_by_whom_it_went_to(office):
    sheet = sent(office)
    with pytest.raises(PermissionDenied):
        sheets.reply(sheet, office.secrecy, words="与本岗位无关", on=MONDAY)
    sheets.reply(sheet, office.editor, words="合同由档案室保管", on=MONDAY)
    with pytest.raises(ValidationError, match="不必重复"):
        sheets.reply(sheet, office.editor, words="合同由档案室保管", on=MONDAY)


@pytest.mark.rows("R-151")
def test_a_call_becomes_an_application_only_in_the_oral_way_with_a_reason(office):
    call = advice.log_call(
        office.clerk, body=office.body, topic="怎样申请公开", advice="告知网站、当面、邮寄渠道"
    )
    plain = opened(office, MONDAY)
    with pytest.raises(ValidationError, match="电话不直接受理"):
        advice.convert(call, office.clerk, case=plain, oral_reason="")
    with pytest.raises(ValidationError, match="不是口头申请"):
        advice.convert(call, office.clerk, case=plain, oral_reason="视力残疾，无法书写")
    oral = opened(
        office, D(2026, 3, 3), Channel.ORAL, oral_reason="视力残疾", read_back=True, filled_in_by=office.clerk
    )
    advice.convert(call, office.clerk, case=oral, oral_reason="视力残疾，无法书写")
    assert PhoneAdvice.objects.get().case == oral
    with pytest.raises(ValidationError, match="不必重复"):
        advice.convert(call, office.clerk, case=oral, oral_reason="视力残疾，无法书写")


def test_a_call_is_shown_with_its_minute(office, client):
    call = advice.log_call(office.clerk, body=office.body, topic="怎样申请公开", advice="告知网站、当面渠道")
    client.force_login(office.clerk)
    shown = client.get(reverse("remedies:advice", args=[call.pk])).content.decode()
    assert shown.count("2026-03-20 10:00") == 2 and "2026-03-20 10:00:00" not in shown


def test_the_log_of_calls_keeps_no_telephone_number(office):
    with pytest.raises(ValidationError, match="个人信息"):
        advice.log_call(office.clerk, body=office.body, topic="来电13800000000", advice="告知申请渠道")


def recorded(office) -> OwnRecord:
    return records.register(
        office.clerk, body=office.body, subject="社会保险缴费记录", text="2024年度记录少一个月，应为12个月",
        evidence="缴费凭证复印件", received_on=MONDAY, name="申小明", contact="13800000000",
    )  # fmt: skip


@pytest.mark.rows("R-187")
def test_a_correction_of_own_records_has_its_number_its_clock_and_its_forward_letter(office, client):
    own = recorded(office)
    assert own.number.startswith("GZ20260320-")
    assert Duty.objects.open().get(kind="foi.record").due_on == D(2026, 3, 30)
    with pytest.raises(ValidationError, match="有权更正的机关"):
        records.close(
            own, office.clerk, result=RecordResult.FORWARDED, words="记录由其保存", on=D(2026, 3, 9)
        )
    records.close(
        own, office.clerk, result=RecordResult.FORWARDED, words="该记录由你局保存，请核实更正", on=D(2026, 3, 9),
        forwarded_to="示范县人力资源和社会保障局",
    )  # fmt: skip
    assert OwnRecord.objects.get().closed_at and not Duty.objects.open().filter(kind="foi.record").exists()
    client.force_login(office.clerk)
    address = reverse("remedies:record_letter", args=[own.pk])
    shown = client.get(address).content.decode()
    assert "示范县人力资源和社会保障局" in shown and "申小明" not in shown
    assert client.get(address + "?word").status_code == 200
    assert client.post(address).status_code == 302
    client.force_login(office.leader)
    assert client.get(address).status_code in (302, 403)


@pytest.mark.rows("R-187")
@pytest.mark.parametrize(
    ("result", "decided"),
    [
        (RecordResult.CORRECTED, "本机关已予更正"),
        (RecordResult.FORWARDED, "转送示范县人力资源和社会保障局处理"),
        (RecordResult.TOLD, "请您向示范县人力资源和社会保障局提出"),
        (RecordResult.REFUSED, "不予更正"),
    ],
)
def test_whoever_asked_for_a_correction_is_told_the_result_with_the_remedies(office, client, result, decided):
    own = recorded(office)
    client.force_login(office.clerk)
    address = reverse("remedies:record_answer", args=[own.pk])
    assert client.get(address).status_code == 404
    records.close(
        own, office.clerk, result=result, words="经核对缴费台账", on=D(2026, 3, 9),
        forwarded_to="示范县人力资源和社会保障局",
    )  # fmt: skip
    assert address in client.get(reverse("remedies:record", args=[own.pk])).content.decode()
    shown = client.get(address).content.decode()
    assert decided in shown and "60日内" in shown and "6个月内" in shown and "申小明" not in shown
    word = client.get(address + "?word").content
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs)
    assert "申小明" in text and decided in text and "6个月内" in text
    assert client.post(address).status_code == 302
    assert "已编文号" in client.get(address).content.decode()
    # The letter names the applicant; its record does not.
    (kept,) = letters_about(own)
    assert not {"收件人", "信息名称"} & kept.fields.keys() and "申小明" not in str(kept.fields)
    client.force_login(office.leader)
    assert client.get(address).status_code in (302, 403)


def test_who_asked_for_a_correction_is_encrypted_and_shown_for_a_reason_only(office, client):
    own = recorded(office)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, contact FROM remedies_ownrecord")
        assert "申小明" not in str(cursor.fetchone())
    client.force_login(office.clerk)
    for address in (reverse("remedies:record", args=[own.pk]), reverse("remedies:records")):
        shown = client.get(address).content.decode()
        assert "申小明" not in shown and "13800000000" not in shown
    assert kind_of(own).may_reveal(own, office.clerk) and not kind_of(own).may_reveal(own, office.editor)


@pytest.mark.parametrize("name", ["disputes", "fees", "sheets", "advice_list", "records", "publications"])
def test_every_register_opens_in_few_queries(office, client, name, django_assert_max_num_queries):
    sent(office), recorded(office)
    client.force_login(office.clerk)
    client.get(reverse(f"remedies:{name}"))
    with django_assert_max_num_queries(22):
        assert client.get(reverse(f"remedies:{name}") + "?q=某&tab=done&p=9").status_code == 200


@pytest.mark.parametrize(
    "name", ["new_dispute", "new_fee", "new_sheet", "new_advice", "new_record", "new_publication"]
)
def test_every_form_opens_and_says_what_is_missing(office, client, name):
    client.force_login(office.clerk)
    assert client.get(reverse(f"remedies:{name}")).status_code == 200
    shown = client.post(reverse(f"remedies:{name}"), {})
    assert shown.status_code == 200 and "请" in shown.content.decode()
