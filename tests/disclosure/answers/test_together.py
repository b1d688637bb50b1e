"""At the same instant: the last signature and the withdrawal, two submissions, two deliveries."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from disclosure.answers import delivery, drafting
from disclosure.answers.models import AnswerPage, Delivery, SignedAnswer
from disclosure.requests import services
from disclosure.requests.enums import Ending, State, Way
from disclosure.requests.models import Case
from foundation.letters.models import Letter
from tests.foundation.signoff.faults.together import refused, together

from .answering import accepted, public_answer, signed

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]
ROUNDS = 4


def today() -> dt.date:
    return timezone.localdate()


def test_an_answer_signed_in_the_minute_of_the_withdrawal(office):
    for _round in range(ROUNDS):
        case = accepted(office, today())
        page = public_answer(office, case)
        drafting.submit(page, by=office.editor)
        for user in (office.head, office.secrecy, office.reviewer):
            office.decide(page, user)
        results = together(
            lambda page=page: office.decide(page, office.leader),
            lambda case=case: services.withdraw(Case.objects.get(pk=case.pk)),
        )
        assert len(refused(results)) == 1, results
        case = Case.objects.get(pk=case.pk)
        letters = Letter.objects.filter(kind__startswith="foi-answer", subject_id=case.pk).count()
        assert not AnswerPage.objects.get(pk=page.pk).workflow_in_progress
        if case.state == State.SIGNED:
            assert letters == SignedAnswer.objects.filter(case=case).count() == 1
        else:
            assert (case.state, case.ending, letters) == (State.CLOSED, Ending.WITHDRAWN, 0)


def test_two_submit_one_answer(office):
    case = accepted(office, today())
    page = public_answer(office, case)
    results = together(*[lambda: drafting.submit(page, by=office.editor)] * 2)
    assert len(refused(results)) == 1
    assert Case.objects.get(pk=case.pk).events.filter(step="submit").count() == 1


def test_two_deliver_one_answer(office):
    case = signed(office, public_answer(office, accepted(office, today())))
    give = {"by": office.clerk, "way": Way.PICK_UP, "on": today(), "proof_words": "本人签收"}
    results = together(*[lambda: delivery.deliver(case, **give)] * 2)
    assert len(refused(results)) == 1
    assert Delivery.objects.count() == 1


def test_two_write_the_first_draft_of_all(office):
    cases = [accepted(office, today()) for _number in range(2)]
    results = together(*[lambda case=case: public_answer(office, case) for case in cases])
    assert not refused(results), results
    assert AnswerPage.objects.count() == 2
