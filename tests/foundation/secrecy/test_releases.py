"""Third parties and the public interest: silence is not consent, and a notice comes before the release."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from foundation.letters.models import Letter
from foundation.secrecy import releases
from foundation.secrecy.enums import Question
from foundation.secrecy.models import PublicInterestDecision, ThirdPartyConsultation
from foundation.secrecy.selectors import released_questions
from foundation.signoff.gates import Stage, reasons
from tests.foundation.letters.reading import text_of
from tests.foundation.secrecy.test_review_form import affirm

pytestmark = pytest.mark.django_db

SENT = dt.date(2026, 3, 2)
REASONS = "涉及公众用水安全，权利人逾期未提出意见。"


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(dt.datetime(2026, 3, 30, 4), tick=False):
        yield


@pytest.fixture
def page(secrecy):
    return secrecy.at_secrecy_step()


@pytest.fixture
def letter(secrecy, page) -> ThirdPartyConsultation:
    return releases.consult(
        secrecy.office.secrecy,
        body=secrecy.office.body,
        page=page,
        page_title=page.title,
        subject="trade_secret",
        holder_name="示范供水设备厂",
        holder_contact="示范县工业路1号，0000-0000000",
        asked="第三部分的采购报价",
        sent_on=SENT,
    )


def decided(secrecy, page, **fields) -> PublicInterestDecision:
    values = {
        "page_title": page.title,
        "subject": "trade_secret",
        "decider": "agency_head",
        "participants": "顾主任、方立诚、沈慎之",
        "finding": "yes",
        "outcome": "open",
        "reasons": "供水水质异常，不公开会影响公众用水安全。",
        "decided_on": dt.date(2026, 3, 20),
    } | fields
    return releases.record_decision(secrecy.office.secrecy, body=secrecy.office.body, page=page, **values)


def obstacles(page) -> str:
    return " ".join(reason.message for reason in reasons(page, stage=Stage.SIGNATURE))


def approve(secrecy, page):
    """可以公开 although a trade secret is concerned."""
    return secrecy.office.decide(
        page, secrecy.office.secrecy, **affirm(Question.TRADE_SECRET, opinion="已征求权利人意见。")
    )


@pytest.mark.rows("R-069", "R-070")
def test_with_consent_it_may_be_public(secrecy, page, letter):
    with pytest.raises(ValidationError, match="须有权利人同意"):
        approve(secrecy, page)
    releases.record_answer(letter, secrecy.office.secrecy, answer="agrees", answered_on=dt.date(2026, 3, 9))
    page = approve(secrecy, page)
    page = secrecy.office.decide(page, secrecy.office.reviewer)
    assert secrecy.office.decide(page, secrecy.office.leader).live


@pytest.mark.rows("R-069")
def test_no_answer_is_no_consent_and_opens_a_decision_with_reasons(secrecy, page, letter):
    reviewer = secrecy.office.secrecy
    releases.record_answer(letter, reviewer, answer="silent")
    assert released_questions(page.pk) == frozenset()
    assert "不等于同意" in obstacles(page)
    with pytest.raises(ValidationError):
        releases.decide_after_silence(letter, reviewer, choice="open", reasons="无")
    releases.decide_after_silence(letter, reviewer, choice="open", reasons=REASONS)
    assert "trade_secret" in released_questions(page.pk)
    approve(secrecy, page)


@pytest.mark.rows("R-069")
def test_silence_is_not_recorded_before_the_time_is_over(secrecy, letter):
    with (
        time_machine.travel(dt.datetime(2026, 3, 23, 4), tick=False),
        pytest.raises(ValidationError) as refused,
    ):
        releases.record_answer(letter, secrecy.office.secrecy, answer="silent")
    assert "2026-03-23" in " ".join(refused.value.messages)


@pytest.mark.rows("R-061", "R-069")
def test_an_open_consultation_keeps_a_page_from_the_signature(secrecy, page, letter):
    page = secrecy.office.decide(page, secrecy.office.secrecy)
    page = secrecy.office.decide(page, secrecy.office.reviewer)
    with pytest.raises(ValidationError, match="征求权利人意见尚无结果"):
        secrecy.office.decide(page, secrecy.office.leader)


def test_an_objection_holds_until_the_text_changes_or_the_public_interest_prevails(secrecy, page, letter):
    reviewer = secrecy.office.secrecy
    releases.record_answer(
        letter, reviewer, answer="objects", answered_on=dt.date(2026, 3, 9), answer_text="属于报价秘密"
    )
    assert "不同意公开" in obstacles(page)
    releases.close_consultation(letter, reviewer, reason="已删去第三部分的采购报价。")
    assert "不同意公开" not in obstacles(page)


@pytest.mark.rows("R-070", "R-072")
def test_nothing_is_released_before_the_notice_is_sent(secrecy, page, letter):
    reviewer = secrecy.office.secrecy
    releases.record_answer(
        letter, reviewer, answer="objects", answered_on=dt.date(2026, 3, 9), answer_text="属于报价秘密"
    )
    decision = decided(secrecy, page)
    assert "尚未书面告知权利人" in obstacles(page)
    with pytest.raises(ValidationError, match="须有权利人同意"):
        approve(secrecy, page)
    releases.record_notice(decision, reviewer, sent_on=dt.date(2026, 3, 23), channel="挂号信 XA00000000")
    page = approve(secrecy, page)
    assert obstacles(page) == ""


@pytest.mark.rows("R-073")
@pytest.mark.parametrize(("finding", "outcome"), [("yes", "closed"), ("no", "open")])
def test_a_decision_that_contradicts_its_finding_is_refused(secrecy, page, finding, outcome):
    with pytest.raises(ValidationError):
        decided(secrecy, page, finding=finding, outcome=outcome)
    assert not PublicInterestDecision.objects.exists()


def test_a_notice_needs_its_proof(secrecy, page):
    decision = decided(secrecy, page)
    with pytest.raises(ValidationError, match="送达方式"):
        releases.record_notice(decision, secrecy.office.secrecy, sent_on=dt.date(2026, 3, 23), channel=" ")


@pytest.mark.rows("R-069")
@pytest.mark.parametrize(
    ("who", "reads", "sees_holder"),
    [
        ("secrecy", True, True),
        ("reviewer", True, True),
        ("leader", True, False),
        ("editor", False, False),
        ("head", False, False),
    ],
)
def test_the_right_holders_data_are_for_those_who_write_to_them(
    client, secrecy, letter, who, reads, sees_holder
):
    client.force_login(getattr(secrecy.office, who))
    addresses = [
        reverse("secrecy:consultation", args=[letter.pk]),
        reverse("secrecy:consultations"),
        reverse("secrecy:consultation_letter", args=[letter.pk]),
    ]
    html = "".join(client.get(address, follow=True).content.decode() for address in addresses)
    assert ("采购报价" in html) is reads
    assert ("示范供水设备厂" in html) is sees_holder
    assert ("工业路1号" in html) is sees_holder


@pytest.mark.rows("R-282")
def test_letters_to_right_holders_are_downloaded_as_word_by_those_who_write_them(
    client, secrecy, page, letter
):
    client.force_login(secrecy.office.secrecy)
    address = reverse("secrecy:consultation_letter", args=[letter.pk]) + "?word"
    word = text_of(client.get(address).content)
    for part in ("示范供水设备厂：", "第三部分的采购报价", "15个工作日", "2026年3月2日", "回执", "（印章）"):
        assert part in word
    releases.record_answer(
        letter, secrecy.office.secrecy, answer="objects", answered_on=dt.date(2026, 3, 9), answer_text="报价"
    )
    notice = reverse("secrecy:notice_letter", args=[decided(secrecy, page).pk])
    word = text_of(client.get(f"{notice}?word").content)
    for part in ("示范供水设备厂：", "2026年3月20日认定", "供水水质异常", "行政复议"):
        assert part in word
    client.force_login(secrecy.office.leader)
    assert client.get(address, follow=True).headers["Content-Type"].startswith("text/html")


@pytest.mark.rows("R-282")
def test_a_letter_to_a_right_holder_gets_one_number_however_often_it_is_asked_for(client, secrecy, letter):
    address = reverse("secrecy:consultation_letter", args=[letter.pk])
    client.force_login(secrecy.office.leader)
    client.post(address)
    assert not Letter.objects.exists()
    client.force_login(secrecy.office.secrecy)
    assert "编文号并留存" in client.get(address).content.decode()
    client.post(address)
    client.post(address)
    kept = Letter.objects.get()
    assert (kept.subject, kept.number, kept.issued_on) == (letter, "示政办公开征〔2026〕1号", SENT)
    html = client.get(address).content.decode()
    assert kept.number in html and "编文号并留存" not in html
    word = client.get(reverse("letters:letter", args=[kept.pk]))
    assert kept.number in text_of(b"".join(word.streaming_content))
    sheet = reverse("secrecy:review_sheet", args=[letter.page_id])
    assert client.post(sheet).status_code in (404, 405)


def test_the_chain_of_screens(client, secrecy, page):
    client.force_login(secrecy.office.secrecy)
    form = {
        "page_title": page.title,
        "subject": "privacy",
        "holder_name": "张某",
        "holder_contact": "示范县某街1号",
        "asked": "公示表中的姓名",
        "sent_on": "2026-03-02",
    }
    client.post(f"{reverse('secrecy:consult')}?page={page.pk}", form)
    letter = ThirdPartyConsultation.objects.get()
    assert letter.page_id == page.pk
    address = reverse("secrecy:consultation", args=[letter.pk])
    client.post(address, {"action": "answer", "answer": "silent"})
    client.post(address, {"action": "decide", "choice": "closed", "reasons": REASONS})
    letter.refresh_from_db()
    assert (letter.answer, letter.choice) == ("silent", "closed")
    assert (
        "征求意见书" in client.get(reverse("secrecy:consultation_letter", args=[letter.pk])).content.decode()
    )


def test_others_do_not_decide(secrecy, page, letter):
    releases.record_answer(letter, secrecy.office.secrecy, answer="silent")
    for user in (secrecy.office.editor, secrecy.office.leader, secrecy.operator):
        with pytest.raises(PermissionDenied):
            releases.decide_after_silence(letter, user, choice="open", reasons=REASONS)
