"""申请进度查询: what the applicant sees and does with number and code, and what nobody else sees."""

import datetime as dt

import lxml.html as html
import pytest
import time_machine
from django.test import Client

from disclosure.requests import services as cases
from disclosure.requests.enums import State
from disclosure.requests.models import Case, CaseEvent
from foundation.letters.models import Letter
from foundation.letters.services import issue
from foundation.rules.services import set_parameter
from foundation.submissions.models import SubmissionFile
from tests.forms_of_the_public import shown_code

from .conftest import TYPED

pytestmark = pytest.mark.django_db
TRACK = "/yishenqing/chaxun/"
BEGUN = dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)
SECRET = "只给机关看的话"


@pytest.fixture
def opened(apply, the_case):
    """Number and code of an application of Monday 2 March 2026, confirmed the same day."""
    with time_machine.travel(BEGUN):
        code = shown_code(apply())
        case = the_case()
        cases.confirm(case)
        cases.note(case, "review", SECRET)
    return {"number": case.number, "code": code}


def asked(said, client=None, **more):
    return (client or Client(enforce_csrf_checks=True)).post(TRACK, said | more)


@pytest.mark.rows("R-159", "R-160")
def test_the_time_line_says_what_was_done_and_how_days_count(opened, django_assert_max_num_queries):
    client = Client()
    with time_machine.travel(BEGUN):
        asked(opened, client)
        with django_assert_max_num_queries(10):
            answer = asked(opened, client)
    said = answer.content.decode()
    assert "2026-03-30" in said
    assert "第20个工作日" in said
    assert "登记" in said
    assert "确认收到" in said
    assert SECRET not in said
    assert TYPED["contact"] not in said
    assert TYPED["name"] not in said
    assert answer["Cache-Control"].startswith("max-age=0")
    assert not answer.cookies


@pytest.mark.rows("R-194")
def test_the_progress_leads_to_a_complaint_form_that_knows_what_it_is_for(opened):
    with time_machine.travel(BEGUN):
        page = html.fromstring(asked(opened).content.decode())
        (address,) = [link for link in page.xpath("//main//a/@href") if "complaint" in link]
        form = html.fromstring(Client().get(address).content.decode())
    assert form.xpath("//input[@name='nature' and @checked]/@value") == ["complaint"]


def test_a_rule_changed_later_does_not_change_how_its_days_were_counted(opened):
    with time_machine.travel(BEGUN):
        set_parameter(
            "foi.clock_start",
            "submitted",
            effective_from=dt.date(2026, 3, 9),
            reason="按提交之日从严计算",
            by=None,
        )
    with time_machine.travel(BEGUN + dt.timedelta(days=8)):
        assert "以提交之日为收到申请之日" not in asked(opened).content.decode()


def test_twenty_more_steps_cost_no_more_queries(opened, the_case, django_assert_max_num_queries):
    client = Client()
    asked(opened, client)
    for number in range(20):
        cases.note(the_case(), "review", told=f"第{number}步")
    with django_assert_max_num_queries(10):
        assert "第19步" in asked(opened, client).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"code": "AAAA-BBBB-CCCC"}, {"number": "SQ20260302-0099"}, {"number": ""}, {"code": ""}]
)
def test_number_and_code_both_have_to_be_right(opened, wrong):
    answer = asked(opened, **wrong)
    assert answer.status_code == 400
    assert TYPED["subject"] not in answer.content.decode()


def test_guessing_is_limited(opened):
    for _ in range(10):
        asked(opened, code="AAAA-BBBB-CCCC")
    assert "过于频繁" in asked(opened).content.decode()


def test_another_sites_page_cannot_act_on_a_case(opened, the_case):
    client = Client(headers={"Sec-Fetch-Site": "cross-site"})
    assert "请在本页再次点击" in asked(opened, client, act="withdraw").content.decode()
    assert the_case().state == State.REGISTERED


def letter_of(case: Case, step: str, told: str, clerk) -> Letter:
    from disclosure.applications.letters import APPLICATION_FORM, fields_of
    from disclosure.applications.sheet import sheet_of

    made = issue(APPLICATION_FORM.key, case.body, fields_of(sheet_of(case.body.name)), case, clerk)
    cases.note(case, step, told=told, letter=made)
    return made


def test_own_letters_can_be_taken_along_and_those_to_others_cannot(opened, the_case, clerk):
    case = the_case()
    own = letter_of(case, "accept", "已受理", clerk)
    others = letter_of(case, "consult", "正在征求第三方意见", clerk)
    said = asked(opened).content.decode()
    assert f"{TRACK}wenshu/{own.pk}/" in said
    assert f"{TRACK}wenshu/{others.pk}/" not in said
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"{TRACK}wenshu/{own.pk}/", opened).status_code == 200
    assert client.post(f"{TRACK}wenshu/{others.pk}/", opened).status_code == 404
    assert client.post(f"{TRACK}wenshu/{own.pk}/", opened | {"code": "x"}).status_code == 400
    assert client.get(f"{TRACK}wenshu/{own.pk}/").status_code == 405


def test_the_receipt_lookup_leads_on_and_does_not_act_itself(opened, the_case):
    said = Client().post("/huizhi/", opened | {"act": "withdraw"}).content.decode()
    assert "查看申请进度" in said
    assert the_case().withdrawn_at is None
    assert CaseEvent.objects.filter(step="withdraw").count() == 0


@pytest.mark.rows("R-155")
def test_the_applicant_takes_along_the_form_as_filled_in(opened):
    from tests.foundation.letters.reading import text_of

    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"{TRACK}shenqingbiao/docx/", opened)
    said = text_of(b"".join(answer) if answer.streaming else answer.content)
    assert TYPED["name"] in said
    assert TYPED["text"] in said
    assert "no-store" in answer["Cache-Control"]
    assert client.post(f"{TRACK}shenqingbiao/docx/", opened | {"code": "x"}).status_code == 400


@pytest.mark.rows("R-159")
def test_who_applied_online_takes_along_the_receipt_of_registration(opened):
    from tests.foundation.letters.reading import text_of

    with time_machine.travel(BEGUN):
        assert "下载登记回执" in asked(opened).content.decode()
        answer = Client(enforce_csrf_checks=True).post(f"{TRACK}huizhi/", opened)
        said = text_of(b"".join(answer) if answer.streaming else answer.content)
        for words in (opened["number"], TYPED["name"], "2026年3月2日", "双方确认之日", "2026年3月30日"):
            assert words in said
        assert "no-store" in answer["Cache-Control"] and not Letter.objects.exists()
        asked(opened, act="withdraw")
        assert "下载登记回执" not in asked(opened).content.decode()
        assert Client().post(f"{TRACK}huizhi/", opened).status_code == 404


def test_withdrawal_ends_the_case_once(opened, the_case):
    for _ in range(2):
        answer = asked(opened, act="withdraw")
    case = the_case()
    assert (case.state, case.ending) == (State.CLOSED, "withdrawn")
    assert "申请人撤回" in answer.content.decode()


def test_what_is_missing_is_listed_and_the_reply_starts_the_time_anew(opened, the_case, clerk):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from .test_applying import PNG

    with time_machine.travel(BEGUN + dt.timedelta(days=1)):
        cases.ask_supplement(the_case(), by=clerk, asked=["请写明文件的年份"], due_on=dt.date(2026, 3, 24))
        said = asked(opened).content.decode()
        assert "请写明文件的年份" in said
        assert "2026-03-24" in said
    with time_machine.travel(BEGUN + dt.timedelta(days=3)):
        assert "请填写补正的内容" in asked(opened, act="supplement", words=" ").content.decode()
        proof = SimpleUploadedFile("proof.png", PNG)
        said = asked(opened, act="supplement", words="2025年的方案。", files=proof).content.decode()
    assert "已收到您的补正" in said
    case = the_case()
    assert case.state == State.REGISTERED  # where it was asked from
    assert "2026-04-02" in said
    assert case.kept_files.count() + SubmissionFile.objects.count() == 1


@pytest.mark.rows("R-185")
def test_reasons_are_asked_given_once_and_taken_along_as_a_letter(opened, the_case, clerk):
    with time_machine.travel(BEGUN + dt.timedelta(days=1)):
        cases.ask_reason(the_case(), by=clerk, ground="2026年3月您提出申请36件", due_on=dt.date(2026, 3, 10))
        said = asked(opened).content.decode()
        assert (
            "请您说明申请的理由（2026-03-10前）" in said and "下载《政府信息公开申请说明理由通知书》" in said
        )
        assert "请写明申请的理由" in asked(opened, act="reason", words=" ").content.decode()
        long = asked(opened, act="reason", words="研" * 5001).content.decode()
        assert "5000" in long and "研" * 5001 in long
        said = asked(opened, act="reason", words="课题研究需要逐年比较。").content.decode()
        assert "已收到您说明的理由" in said and "请您说明申请的理由" not in said
        assert "已于2026-03-03收到理由说明" in asked(opened, act="reason", words="再说一次").content.decode()
    assert the_case().reason_asked.reply == "课题研究需要逐年比较。"
    assert "2026-03-30" in said


@pytest.mark.rows("R-157")
def test_who_asks_for_own_records_reads_that_the_identity_comes_first(apply, the_case, clerk):
    with time_machine.travel(BEGUN):
        opened = {"code": shown_code(apply(is_own_record="on"))}
        opened["number"] = the_case().number
        cases.confirm(the_case())
        assert "待核验身份" in asked(opened).content.decode()
        cases.check_identity(the_case(), by=clerk)
        assert "待核验身份" not in asked(opened).content.decode()


@pytest.fixture
def taken_apart(apply, the_case, clerk):
    """An application of two matters whose second was split off: number, code and the part."""
    with time_machine.travel(BEGUN):
        opened = {"code": shown_code(apply(item_2="本工程的竣工验收报告。"))}
        case = the_case()
        opened["number"] = case.number
        cases.confirm(case)
        return opened, cases.split(case, [case.items.get(order=2)], by=clerk)


@pytest.mark.rows("R-167")
def test_a_part_is_followed_with_the_code_of_the_whole(taken_apart, clerk, django_assert_max_num_queries):
    opened, part = taken_apart
    client = Client()
    with time_machine.travel(BEGUN):
        said = asked(opened, client).content.decode()
        assert part.number in said and "查看这一件" in said and "待初审" in said
        with django_assert_max_num_queries(10):
            said = asked(opened | {"number": part.number}, client).content.decode()
    assert "本工程的竣工验收报告" in said and TYPED["subject"] not in said
    assert f"查看申请{opened['number']}" in said and "2026-03-30" in said
    letter = part.events.get(step="part").letter
    assert letter.fields["申请编号"] == part.number and opened["number"] in letter.fields["拆分说明"]
    address = f"{TRACK}wenshu/{letter.pk}/"
    assert client.post(address, opened | {"number": part.number}).status_code == 200
    assert client.post(address, opened).status_code == 404
    again = cases.split(_with_two_items(part), [part.items.get(order=2)], by=clerk)
    assert again.number in asked(opened | {"number": again.number}).content.decode()


def _with_two_items(part: Case) -> Case:
    part.items.create(order=2, text="施工图")
    return part


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC", ""])
def test_a_part_opens_to_no_other_code(taken_apart, apply, code):
    opened, part = taken_apart
    others = shown_code(apply(subject="另一件", text="另一件申请", name="张某"))
    for wrong in (code, others):
        answer = asked({"number": part.number, "code": wrong})
        assert answer.status_code == 400 and "验收报告" not in answer.content.decode()


def test_the_applicant_withdraws_the_part_alone(taken_apart):
    opened, part = taken_apart
    asked(opened | {"number": part.number}, act="withdraw")
    part.refresh_from_db()
    assert part.ending == "withdrawn"
    assert Case.objects.get(number=opened["number"]).is_open
