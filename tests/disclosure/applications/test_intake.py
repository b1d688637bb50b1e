"""Staff intake: each channel has its day of receipt (条例 31), and a second click is no second application."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from disclosure.applications.models import HelpWanted
from disclosure.requests.enums import State
from disclosure.requests.models import Case
from foundation.duties.models import Duty

from .conftest import TYPED
from .test_applying import PNG

pytestmark = pytest.mark.django_db
INTAKE = "/admin/applications/intake/"
MONDAY, TUESDAY, WEDNESDAY = (dt.date(2026, 3, day) for day in (2, 3, 4))


@pytest.fixture
def desk(clerk):
    client = Client()
    client.force_login(clerk)
    return client


def taken_in(desk, office, token="", **more):
    shown = desk.get(INTAKE)
    fields = {name: value for name, value in TYPED.items() if name != "consent"}
    fields |= {"token": token or shown.context["form"]["token"].value(), "body": office.body.pk}
    return desk.post(INTAKE, fields | {"submitted_on": "2026-03-02", "is_marked": "on"} | more)


@pytest.mark.rows("R-150", "R-160")
@pytest.mark.parametrize(
    ("more", "received", "words"),
    [
        ({"channel": "counter"}, MONDAY, "以提交之日为收到申请之日"),
        ({"channel": "post_signed", "signed_for_on": "2026-03-03"}, TUESDAY, "以行政机关签收之日"),
        ({"channel": "post_plain", "confirmed_on": "2026-03-04"}, WEDNESDAY, "以行政机关与申请人确认之日"),
        ({"channel": "post_plain"}, None, "请当日与申请人确认"),
        ({"channel": "fax"}, None, "以双方确认之日"),
        ({"channel": "email", "is_marked": ""}, None, "以双方确认之日"),
    ],
)
def test_the_day_of_receipt_follows_the_channel(desk, office, more, received, words):
    with time_machine.travel(dt.datetime(2026, 3, 5, 2, tzinfo=dt.UTC)):
        answer = taken_in(desk, office, **more)
    assert words in answer.content.decode()
    case = Case.objects.get()
    assert case.received_on == received
    assert case.state == (State.REGISTERED if received else State.UNCONFIRMED)
    assert case.is_marked == (more.get("is_marked") != "")


@pytest.mark.rows("R-160")
def test_a_plain_letter_is_confirmed_within_a_day_of_its_arrival_and_not_of_its_postmark(desk, office):
    with time_machine.travel(dt.datetime(2026, 3, 5, 2, tzinfo=dt.UTC)):
        taken_in(desk, office, channel="post_plain", submitted_on="2026-02-27", signed_for_on="2026-03-05")
    case = Case.objects.get()
    assert case.received_on is None
    assert Duty.objects.open().of(case, "foi.confirm").get().due_on == dt.date(2026, 3, 6)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"channel": "telephone"}, "telephone"),
        ({"channel": "post_signed"}, "请填写签收日期"),
        ({"channel": "post_signed", "signed_for_on": "2026-03-01"}, "不能早于提交"),
        ({"channel": "counter", "submitted_on": "2026-03-09"}, "日期不能晚于今天"),
        ({"channel": "oral"}, "书面形式确有困难的原因"),
        ({"channel": "oral", "oral_reason": "手部受伤"}, "宣读代填的内容"),
    ],
)
@pytest.mark.rows("R-151", "R-152")
def test_what_does_not_hold_is_refused_and_nothing_typed_is_lost(desk, office, more, words):
    with time_machine.travel(dt.datetime(2026, 3, 5, 2, tzinfo=dt.UTC)):
        said = taken_in(desk, office, **more).content.decode()
    assert words in said
    assert TYPED["subject"] in said
    assert not Case.objects.exists()


@pytest.mark.rows("R-152")
def test_an_oral_application_keeps_who_wrote_it_down_and_that_it_was_read_back(desk, office, clerk):
    taken_in(desk, office, channel="oral", oral_reason="手部受伤，不能书写", read_back="on")
    case = Case.objects.get()
    assert (case.filled_in_by, case.read_back) == (clerk, True)


@pytest.mark.rows("R-154")
@time_machine.travel(dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC))
def test_a_letter_without_description_is_taken_in_and_goes_to_supplement(desk, office):
    answer = taken_in(desk, office, channel="counter", subject="", text="", name="", contact="")
    assert answer.status_code == 200
    case = Case.objects.get()
    assert case.items.get().text == case.subject == "（来件未写明申请的信息）"
    address = reverse("requests_admin:step", args=[case.pk, "ask_supplement"])
    form = desk.get(address).context["form"]
    sent = {"seen": case.events.last().pk, "complete": form["complete"].value()}
    desk.post(address, sent | {"due_on": "2026-03-20"})
    case.refresh_from_db()
    assert case.state == State.SUPPLEMENT
    assert "明确申请公开的政府信息的名称、文号或者便于查询的其他特征性描述" in case.supplements.get().asked


def test_a_second_click_is_the_same_application_and_its_scan_is_kept_once(desk, office):
    token = desk.get(INTAKE).context["form"]["token"].value()
    for _ in range(2):
        scan = SimpleUploadedFile("scan.png", PNG)
        answer = taken_in(desk, office, token=token, channel="counter", scans=scan)
        assert answer.status_code == 200
    case = Case.objects.get()
    assert case.files.count() == 1
    assert case.number in answer.content.decode()


def test_files_wait_while_the_form_is_put_right(desk, office):
    token = desk.get(INTAKE).context["form"]["token"].value()
    said = taken_in(desk, office, token=token, channel="oral", scans=SimpleUploadedFile("scan.png", PNG))
    assert "scan.png" in said.content.decode()
    taken_in(desk, office, token=token, channel="counter")
    assert Case.objects.get().files.get().name == "scan.png"


@pytest.mark.parametrize("who", ["editor", "head", "leader"])
def test_others_do_not_take_in(office, clerk, who):
    client = Client()
    client.force_login(getattr(office, who))
    assert client.get(INTAKE).status_code in (302, 403)
    assert taken_in_directly(client, office) in (302, 403)
    assert not Case.objects.exists()


def taken_in_directly(client, office):
    return client.post(INTAKE, TYPED | {"body": office.body.pk, "channel": "counter"}).status_code


@pytest.mark.rows("R-153")
def test_the_wish_for_help_stays_on_the_list_until_somebody_helped(desk, office, clerk):
    taken_in(desk, office, channel="counter", needs_help="视力不好，请电话联系")
    listed = reverse("applications_admin:help")
    said = desk.get(listed).content.decode()
    assert "视力不好" in said
    assert "查看电话" in said
    assert TYPED["contact"] not in said
    wanted = HelpWanted.objects.get()
    duty = Duty.objects.open().get(kind="foi.help")
    assert TYPED["contact"] not in duty.label
    address = reverse("applications_admin:helped", args=[wanted.pk])
    assert "请填写协助情况" in desk.post(address, {"note": ""}).content.decode()
    desk.post(address, {"note": "已电话协助"})
    wanted.refresh_from_db()
    duty.refresh_from_db()
    assert (wanted.helped_by, duty.is_open) == (clerk, False)
    assert "视力不好" not in desk.get(listed).content.decode()
