"""Reports of the public: a matter with its number at once, similar claims offered, personal data kept inside."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from foundation.duties.models import Duty
from foundation.submissions.models import ContactAccess
from interpretation.clarifications.duties import DECIDE
from interpretation.clarifications.merging import merge
from interpretation.clarifications.models import RumourCase
from interpretation.clarifications.report_models import RumourReport
from tests.offices import appoint
from tests.public import links, read, text

from .conftest import CLAIM

pytestmark = pytest.mark.django_db
PHONE, NAME = "13912345678", "匿名知情人丙"
OTHER = "听说高龄津贴从下月起要全部取消，是真的吗"


def send(client: Client | None = None, **fields):
    client = client or Client()
    shown = read("/juyao/")
    token = shown.xpath("//input[@name='token']/@value")[0]
    return client.post("/juyao/", {"token": token, "text": CLAIM, "consent": "on"} | fields)


def receipt(answer) -> tuple[str, str]:
    page = answer.content.decode()
    return re.search(r"JB\d{8}-\d{4}", page)[0], re.search(r'receipt-code">([^<]+)<', page)[1].strip()


@pytest.mark.rows("R-129")
def test_an_anonymous_report_opens_a_matter_with_its_number_shown(desk):
    answer = send(link="某短视频平台账号")
    number, code = receipt(answer)
    report = RumourReport.objects.get(number=number)
    case = report.case
    assert (case.body, case.unit, case.intake) == (desk.office.body, desk.office.unit, "public")
    assert Duty.objects.of(case, DECIDE).get().base_at == report.received_at
    assert str(case.sources.get()) == "某短视频平台账号"
    shown = Client().post("/huizhi/", {"number": number, "code": code}).content.decode()
    assert "已登记，正在核实" in shown and case.number not in shown


def test_the_form_needs_no_cookie_and_is_kept_by_no_cache(desk):
    answer = Client().get("/juyao/")
    assert not answer.cookies and "no-store" in answer["Cache-Control"]


def test_a_body_may_be_named(desk):
    water = desk.department()
    unit = desk.unit_of(water)
    send(about=water.pk)
    assert (RumourCase.objects.get().body, RumourCase.objects.get().unit) == (water, unit)


def test_too_little_is_refused_and_nothing_is_lost(desk):
    answer = send(text="停水", link="微信群")
    assert answer.status_code == 400
    assert "不少于5个字" in answer.content.decode() and "微信群" in answer.content.decode()
    assert not RumourCase.objects.exists()


def test_the_same_words_join_the_open_matter_and_like_ones_wait_for_a_person(desk):
    send()
    send(link="另一个群")
    send(text="甲河镇的自来水有农药，要停水三天，大家快接水")
    first, other = RumourCase.objects.order_by("pk")
    assert first.public_reports.count() == 2
    client = Client()
    client.force_login(desk.office.editor)
    shown = client.get(f"/admin/clarifications/{other.pk}/").content.decode()
    assert first.number in shown
    merge(other, desk.office.editor, into=first)
    other.refresh_from_db()
    assert (other.state, first.public_reports.count()) == ("merged", 3)
    assert not Duty.objects.open().of(other).exists() and Duty.objects.open().of(first, DECIDE).exists()
    with pytest.raises(ValidationError):
        merge(first, desk.office.editor, into=other)


@pytest.mark.rows("R-129")
def test_what_was_clarified_already_is_offered_before_sending(desk):
    page = desk.publish()
    RumourCase.objects.update(state="closed")
    answer = send(text="听说甲河镇自来水被农药污染了要停水")
    assert answer.status_code == 200 and not RumourReport.objects.exists()
    shown = answer.content.decode()
    assert page.title in shown and "尚未提交" in shown
    token = re.search(r'name="token" value="([^"]+)"', shown)[1]
    again = Client().post(
        "/juyao/",
        {"token": token, "text": "听说甲河镇自来水被农药污染了要停水", "consent": "on", "seen": "1"},
    )
    assert receipt(again) and RumourReport.objects.count() == 1


def test_the_sender_finds_the_clarification_with_the_code(desk):
    number, code = receipt(send())
    case = RumourReport.objects.get().case
    from interpretation.clarifications.handling import verify
    from interpretation.clarifications.services import decide

    from .conftest import EVIDENCE

    verify(case, desk.office.editor, result="false", evidence=EVIDENCE, source="检测报告")
    page = desk.publish(desk.draft(decide(case, desk.office.head, course="clarify", reason="")))
    answer = Client().post("/huizhi/", {"number": number, "code": code})
    assert "已公开澄清" in answer.content.decode() and page.url in answer.content.decode()


def test_additions_and_withdrawal_reach_the_matter(desk):
    number, code = receipt(send())
    Client().post("/huizhi/", {"number": number, "code": code, "act": "add", "words": "又看到一条"})
    Client().post("/huizhi/", {"number": number, "code": code, "act": "withdraw"})
    kinds = list(RumourCase.objects.get().events.values_list("kind", flat=True))
    assert kinds == ["opened", "reported", "added", "withdrawn"]


def test_contacts_are_seen_by_handlers_with_a_reason_and_by_nobody_else(desk):
    send(name=NAME, contact=PHONE)
    case, report = RumourCase.objects.get(), RumourReport.objects.get()
    leader = appoint("xinlingdao", "新领导", "leader", desk.office.body)
    address = f"/admin/submissions/rumour/{report.pk}/contact/"
    for person, sees in ((desk.office.editor, True), (leader, False)):
        client = Client()
        client.force_login(person)
        shown = client.get(f"/admin/clarifications/{case.pk}/").content.decode()
        assert CLAIM in shown and PHONE not in shown and NAME not in shown
        answer = client.post(address, {"reason": "电话核实看到的时间"})
        assert (PHONE in answer.content.decode()) is sees
    assert ContactAccess.objects.get().user == desk.office.editor


def test_personal_data_never_gets_out(desk):
    """Planted in every field of a report, looked for in everything the public and other offices can read."""
    from interpretation.clarifications.handling import verify
    from interpretation.clarifications.services import decide

    from .conftest import EVIDENCE

    planted = (PHONE, NAME, "11010519491231002X")
    send(text=f"{CLAIM}，打{PHONE}问过，身份证{planted[2]}", link=f"群主{PHONE}", name=NAME, contact=PHONE)
    case = RumourCase.objects.get()
    assert PHONE not in case.claim and planted[2] not in case.claim
    verify(case, desk.office.editor, result="false", evidence=EVIDENCE, source="检测报告")
    page = desk.publish(desk.draft(decide(case, desk.office.head, course="clarify", reason=""), claim=CLAIM))
    addresses = [
        page.url, "/piyao/", "/", "/search/?q=自来水", "/search/?q=农药&format=csv", "/feeds/atom.xml",
        "/feeds/rss.xml", "/sitemap-lanmu.xml", "/juyao/", "/huizhi/", f"/download/{page.pk}.txt",
    ]  # fmt: skip
    for address in addresses:
        answer = Client().get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert not [mark for mark in planted if mark in content.decode(errors="ignore")], address
    from foundation.search.models import EntryText

    assert not [mark for mark in planted if EntryText.objects.filter(text__contains=mark).exists()]


def test_the_list_leads_to_the_form_with_the_words(desk):
    shown = read("/piyao/", q="乙山乡停电")
    assert links(shown)["举报虚假信息线索"].startswith("/juyao/?q=")
    assert "乙山乡停电" in text(read("/juyao/", q="乙山乡停电").xpath("//textarea")[0])
