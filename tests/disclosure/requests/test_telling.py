"""Who is told, and that a dead mail server or a new holiday notice loses nothing."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.requests import selectors, services
from disclosure.requests.enums import Channel, ConsultedKind
from disclosure.requests.jobs import hint_at_delays
from disclosure.requests.models import ApplicantMail, Consultation
from disclosure.requests.telling import send_waiting
from foundation.submissions.retention import forget
from foundation.workdays.notices import OffRange
from foundation.workdays.services import enter_notice
from tests.notices import REST_OF_2027

from .cases import opened

RECEIVED = dt.date(2026, 3, 2)
ADDRESS = "shen@example.com"


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC), tick=False) as traveller:
        yield lambda day: traveller.move_to(dt.datetime(2026, *day, 2, tzinfo=dt.UTC))


def test_the_applicant_is_told_in_plain_words_without_personal_data(office, clock):
    case = opened(office, RECEIVED, email=ADDRESS)
    services.accept(case, by=office.clerk, unit=office.unit)
    mail.outbox.clear()
    assert send_waiting() == "告知申请人1件"
    sent = mail.outbox[0]
    assert sent.to == [ADDRESS] and "将于2026-03-30前答复" in sent.body
    for secret in (case.name, case.contact, case.proof_number, case.subject):
        assert secret not in f"{sent.subject}{sent.body}"
    assert send_waiting() == ""


def test_a_lost_mail_server_loses_nothing(office, clock, monkeypatch):
    services.accept(opened(office, RECEIVED, email=ADDRESS), by=office.clerk, unit=office.unit)

    def lost(*args, **kwargs):
        raise ConnectionRefusedError("no mail server")

    with monkeypatch.context() as broken:
        broken.setattr("disclosure.requests.telling.send_mail", lost)
        with pytest.raises(OSError, match="1件邮件未能发出"):
            send_waiting()
    assert send_waiting() == ""  # not at once again
    clock((3, 3))
    assert send_waiting() == "告知申请人1件"
    assert ApplicantMail.objects.get().attempts == 2


def test_without_an_address_nothing_waits(office, clock):
    services.accept(opened(office, RECEIVED), by=office.clerk, unit=office.unit)
    assert not ApplicantMail.objects.exists()


def test_an_address_that_was_deleted_is_not_waited_for(office, clock):
    case = services.accept(opened(office, RECEIVED, email=ADDRESS), by=office.clerk, unit=office.unit)
    case.email = ""
    case.save(update_fields=["email"])
    assert send_waiting() == "" and ApplicantMail.objects.get().dropped_at


def test_the_unit_and_the_head_are_told_what_waits_for_them(
    office, clock, django_capture_on_commit_callbacks
):
    case = opened(office, RECEIVED)
    with django_capture_on_commit_callbacks(execute=True):
        services.accept(case, by=office.clerk, unit=office.unit)
    assert {address for sent in mail.outbox for address in sent.to} == {
        office.editor.email,
        office.head.email,
    }
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        services.ask_extension(case, by=office.editor, days=5, reason="需要核对")
    assert [sent.to for sent in mail.outbox] == [[office.foi_head.email]]
    assert case.name not in mail.outbox[0].body


def test_the_officer_gets_one_hint_about_what_did_not_come(office, clock):
    asked = opened(office, RECEIVED)
    services.ask_supplement(asked, by=office.clerk, asked=["身份证明"], due_on=dt.date(2026, 3, 10))
    unconfirmed = opened(office, RECEIVED, Channel.ONLINE)
    clock((3, 3))
    assert hint_at_delays() == ""
    clock((3, 11))
    assert hint_at_delays() == "提示经办人2件" and hint_at_delays() == ""
    assert asked.events.last().step == "supplement_lapsed"
    assert unconfirmed.events.last().step == "confirm_overdue"
    asked.refresh_from_db()
    assert asked.is_open  # nobody is taken to have given up without an officer's word


def test_a_new_holiday_notice_moves_the_answer_and_the_third_party(
    office, django_capture_on_commit_callbacks
):
    with time_machine.travel(dt.datetime(2026, 12, 18, 2, tzinfo=dt.UTC), tick=False):
        case = services.accept(
            opened(office, dt.date(2026, 12, 18), email=ADDRESS), by=office.clerk, unit=office.unit
        )
        plain = opened(office, dt.date(2026, 12, 18))
        asked = services.consult(
            case, by=office.clerk, kind=ConsultedKind.THIRD_PARTY, name="示范公司", question="报价"
        )
        services.delivered(asked, by=office.clerk)
        before = selectors.clock_of(plain).due_on, Consultation.objects.get().due_on
        with django_capture_on_commit_callbacks(execute=True):
            enter_notice(
                2027, "国办发明电〔2026〕0号", dt.date(2026, 11, 10),
                [OffRange("元旦", dt.date(2027, 1, 1), dt.date(2027, 1, 5)), *REST_OF_2027], [], reason="录入",
            )  # fmt: skip
    after = selectors.clock_of(plain).due_on, Consultation.objects.get().due_on
    # Monday and Tuesday are off besides the Friday.
    assert before == (dt.date(2027, 1, 15), dt.date(2027, 1, 8))
    assert after == (dt.date(2027, 1, 20), dt.date(2027, 1, 13))
    event = plain.events.get(step="due_moved")
    assert "由2027-01-15调整为2027-01-20" in event.told


def test_when_the_time_is_over_nothing_personal_is_left_in_the_rows_of_the_case(office, clock):
    case = opened(office, RECEIVED, items=["户主电话13812345678的档案"])
    services.ask_supplement(case, by=office.clerk, asked=["身份证明"])
    upload = SimpleUploadedFile("证件.txt", "身份证明".encode(), "text/plain")
    services.supplement(case, text="我的号码是11010519491231002X", files=[upload])
    services.withdraw(case, reason="请打13812345678找我")
    case.refresh_from_db()
    assert case.files.count() == 1
    forget(case)
    case.refresh_from_db()
    assert case.name == "" and case.files.count() == 0
    kept = (
        f"{case.items.get().text}{case.supplements.get().reply}{[event.words for event in case.events.all()]}"
    )
    assert "13812345678" not in kept and "11010519491231002X" not in kept


def test_the_letter_to_the_third_party_is_not_among_what_the_applicant_is_told(office, clock):
    case = services.accept(opened(office, RECEIVED), by=office.clerk, unit=office.unit)
    services.consult(case, by=office.clerk, kind=ConsultedKind.THIRD_PARTY, name="示范公司", question="报价")
    told = {event.letter.kind for event in case.events.exclude(told="") if event.letter}
    assert "foi-consulting" in told and "foi-consultation" not in told
