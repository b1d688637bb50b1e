"""How an application comes in."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.requests import selectors, services
from disclosure.requests.duties import CONFIRM
from disclosure.requests.enums import Channel, State
from disclosure.requests.models import Case
from foundation.duties.models import Duty

from .cases import kept, opened

MONDAY, WEDNESDAY = dt.date(2026, 3, 2), dt.date(2026, 3, 4)


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.mark.rows("R-160")
def test_an_ordinary_letter_counts_from_the_day_it_was_confirmed(office):
    case = opened(office, MONDAY, Channel.POST_PLAIN)
    assert case.state == State.UNCONFIRMED and selectors.clock_of(case) is None
    assert Duty.objects.open().of(case, CONFIRM.key).get().due_on == dt.date(2026, 3, 3)
    case = services.confirm(case, on=WEDNESDAY, by=office.clerk)
    clock = selectors.clock_of(case)
    assert (case.received_on, clock.base_on, clock.due_on) == (WEDNESDAY, WEDNESDAY, dt.date(2026, 4, 1))
    assert not Duty.objects.open().of(case, CONFIRM.key).exists()


def test_the_applicant_confirms_without_an_account_and_only_once(office):
    case = services.confirm(opened(office, MONDAY, Channel.ONLINE))
    assert case.received_on == WEDNESDAY
    with pytest.raises(ValidationError, match="待初审"):
        services.confirm(case)


@pytest.mark.rows("R-151")
def test_a_telephone_call_is_no_application(office):
    with pytest.raises(ValidationError, match="电话咨询"):
        opened(office, MONDAY, "phone")
    with pytest.raises(ValidationError, match="确有困难"):
        opened(office, MONDAY, Channel.ORAL, filled_in_by=office.clerk, read_back=True)
    case = opened(
        office, MONDAY, Channel.ORAL, filled_in_by=office.clerk, read_back=True, oral_reason="申请人不识字"
    )
    assert case.state == State.REGISTERED


def test_a_second_opening_changes_nothing(office):
    case = opened(office, MONDAY, items=["招标公告", "中标通知书"])
    services.open_case(case)
    assert (case.items.count(), case.events.count(), Duty.objects.of(case).count()) == (2, 1, 3)


def test_a_letter_to_be_signed_for_needs_its_day(office):
    with pytest.raises(ValidationError, match="签收日期"):
        opened(office, MONDAY, Channel.POST_SIGNED)
    case = opened(office, MONDAY, Channel.POST_SIGNED, signed_for_on=dt.date(2026, 3, 3))
    assert case.received_on == dt.date(2026, 3, 3)


def test_a_wrong_day_of_receipt_moves_what_runs_from_it(office):
    case = opened(office, MONDAY)
    case = services.correct_receipt(
        case, by=office.clerk, reason="登记时填错", submitted_on=dt.date(2026, 3, 3)
    )
    assert selectors.clock_of(case).due_on == dt.date(2026, 3, 31)
    assert "由2026-03-02更正为2026-03-03" in case.events.last().words


@pytest.mark.rows("R-166")
def test_a_later_application_goes_first_only_with_a_reason(office):
    first, second = opened(office, MONDAY), opened(office, dt.date(2026, 3, 3))
    with pytest.raises(ValidationError, match=first.number):
        services.accept(second, by=office.clerk, unit=office.unit)
    done = services.accept(second, by=office.clerk, unit=office.unit, out_of_order_reason="申请人有急用")
    event = done.events.last()
    assert event.details["out_of_order"] and "申请人有急用" in event.words
    waiting = Case.objects.open().in_order_of_receipt()
    assert list(waiting) == [first, second]


def test_whoever_has_no_post_for_it_is_refused(office):
    case = opened(office, MONDAY)
    with pytest.raises(PermissionDenied, match="受理机构"):
        services.accept(case, by=office.editor, unit=office.unit)


def test_two_officers_decide_and_the_second_is_told_what_the_first_did(office):
    case = kept(office, MONDAY)
    services.open_case(case)
    services.accept(case, by=office.clerk, unit=office.unit)
    with pytest.raises(ValidationError, match="办理中"):
        services.accept(case, by=office.reviewer, unit=office.unit)


def test_the_applicant_is_known_again_without_being_read(office):
    first, second = opened(office, MONDAY), opened(office, MONDAY, name=" 申小明 ")
    other = opened(office, MONDAY, proof_number="110101199003070011")
    assert first.applicant_key == second.applicant_key != other.applicant_key
    assert selectors.similar_to(second) == [first]
