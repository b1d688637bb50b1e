"""Own records (税费、社保、医疗) are answered to nobody whose identity was not looked at (R-157)."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from disclosure.answers import drafting
from disclosure.answers.quick import answer_at_once
from disclosure.requests import services
from disclosure.requests.enums import State
from disclosure.requests.models import Case
from foundation.signoff.gates import reasons

from .answering import accepted, public_answer, signed

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-157")]
WORDS = "待核验身份"


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


def test_no_way_leads_to_an_answer_before_the_identity_was_checked(office):
    case = accepted(office, is_own_record=True)
    with pytest.raises(ValidationError, match=WORDS):
        answer_at_once(case, by=office.clerk, outcome="public_answer", given={"place": "县档案馆"})
    page = public_answer(office, case)
    assert [reason for reason in reasons(page) if WORDS in reason.message]
    with pytest.raises(ValidationError, match=WORDS):
        drafting.submit(page, by=office.editor)
    assert Case.objects.get(pk=case.pk).state == State.HANDLING
    services.check_identity(case, by=office.clerk)
    assert signed(office, page).state == State.SIGNED


def test_an_officer_who_finds_that_it_is_about_own_records_says_so(office, client):
    case = accepted(office)
    assert not case.waits_for_identity
    client.force_login(office.editor)
    address = reverse("requests_admin:step", args=[case.pk, "review"])
    assert "与申请人自身相关" in client.get(address).content.decode()
    client.post(address, {"own_record": "on"})
    case.refresh_from_db()
    assert case.waits_for_identity and "须核验身份" in case.events.last().words
    assert "与申请人自身相关" not in client.get(address).content.decode()
    with pytest.raises(ValidationError, match=WORDS):
        drafting.submit(public_answer(office, case), by=office.editor)


def test_it_stands_on_desk_and_case_page_until_it_is_done(office, client):
    case = accepted(office, is_own_record=True)
    client.force_login(office.clerk)
    pages = [reverse("requests_admin:desk"), reverse("requests_admin:case", args=[case.pk])]
    assert all(WORDS in client.get(page).content.decode() for page in pages)
    client.post(reverse("requests_admin:step", args=[case.pk, "check_identity"]))
    case.refresh_from_db()
    assert case.identity_checked_by == office.clerk
    assert not any(WORDS in client.get(page).content.decode() for page in pages)
