"""Two who act on one case at the same instant, on a database that lets both in (PostgreSQL)."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from disclosure.requests import services
from disclosure.requests.enums import Ending, State
from disclosure.requests.models import Case
from foundation.duties.models import Duty
from tests.databases import restore_migrated_rows
from tests.foundation.signoff.faults.together import refused, together
from tests.offices import open_office

from .cases import decide_items, opened

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


@pytest.fixture
def at_work():
    restore_migrated_rows()
    office = open_office()
    return office, opened(office, timezone.localdate() - dt.timedelta(days=1))


def test_of_two_officers_who_take_one_case_up_the_second_is_told(at_work):
    office, case = at_work
    results = together(
        lambda: services.accept(case, by=office.clerk, unit=office.unit),
        lambda: services.accept(case, by=office.reviewer, unit=office.unit),
    )
    assert len(refused(results)) == 1 and "办理中" in refused(results)[0]
    assert case.events.filter(step="accept").count() == 1


def test_an_answer_signed_in_the_minute_of_the_withdrawal_is_one_or_the_other(at_work):
    office, case = at_work
    decide_items(case)
    services.submit_answer(case, by=office.clerk)
    results = together(lambda: services.withdraw(case), lambda: services.answer_signed(case, seal_id=1))
    assert len(refused(results)) == 1
    case = Case.objects.get()
    if case.state == State.SIGNED:
        assert not case.ending and Duty.objects.open().of(case).exists()
    else:
        assert case.ending == Ending.WITHDRAWN and not Duty.objects.open().of(case).exists()
        assert not case.events.filter(step="sign").exists()


def test_a_reply_in_the_moment_of_abandonment_is_one_or_the_other(at_work):
    office, case = at_work
    services.ask_supplement(case, by=office.clerk, asked=["身份证明"])
    case.supplements.update(
        notified_on=timezone.localdate() - dt.timedelta(days=9),
        due_on=timezone.localdate() - dt.timedelta(days=1),
    )
    results = together(
        lambda: services.abandon(case, by=office.clerk), lambda: services.supplement(case, text="见附件")
    )
    assert len(refused(results)) == 1
    assert Duty.objects.open().of(case).exists() == Case.objects.get().is_open


def test_two_clicks_on_confirmation_open_one_set_of_clocks(at_work):
    office, _case = at_work
    case = opened(office, timezone.localdate(), "online")
    assert len(refused(together(*[lambda: services.confirm(case)] * 3))) == 2
    assert Duty.objects.open().of(case).count() == 3
