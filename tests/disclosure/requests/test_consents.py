"""What the head consents to, on one screen; letters in batch; the folder as an archive."""

import csv
import datetime as dt
import hashlib
import io
import zipfile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosure.requests import desk_proposals, services
from disclosure.requests.enums import Channel, State
from disclosure.requests.folder_selectors import folder_of
from disclosure.requests.models import Case, Extension
from foundation.duties.models import Duty
from foundation.letters.models import Letter
from foundation.submissions.models import ContactAccess

from .cases import opened
from .test_case_page import page_of, steps, take

pytestmark = pytest.mark.django_db
WHO = ["name", "proof", "contact"]
MONDAY = dt.date(2026, 3, 2)
CONSENTS = "/admin/requests/consents/"


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def case(office) -> Case:
    return services.accept(opened(office, MONDAY), by=office.clerk, unit=office.unit)


def decide(client, office, key: str, decision: str, opinion: str = "", user=None):
    client.force_login(user or office.foi_head)
    return client.post(CONSENTS, {"matter": key, "decision": decision, f"{key}-opinion": opinion})


def test_the_head_sees_both_dates_and_consents(office, client, case):
    take(client, case, office.editor, "ask_extension", days=20, reason="涉及多个科室，需要逐件核对")
    client.force_login(office.foi_head)
    shown = client.get(CONSENTS)
    assert [matter.title for matter in shown.context["matters"]] == ["延期20个工作日"]
    assert "2026-03-30" in shown.content.decode() and "2026-04-28" in shown.content.decode()
    key = shown.context["matters"][0].key
    assert decide(client, office, key, "yes").status_code == 302
    assert Extension.objects.get().is_granted and Letter.objects.filter(kind="foi-extension").exists()
    assert Duty.objects.open().of(case, "foi.answer").get().due_on == dt.date(2026, 4, 28)
    # A second click, or another head's, finds nothing left to decide.
    assert decide(client, office, key, "no", "不同意").status_code == 302
    assert Extension.objects.get().is_granted


def test_a_refusal_gives_its_reason_and_what_was_typed_stays(office, client, case):
    take(
        client,
        case,
        office.clerk,
        "propose_suspension",
        ground="因洪水档案库房停用，不可抗力",
        since="2026-03-04",
    )
    client.force_login(office.foi_head)
    key = client.get(CONSENTS).context["matters"][0].key
    answer = decide(client, office, key, "no")
    assert answer.status_code == 200 and "请写明理由" in answer.content.decode()
    decide(client, office, key, "no", "可以调用备份")
    case.refresh_from_db()
    assert case.state == State.HANDLING and case.events.last().label == "不同意中止期限"
    assert client.get(CONSENTS).context["matters"] == []


def test_a_suspension_that_the_head_consents_to_stops_the_clock(office, client, case):
    take(
        client,
        case,
        office.clerk,
        "propose_suspension",
        ground="因洪水档案库房停用，不可抗力",
        since="2026-03-04",
    )
    assert "等待负责人同意" in page_of(client, case, office.clerk).content.decode()
    key = f"proposal-{case.events.get(step='propose').pk}"
    decide(client, office, key, "yes")
    case.refresh_from_db()
    assert case.state == State.SUSPENDED
    assert Duty.objects.open().of(case, "foi.answer").get().due_on is None


@pytest.mark.rows("R-164")
def test_a_second_supplement_needs_the_head(office, client):
    case = opened(office, MONDAY)
    take(client, case, office.clerk, "ask_supplement", complete=[*WHO, "authority"], due_on="2026-03-20")
    take(client, case, office.clerk, "supplement", text="补充如下", on="2026-03-04")
    case.refresh_from_db()
    offered = steps(page_of(client, case, office.clerk))
    assert "ask_supplement" not in offered and "propose_supplement" in offered
    complete = [*WHO, "form", "authority"]
    take(client, case, office.clerk, "propose_supplement", complete=complete, due_on="2026-03-25")
    assert case.supplements.count() == 1
    decide(client, office, f"proposal-{case.events.get(step='propose').pk}", "yes")
    assert case.supplements.last().approver == office.foi_head
    assert case.supplements.last().asked == ["明确申请公开的政府信息的名称、文号或者便于查询的其他特征性描述"]


@pytest.mark.rows("R-161")
def test_each_element_that_is_not_ticked_becomes_a_line_of_the_notice(office, client):
    case = opened(office, MONDAY)
    data = {"complete": ["form", "authority"], "more": "说明所指道路的起止点", "due_on": "2026-03-20"}
    take(client, case, office.clerk, "ask_supplement", **data)
    lines = case.supplements.get().asked
    assert lines == [
        "补充申请人的姓名或者名称", "补充申请人的身份证明", "补充联系方式",
        "明确申请公开的政府信息的名称、文号或者便于查询的其他特征性描述", "说明所指道路的起止点",
    ]  # fmt: skip
    letter = case.supplements.get().letter
    assert all(any(line in written for written in letter.fields["需补正的事项"]) for line in lines)
    nothing = take(client, case, office.clerk, "supplement")
    assert nothing.status_code == 200


@pytest.mark.rows("R-158", "R-161")
def test_who_gave_no_proof_of_identity_is_asked_for_that_alone(office, client):
    case = opened(office, MONDAY, proof_number="", ways=["email"])
    client.force_login(office.clerk)
    form = client.get(reverse("requests_admin:step", args=[case.pk, "ask_supplement"])).context["form"]
    ticked = form["complete"].value()
    take(client, case, office.clerk, "ask_supplement", complete=ticked, due_on="2026-03-20")
    asked = case.supplements.get()
    assert asked.asked == ["补充申请人的身份证明"]
    assert asked.letter.fields["需补正的事项"] == ["1. 补充申请人的身份证明"]


@pytest.mark.rows("R-164")
def test_before_a_notice_on_the_eighth_day_the_form_says_that_it_is_late(office, client, case):
    address = reverse("requests_admin:step", args=[case.pk, "ask_supplement"])
    client.force_login(office.clerk)
    for day, is_late in ((11, False), (12, True)):
        with time_machine.travel(dt.datetime(2026, 3, day, 2, tzinfo=dt.UTC), tick=False):
            assert ("记为超过告知期限" in client.get(address).content.decode()) is is_late


def test_what_the_head_refused_may_be_asked_anew_on_the_screen(office, client, case):
    take(client, case, office.editor, "ask_extension", days=20, reason="涉及多个科室，需要逐件核对")
    assert "ask_extension" not in steps(page_of(client, case, office.editor))
    key = f"extension-{Extension.objects.get().pk}"
    decide(client, office, key, "no", "5个工作日足够")
    assert "ask_extension" in steps(page_of(client, case, office.editor))
    take(client, case, office.editor, "ask_extension", days=5, reason="涉及多个科室，需要逐件核对")
    assert Extension.objects.get().is_granted is None
    decide(client, office, key, "yes")
    assert "ask_extension" not in steps(page_of(client, case, office.editor))


def test_days_are_those_of_the_office_also_early_in_the_morning(office, client, case):
    """At seven in Beijing it is still yesterday in UTC."""
    with time_machine.travel(dt.datetime(2026, 3, 4, 23, tzinfo=dt.UTC), tick=False):
        services.ask_extension(case, by=office.editor, days=5, reason="需要逐件核对")
        upload = SimpleUploadedFile("回执.txt", "签收".encode())
        services.keep_file(case, "送达凭证", upload, office.clerk)
        client.force_login(office.foi_head)
        assert client.get(CONSENTS).context["matters"][0].asked.endswith("2026-03-05提请")
    papers = folder_of(case).papers
    assert [paper.on for paper in papers if paper.kind == "送达凭证"] == [dt.date(2026, 3, 5)]


def test_the_screen_costs_the_same_however_much_waits(office, client, case, django_assert_num_queries):
    services.ask_extension(case, by=office.clerk, days=5, reason="需要逐件核对")
    client.force_login(office.foi_head)
    client.get(CONSENTS)
    with CaptureQueriesContext(connection) as one:
        client.get(CONSENTS)
    for number in range(3):
        other = opened(office, MONDAY, text=f"申请公开第{number}号批复")
        services.ask_extension(other, by=office.clerk, days=5, reason="需要逐件核对")
    with django_assert_num_queries(len(one)):
        assert len(client.get(CONSENTS).context["matters"]) == 4


@pytest.mark.parametrize("who", ["clerk", "editor", "leader", "reviewer"])
def test_nobody_but_the_head_consents(office, client, case, who):
    extension = services.ask_extension(case, by=office.clerk, days=10, reason="需要逐件核对")
    decide(client, office, f"extension-{extension.pk}", "yes", user=getattr(office, who))
    assert Extension.objects.get().decided_at is None
    client.force_login(getattr(office, who))
    assert client.get(CONSENTS).context["matters"] == []


def test_a_proposal_is_decided_once(office, case):
    event = desk_proposals.propose_suspension(case, by=office.clerk, ground="不可抗力", since=MONDAY)
    desk_proposals.decide(event.pk, by=office.foi_head, granted=False, opinion="可以办理")
    with pytest.raises(Exception, match="已经处理"):
        desk_proposals.decide(event.pk, by=office.foi_head, granted=True, opinion="")


def test_party_asked_delivered_replied_judged_by_form(office, client, case):
    data = {
        "kind": "third_party",
        "name": "示范建设有限公司",
        "question": "投标报价明细",
        "sent_on": "2026-03-04",
    }
    take(client, case, office.editor, "consult", **data)
    one = case.consultations.get()
    assert "示范建设有限公司" in page_of(client, case, office.editor).content.decode()
    assert "示范建设有限公司" not in page_of(client, case, office.leader).content.decode()

    def act(key: str, **more):
        client.force_login(office.clerk)
        address = reverse("requests_admin:consultation", args=[case.pk, one.pk, key])
        answer = client.post(address, {"seen": case.events.last().pk} | more)
        one.refresh_from_db()
        return answer

    act("delivered", on="2026-03-04")
    assert one.due_on == dt.date(2026, 3, 25)
    assert "不能办理" in act("lapse").content.decode()
    act("replied", opinion="objects", reasons="属于商业秘密", on="2026-03-04")
    act("judge", is_reasonable="no", office_view="中标价格应当公开")
    assert one.is_reasonable is False
    case.refresh_from_db()
    assert case.state == State.HANDLING


def test_acceptance_letters_in_batch_in_order_of_receipt(office, client):
    cases = [opened(office, MONDAY, text=f"第{number}件") for number in range(3)]
    waiting = opened(office, MONDAY, Channel.EMAIL, text="未确认的一件")
    client.force_login(office.clerk)
    address = f"/admin/requests/batch/?{'&'.join(f'case={case.pk}' for case in (*cases, waiting))}"
    assert "请选择承办科室" in client.post(address, {"letter": "foi-acceptance"}).content.decode()
    for _ in range(2):
        answer = client.post(address, {"letter": "foi-acceptance", "unit": office.unit.pk})
    outcomes = answer.context["outcomes"]
    assert [bool(one.letter) for one in outcomes] == [True, True, True, False]
    assert "待确认收到" in outcomes[-1].refused
    assert Letter.objects.filter(kind="foi-acceptance").count() == 3
    client.force_login(office.editor)
    answer = client.post(address, {"letter": "foi-receipt"})
    assert all(not one.is_new for one in answer.context["outcomes"])


def test_the_archive_has_every_file_with_its_digest(office, client, case):
    address = reverse("requests_admin:folder", args=[case.pk])
    client.force_login(office.clerk)
    answer = client.post(address, {"reason": "移交档案室归档", "as": "zip"})
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    names = set(archive.namelist())
    assert {"卷宗.html", "目录.html", "目录.csv"} < names
    lines = list(csv.DictReader(io.StringIO(archive.read("目录.csv").decode("utf-8-sig"))))
    letters = Letter.objects.filter(subject_id=case.pk)
    assert len(lines) == 1 + letters.count() >= 2
    for line in lines:
        assert hashlib.sha256(archive.read(line["文件名"])).hexdigest() == line["SHA-256"]
        assert line["核对"] == "与存入时一致"
    assert ContactAccess.objects.get().reason == "导出卷宗：移交档案室归档"


def test_a_file_that_was_changed_or_lost_is_said_in_the_index(office, client, case):
    first, *_ = Letter.objects.filter(subject_id=case.pk)
    first.file.storage.delete(first.file.name)
    client.force_login(office.clerk)
    answer = client.post(
        reverse("requests_admin:folder", args=[case.pk]), {"reason": "移交档案室归档", "as": "zip"}
    )
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert "文件缺失" in archive.read("目录.html").decode()
