"""The places, what was read there, and what they report each quarter (R-027, R-028, R-034)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.deposits.daily import settle
from disclosure.deposits.models import PlaceReport, ReadingPlace, SuppliedItem, VisitRecord
from disclosure.deposits.places import record_visit, submit_report
from disclosure.deposits.rules import Quarter, parse_quarter, quarter_before
from foundation.duties.models import Duty
from tests.offices import appoint

pytestmark = pytest.mark.django_db
SPRING = Quarter(2026, 1)


@pytest.mark.parametrize(
    ("day", "before", "last"),
    [
        ("2026-01-01", "2025Q4", "2025-12-31"),
        ("2026-03-31", "2025Q4", "2025-12-31"),
        ("2026-04-01", "2026Q1", "2026-03-31"),
        ("2026-10-01", "2026Q3", "2026-09-30"),
    ],
)
def test_the_last_quarter_that_is_over(day, before, last):
    quarter = quarter_before(dt.date.fromisoformat(day))
    assert (quarter.key, str(quarter.last)) == (before, last)
    assert parse_quarter(before) == quarter


@pytest.mark.rows("R-027")
def test_the_public_reads_where_to_go(office, archive, client):
    closed = ReadingPlace.objects.create(
        kind="hall", name="旧大厅", body=office.body, address="旧址", hours="", phone="", is_active=False
    )
    shown = client.get("/reading-places/").content.decode()
    assert archive.name in shown and archive.hours in shown and archive.phone in shown
    assert closed.name not in shown


@pytest.mark.rows("R-027")
def test_a_place_without_its_sign_is_told(office, archive, client):
    ReadingPlace.objects.create(
        kind="library",
        name="示范县图书馆查阅区",
        body=office.body,
        address="示范路3号",
        hours="每天",
        phone="0",
    )
    client.force_login(office.reviewer)
    shown = client.get(reverse("reading_places:index"), {"has_sign": "false"}).content.decode()
    assert "无标识牌" in shown and "示范县图书馆查阅区" in shown


def test_the_office_keeps_its_places(office, client):
    client.force_login(office.reviewer)
    filled = {
        "name": "示范县政务服务大厅查阅区", "kind": "hall", "body": office.body.pk, "address": "示范路5号",
        "hours": "工作日", "phone": "0000-0000005", "started_on": "2026-01-01", "is_active": "on",
    }  # fmt: skip
    client.post(reverse("reading_places:add"), filled)
    assert ReadingPlace.objects.get().body == office.body
    client.force_login(office.editor)
    assert client.get(reverse("reading_places:add")).status_code == 302


@pytest.mark.rows("R-028")
def test_a_visit_with_two_items_counts_once_and_twice(office, archive, keeper, friday, client):
    page = office.publish(office.document())
    client.force_login(keeper)
    counter = reverse("deposits:visit")
    typed = {
        "place": archive.pk,
        "visited_on": "2026-03-06",
        "visitor": "王先生",
        "need": "养老补助标准",
        "others": "",
    }
    found = client.post(counter, typed | {"q": "第1项", "find": "1"}).content.decode()
    assert page.title in found and "王先生" in found
    client.post(counter, typed | {"q": "第1项", "pages": [page.pk], "others": "2019年补助标准（纸质）"})
    assert [item.page_id for item in SuppliedItem.objects.all()] == [page.pk, None]
    csv = client.get(reverse("deposits:months"), {"export": "csv"})
    assert f"2026-03,{archive.name},1,2" in b"".join(csv.streaming_content).decode()
    assert "2026-03" in client.get(reverse("deposits:months")).content.decode()
    assert "2019年补助标准" in client.get(reverse("deposits:visits")).content.decode()


def test_only_those_of_the_place_write_visits_down(office, archive, keeper, friday, client):
    fields = {"visited_on": dt.date(2026, 3, 6), "visitor": "王先生", "need": "查阅"}
    with pytest.raises(PermissionDenied):
        record_visit(office.editor, archive, **fields)
    with pytest.raises(ValidationError, match="今天之后"):
        record_visit(keeper, archive, **fields | {"visited_on": dt.date(2026, 3, 9)})
    record_visit(keeper, archive, **fields)
    client.force_login(office.editor)
    assert "王先生" not in client.get(reverse("deposits:visits")).content.decode()


@pytest.mark.rows("R-034")
def test_the_quarter_is_due_reported_and_kept(office, setting, archive, keeper, friday, hand_over, client):
    # The first is of January, more than 20 working days ago.
    office.publish(office.document())
    office.publish(office.document(written_on=dt.date(2026, 3, 2), printed_on=dt.date(2026, 3, 3)))
    hand_over(dt.date(2026, 3, 6))
    record_visit(
        keeper, archive, visited_on=dt.date(2026, 3, 6), visitor="王先生", need="查阅", others=["公报"]
    )
    settle()
    assert Duty.objects.open().get(kind="deposit.report").period == "2025Q4"
    friday.move_to("2026-04-01T09:00+08:00")
    settle()
    settle()
    duty = Duty.objects.open().get(kind="deposit.report", period="2026Q1")
    # Ten working days after 31 March; 清明 6 April is a holiday.
    assert str(duty.due_on) == "2026-04-15"
    client.force_login(keeper)
    assert "2026年第一季度尚未报送" in client.get(reverse("deposits:reports")).content.decode()
    screen = reverse("deposits:report", args=[archive.pk, "2026Q1"])
    client.post(screen, {"note": "主要查阅补助标准。"})
    report = PlaceReport.objects.get()
    assert (report.received, report.late, report.visits, report.items) == (2, 1, 1, 1)
    assert report.rows == [{"body": office.body.name, "received": 2, "late": 1}]
    duty.refresh_from_db()
    assert duty.met_on
    exported = client.get(screen, {"export": "csv"})
    assert f"{office.body.name},2,1" in b"".join(exported.streaming_content).decode()
    supervisor = appoint("jiandu", "任景行", "supervisor", archive.body)
    client.force_login(supervisor)
    assert "2026年第一季度" in client.get(reverse("deposits:reports")).content.decode()


def test_a_quarter_is_reported_when_it_is_over_and_once(archive, keeper, friday):
    with pytest.raises(ValidationError, match="尚未结束"):
        submit_report(keeper, archive, SPRING)
    friday.move_to("2026-04-01T09:00+08:00")
    submit_report(keeper, archive, SPRING)
    with pytest.raises(ValidationError, match="已经报送"):
        submit_report(keeper, archive, SPRING)
    settle()
    assert not Duty.objects.filter(kind="deposit.report", period="2026Q1").exists()


def test_what_the_counter_refuses_stays_on_the_form(archive, keeper, friday, client):
    client.force_login(keeper)
    answer = client.post(
        reverse("deposits:visit"),
        {
            "place": archive.pk,
            "visited_on": "2026-03-20",
            "visitor": "王先生",
            "need": "查阅公报",
            "q": "",
            "others": "",
        },
    ).content.decode()
    assert "今天之后" in answer and "查阅公报" in answer
    assert not VisitRecord.objects.exists()
