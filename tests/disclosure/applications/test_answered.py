"""The time line of a case that went all the way: third party asked, answered, delivered."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from disclosure.answers import drafting
from disclosure.answers.delivery import deliver, document_of
from disclosure.answers.models import LinkOpening
from disclosure.requests import services as cases
from disclosure.requests.models import Case
from foundation.letters.selectors import letters_about
from foundation.submissions.retention import forget
from foundation.submissions.tokens import code_digests, new_token
from tests.disclosure.answers.answering import MONDAY, OPEN, accepted, decided, pdf, public_answer, signed

from .test_tracking import TRACK, asked

pytestmark = pytest.mark.django_db
THIRD = "第三方公司甲"
CODE = new_token("foi.application").code


@pytest.fixture
def followed(office):
    """A case accepted on Monday, with number and code."""
    with time_machine.travel(dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)):
        case = accepted(office)
    Case.objects.filter(pk=case.pk).update(code_digest=code_digests(CODE)[0])
    return case, {"number": case.number, "code": CODE}


@pytest.mark.rows("R-199")
def test_the_third_party_stays_unnamed_and_only_the_notice_can_be_taken_along(office, followed):
    case, opened = followed
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)):
        consultation = cases.consult(
            case, by=office.clerk, kind="third_party", name=THIRD, contact="某路1号", question="是否同意公开",
            sent_on=dt.date(2026, 3, 4),
        )  # fmt: skip
        said = asked(opened).content.decode()
    notice = case.events.get(step="tell_consulting").letter_id
    assert "正在书面征求意见" in said
    assert "暂停计算" in said
    assert THIRD not in said
    assert f"{TRACK}wenshu/{notice}/" in said
    client = Client()
    assert client.post(f"{TRACK}wenshu/{notice}/", opened).status_code == 200
    assert client.post(f"{TRACK}wenshu/{consultation.letter_id}/", opened).status_code == 404


def test_the_answer_is_there_once_it_is_delivered_and_not_before(
    office, followed, django_assert_max_num_queries
):
    case, opened = followed
    client = Client()
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)):
        case = signed(office, public_answer(office, case))
        letter = case.signed_answers.get().letter
        before = asked(opened, client).content.decode()
        assert f"{TRACK}wenshu/{letter.pk}/" not in before
        assert "具体途径和期限以答复书写明的为准" in before
        assert client.post(f"{TRACK}wenshu/{letter.pk}/", opened).status_code == 404
        deliver(case, by=office.clerk, way="pick_up", on=dt.date(2026, 3, 4), proof_words="本人签收")
        asked(opened, client)
        with django_assert_max_num_queries(10):
            said = asked(opened, client).content.decode()
    assert f"{TRACK}wenshu/{letter.pk}/" in said
    # The answer's own paragraph, not the law's choice of several.
    assert all(words in said for words in letter.fields["救济途径"]) and "示范市人民政府" in said
    assert "答复书已于2026-03-04" in said
    assert client.post(f"{TRACK}wenshu/{letter.pk}/", opened).status_code == 200
    assert MONDAY.isoformat() in said


@pytest.fixture
def with_file(office, followed):
    """Signed with a file, not yet delivered."""
    case, opened = followed
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)):
        decided(case.items.get(), f"{OPEN} grant:now", office.editor)
        page = drafting.write_draft(case, by=office.editor)
        page = drafting.add_file(page, by=office.editor, upload=pdf("Road report"), title="验收单扫描件")
        return signed(office, page), opened


def handed_over(case, office):
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)):
        deliver(case, by=office.clerk, way="pick_up", on=dt.date(2026, 3, 4), proof_words="本人签收")
    return case.signed_answers.get()


def address_of(answer) -> str:
    return f"{TRACK}wenjian/{answer.deliveries.get().pk}/1/"


def test_the_files_of_the_answer_are_there_once_it_is_delivered(
    office, with_file, django_assert_max_num_queries
):
    case, opened = with_file
    answer = case.signed_answers.get()
    client = Client(enforce_csrf_checks=True)
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)):
        assert "验收单扫描件" not in asked(opened, client).content.decode()
        assert client.post(f"{TRACK}wenshu/{answer.letter_id}/", opened).status_code == 404
    address = address_of(handed_over(case, office))
    with django_assert_max_num_queries(10):
        said = asked(opened, client).content.decode()
    assert "下载文件：验收单扫描件" in said and address in said
    given = client.post(address, opened)
    assert b"".join(given.streaming_content).startswith(b"%PDF")
    assert {"private", "no-store"} <= set(given["Cache-Control"].split(", ")) and not given.cookies
    assert given["Content-Disposition"].startswith("attachment")
    assert client.post(address.replace("/1/", "/2/"), opened).status_code == 404
    client.post(f"{TRACK}wenshu/{answer.letter_id}/", opened)
    assert list(LinkOpening.objects.values_list("what", flat=True)) == [
        "凭回执码下载：file.pdf",
        "凭回执码下载：政府信息公开告知书.docx",
    ]


def test_a_wrong_code_or_another_case_gets_no_file(office, with_file):
    case, opened = with_file
    address = address_of(handed_over(case, office))
    client = Client()
    assert client.get(address).status_code == 405
    for wrong in ({"code": "AAAA-BBBB-CCCC"}, {"code": ""}, {"number": ""}, {"number": "SQ20260302-0099"}):
        refused = client.post(address, opened | wrong)
        assert refused.status_code == 400 and "验收单扫描件" not in refused.content.decode()
    code = new_token("foi.application").code
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)):
        other = accepted(office, dt.date(2026, 3, 4))
    Case.objects.filter(pk=other.pk).update(code_digest=code_digests(code)[0])
    assert client.post(address, {"number": other.number, "code": code}).status_code == 404
    assert not LinkOpening.objects.exists()
    for _ in range(10):
        client.post(address, opened | {"code": "AAAA-BBBB-CCCC"})
    assert "过于频繁" in client.post(address, opened).content.decode()


def test_a_file_that_is_no_longer_what_was_signed_is_not_handed_out(office, with_file, caplog):
    case, opened = with_file
    answer = handed_over(case, office)
    stored = Path(document_of(answer.files[0]).file.path)
    stored.write_bytes(b"%PDF-1.4 exchanged")
    refused = Client().post(address_of(answer), opened)
    assert refused.status_code == 400 and "与签发时不一致" in refused.content.decode()
    assert not LinkOpening.objects.exists() and "not what was signed" in caplog.text


@pytest.mark.rows("R-199")
def test_nothing_that_names_the_applicant_is_handed_out_once_their_data_are_deleted(office, with_file):
    case, opened = with_file
    answer = handed_over(case, office)
    address = address_of(answer)
    forget(Case.objects.get(pk=case.pk))
    client = Client()
    said = asked(opened, client).content.decode()
    assert "个人信息已经按期删除" in said and "下载" not in said
    assert client.post(address, opened).status_code == 404
    assert client.post(f"{TRACK}wenshu/{answer.letter_id}/", opened).status_code == 404
    for letter in letters_about(case):
        assert case.name not in str(vars(letter)) and case.subject not in str(vars(letter))
        # The archive keeps what was signed: it still has the digest that was sealed.
        assert hashlib.sha256(letter.file.read()).hexdigest() == letter.sha256
