"""A sheet is prepared, both sign it, and only a complete receipt ends the duty (R-030, R-032, R-033)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.deposits.enums import State
from disclosure.deposits.handovers import discard, prepare, record_receipt
from disclosure.deposits.models import Deposit, DepositSetting, Handover
from foundation.duties.models import Duty
from foundation.organisations.models import Body
from tests.offices import appoint
from tests.uploads import a_file

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 6)


@pytest.fixture
def sheet(office, setting, archive, friday) -> Handover:
    office.publish(office.document())
    return prepare(
        office.editor, office.body, archive, Deposit.objects.values_list("pk", flat=True), "by_post"
    )


@pytest.mark.rows("R-030")
def test_one_paper_copy_cannot_end_the_duty(office, sheet, receipt):
    with pytest.raises(ValidationError, match="须一式2份，现为1份"):
        record_receipt(office.editor, sheet, **receipt(handed_on=TODAY, copies=1))
    assert Duty.objects.open().filter(kind="deposit.send").exists()
    record_receipt(office.editor, sheet, **receipt(handed_on=TODAY))
    assert not Duty.objects.open().filter(kind="deposit.send").exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"electronic": None}, "请上传电子文本"),
        ({"electronic": a_file("全文.png", b"\x89PNG\r\n\x1a\n")}, "电子文本的格式应为"),
        ({"electronic": a_file("全文.pdf", b"text")}, "文件内容不是 pdf 格式"),
        ({"scan": None}, "请上传双方签字的交接单扫描件"),
        ({"receiver": " "}, "请填写接收人姓名"),
        ({"handed_on": dt.date(2026, 3, 9)}, "在今天之后"),
        ({"handed_on": dt.date(2026, 3, 5)}, "早于交接单的编制日期"),
    ],
)
def test_what_a_receipt_needs(office, sheet, receipt, wrong, message):
    with pytest.raises(ValidationError, match=message):
        record_receipt(office.editor, sheet, **receipt(handed_on=TODAY) | wrong)
    assert Deposit.objects.get().state == State.WAITING


@pytest.mark.rows("R-032")
def test_the_receipt_names_both_and_the_deposit_is_handed_over(office, sheet, receipt, keeper, client):
    done = record_receipt(keeper, sheet, **receipt(handed_on=TODAY))
    assert record_receipt(keeper, sheet, **receipt(handed_on=TODAY)) == done  # a second click
    assert Deposit.objects.get().state == State.HANDED
    client.force_login(office.editor)
    printed = client.get(reverse("deposits:sheet", args=[sheet.pk])).content.decode()
    assert printed.count("<h1>政府公开信息交接单</h1>") == 2
    assert "林小北" in printed and "石清和" in printed
    scan = client.get(reverse("deposits:file", args=[sheet.pk, "scan"]))
    assert b"".join(scan.streaming_content).startswith(b"%PDF")


@pytest.mark.rows("R-030")
def test_the_envelope_is_marked(office, sheet, client):
    client.force_login(office.editor)
    shown = client.get(reverse("deposits:handover", args=[sheet.pk])).content.decode()
    assert reverse("deposits:envelope", args=[sheet.pk]) in shown
    printed = client.get(reverse("deposits:envelope", args=[sheet.pk])).content.decode()
    assert "政府信息公开" in printed and "示范路2号" in printed


def test_late_is_kept(office, sheet, receipt, friday):
    friday.move_to("2026-06-05T12:00+08:00")
    record_receipt(office.editor, sheet, **receipt(handed_on=dt.date(2026, 6, 5)))
    assert Deposit.objects.get().is_late


def test_who_may(office, setting, archive, sheet, receipt):
    stranger = appoint("lushui", "贺新", "leader", Body.objects.create(name="县水务局", code="sw"))
    with pytest.raises(PermissionDenied):
        prepare(stranger, office.body, archive, [], "by_post")
    with pytest.raises(PermissionDenied):
        record_receipt(stranger, sheet, **receipt(handed_on=TODAY))
    with pytest.raises(PermissionDenied):
        discard(stranger, sheet)


def test_a_sheet_that_nobody_signed_can_be_thrown_away(office, sheet, archive):
    with pytest.raises(ValidationError, match="至少勾选一项"):
        prepare(office.editor, office.body, archive, Deposit.objects.values_list("pk", flat=True), "by_post")
    discard(office.editor, sheet)
    again = prepare(
        office.reviewer, office.body, archive, Deposit.objects.values_list("pk", flat=True), "in_person"
    )
    assert list(again.deposits.all()) == [Deposit.objects.get()]


def test_the_screens_from_batch_to_receipt(office, setting, archive, friday, client):
    office.publish(office.document())
    deposit = Deposit.objects.get()
    client.force_login(office.editor)
    assert archive.name in client.get(reverse("deposits:batches")).content.decode()
    batch = reverse("deposits:batch", args=[office.body.pk, archive.pk])
    assert "到期日" in client.get(batch).content.decode()
    client.post(batch, {"chosen": [deposit.pk], "mode": "in_person"})
    sheet = Handover.objects.get()
    screen = reverse("deposits:handover", args=[sheet.pk])
    filled = {"handed_on": "2026-03-06", "copies": "1", "giver": "林小北", "receiver": "石清和"}
    refused = client.post(
        screen, filled | {"electronic": a_file("全文.txt"), "scan": a_file("单.pdf")}
    ).content.decode()
    assert "须一式2份" in refused and "石清和" in refused
    client.post(screen, filled | {"copies": "2", "electronic": a_file("全文.txt"), "scan": a_file("单.pdf")})
    assert "已交接" in client.get(reverse("deposits:deposit", args=[deposit.pk])).content.decode()


@pytest.mark.rows("R-033")
def test_the_supervisor_sees_who_has_nobody_and_how_the_others_do(
    office, setting, archive, friday, hand_over, client
):
    idle = Body.objects.create(name="示范县民政局", code="sfx-mzj", parent=office.body)
    for _ in range(2):
        office.publish(office.document())
    first = Deposit.objects.earliest("pk")
    sheet = prepare(office.editor, office.body, archive, [first.pk], "in_person")
    record_receipt(
        office.editor, sheet, handed_on=TODAY, copies=2, giver="林小北", receiver="石清和",
        electronic=a_file("全文.txt"), scan=a_file("单.pdf"),
    )  # fmt: skip
    supervisor = appoint("jiandu", "任景行", "supervisor", office.body)
    client.force_login(supervisor)
    shown = client.get(reverse("deposits:bodies")).content.decode()
    assert "50%" in shown and idle.name in shown
    nobody = client.get(reverse("deposits:bodies"), {"standing": "nobody"}).content.decode()
    assert "未落实专人" in nobody and idle.name in nobody and "50%" not in nobody
    exported = client.get(reverse("deposits:bodies"), {"export": "csv"})
    assert "送交率" in b"".join(exported.streaming_content).decode()


def test_the_officer_works_for_the_body(office, archive):
    stranger = appoint("lushui", "贺新", "editor", Body.objects.create(name="县水务局", code="sw"))
    with pytest.raises(ValidationError, match="须在本单位任职"):
        DepositSetting(body=office.body, officer=stranger).full_clean()


def test_the_register_stays_at_its_queries(office, setting, friday, client, django_assert_max_num_queries):
    client.force_login(office.editor)
    for _ in range(3):
        office.publish(office.document())
    client.get(reverse("deposits:list"))
    with django_assert_max_num_queries(25):
        shown = client.get(reverse("deposits:list")).content.decode()
    assert shown.count("待送交</") >= 3 or shown.count("待送交") >= 3
