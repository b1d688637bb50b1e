"""Applying on the website: what is asked, what is only doubted, what the applicant gets in return."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from lxml import html

from disclosure.applications.models import HelpWanted
from disclosure.requests.enums import Applicant, State
from disclosure.requests.models import Case
from foundation.duties.models import Duty
from foundation.submissions.models import SubmissionFile
from tests.forms_of_the_public import shown_code

from .conftest import APPLY, TYPED

pytestmark = pytest.mark.django_db


@pytest.mark.rows("R-147", "R-159", "R-160")
def test_an_application_gets_number_code_and_how_its_day_is_reckoned(apply, the_case):
    answer = apply()
    code, said = shown_code(answer), answer.content.decode()
    case = the_case()
    assert re.fullmatch(r"SQ\d{8}-\d{4}", case.number)
    assert case.number in said
    assert "以双方确认之日为收到申请之日" in said
    assert case.state == State.UNCONFIRMED
    assert case.received_on is None
    assert code not in case.code_digest
    assert Duty.objects.open().of(case, "foi.confirm").exists()


@pytest.mark.rows("R-154")
@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"text": ""}, "text", "请填写内容描述。"),
        ({"name": ""}, "name", "请填写姓名或者单位名称。"),
        ({"contact": ""}, "contact", "联系电话和电子邮箱至少填一项"),
        ({"identity": "organisation"}, "org_kind", "请选择单位类型。"),
        ({"ways": "post"}, "address", "选择邮寄的，请填写通信地址。"),
        ({"ways": "email"}, "email", "选择电子邮件的，请填写电子邮箱。"),
        ({"email": "not-an-address"}, "email", "电子邮箱的写法不对"),
        ({"consent": ""}, "consent", "请阅读并同意"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(apply, more, field, words):
    answer = apply(**more)
    assert answer.status_code == 400
    assert words in answer.context["form"].errors[field][0]
    said = answer.content.decode()
    assert f'href="#id_{field}' in said
    assert TYPED["subject"] in said
    assert not Case.objects.exists()


@pytest.mark.rows("R-154")
def test_the_summary_of_errors_follows_the_page(apply):
    page = html.fromstring(apply(name="", text="", contact="", consent="").content.decode())
    summed_up = [link.removeprefix("#") for link in page.xpath("//ul[@class='error-summary']//a/@href")]
    assert len(summed_up) == 4
    assert summed_up == [name for name in page.xpath("//form//@id") if name in summed_up]


@pytest.mark.rows("R-148", "R-158")
def test_neither_purpose_nor_proof_is_a_condition(apply, the_case):
    assert apply(purpose="", proof_number="").status_code == 200
    assert the_case().purpose == ""


@pytest.mark.rows("R-148")
def test_no_answer_is_because_the_purpose_was_not_special():
    """The 2008 ground for refusal stands in no outcome, no question, no letter and no text of the procedure."""
    from disclosure.answers.letters import TITLE_OF
    from disclosure.answers.outcomes import OUTCOMES
    from disclosure.answers.tree import QUESTIONS, STOPS
    from disclosure.requests.enums import AnswerKind, Ending, Leaf

    said = [repr(known) for known in (OUTCOMES, QUESTIONS, STOPS, TITLE_OF)]
    said += [label for choices in (AnswerKind, Ending, Leaf) for label in choices.labels]
    assert not [words for words in said if "特殊需要" in words or "用途" in words]


def test_a_wrong_check_digit_is_doubted_once_and_not_refused(apply, the_case):
    number = {"proof_kind": "identity_card", "proof_number": "110101199003070010"}
    answer = apply(**number)
    assert answer.status_code == 400
    assert "校验位不符" in answer.content.decode()
    assert "证件号码无误，仍然提交" in answer.content.decode()
    assert apply(**number, confirmed_number="on").status_code == 200
    assert the_case().proof_number == number["proof_number"]


@pytest.mark.parametrize("kind", ["commercial", "research", "social_welfare", "legal_service", "other_org"])
def test_an_organisation_is_of_one_of_the_five_kinds_of_the_annual_report(apply, the_case, kind):
    answer = apply(
        identity="organisation", org_kind=kind, credit_code="91330000000000000X", legal_person="王某",
        contact_person="赵某", employer="不应保存",
    )  # fmt: skip
    assert answer.status_code == 200
    case = the_case()
    assert case.applicant == Applicant(kind)
    assert case.get_proof_kind_display() == "统一社会信用代码证照"
    assert (case.legal_person, case.contact_person, case.employer) == ("王某", "赵某", "")


@pytest.mark.rows("R-167")
def test_several_matters_become_items_of_one_case(apply, the_case):
    apply(item_2="该工程的环境影响评价批复。", item_3="  ")
    case = the_case()
    assert [item.text for item in case.items.all()] == [TYPED["text"], "该工程的环境影响评价批复。"]
    assert case.text.startswith("1. ")


def test_the_same_form_sent_five_times_is_one_application(office):
    from tests.forms_of_the_public import opened

    fields = opened(APPLY) | TYPED
    answers = [Client(enforce_csrf_checks=True).post(APPLY, fields) for _ in range(5)]
    assert {shown_code(answer) for answer in answers} == {shown_code(answers[0])}
    assert Case.objects.count() == 1


@pytest.mark.rows("R-160")
def test_the_link_of_the_mail_shows_first_and_confirms_on_the_click(apply, the_case, mailoutbox):
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)):
        apply(email="lin@mail.example")
        [mail] = mailoutbox
        assert mail.to == ["lin@mail.example"]
        assert TYPED["subject"] not in mail.body
        assert TYPED["name"] not in mail.body
        path = re.search(r"/yishenqing/queren/\S+", mail.body).group()
    with time_machine.travel(dt.datetime(2026, 3, 4, 10, tzinfo=dt.UTC)):
        client = Client(enforce_csrf_checks=True)
        assert "确认，这是我提交的申请" in client.get(path).content.decode()
        assert the_case().state == State.UNCONFIRMED
        for _ in range(2):
            assert "已经确认" in client.post(path).content.decode()
    case = the_case()
    assert (case.received_on, case.state) == (dt.date(2026, 3, 4), State.REGISTERED)
    assert Duty.objects.open().of(case, "foi.answer").get().base_on == dt.date(2026, 3, 4)
    assert client.get(path[:-3] + "xx/").status_code == 404


def test_a_lost_mail_server_loses_no_application_and_the_mail_waits(apply, the_case, monkeypatch, mailoutbox):
    from disclosure.applications import mails

    def down(*args, **kwargs):
        raise OSError("no server")

    with monkeypatch.context() as broken:
        broken.setattr(mails, "send_mail", down)
        assert apply(email="lin@mail.example").status_code == 200
    assert the_case().confirmation_mail.sent_at is None
    assert "1 封" in mails.send_waiting()
    assert len(mailoutbox) == 1
    assert mails.send_waiting() == ""


@pytest.mark.rows("R-153")
def test_a_wish_for_help_becomes_a_task(apply, the_case):
    apply(needs_help="视力不好，请电话联系")
    assert HelpWanted.objects.get().case == the_case()


@pytest.mark.rows("R-149")
def test_a_body_without_receiving_office_takes_none(db):
    assert Client().get(APPLY).status_code == 404
    assert "暂不能受理申请" in Client().get("/yishenqing/").content.decode()


@pytest.mark.rows("R-199")
def test_who_applied_is_kept_encrypted_with_the_proof(apply, the_case, django_db_blocker):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import connection

    apply(proof_kind="passport", proof_number="E00000000", attachments=SimpleUploadedFile("id.png", PNG))
    assert SubmissionFile.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("select name, proof_number from requests_case")
        stored = "".join(cursor.fetchone())
    assert TYPED["name"] not in stored
    assert "E00000000" not in stored


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "050001a5f645400000000049454e44ae426082"
)
