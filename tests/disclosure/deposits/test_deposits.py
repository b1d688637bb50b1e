"""What is published goes to the reading places within the time, and what changed or was repealed goes again."""

import datetime as dt

import pytest

from disclosure.attributes.services import record_consent
from disclosure.deposits.daily import settle
from disclosure.deposits.enums import Cause, State
from disclosure.deposits.models import Deposit
from disclosure.deposits.services import page_published
from foundation.duties.models import Duty
from foundation.organisations.models import Body
from foundation.signoff.enums import ChangeKind
from tests.disclosure.guides.conftest import *  # noqa: F403  (the guide of the same office)

pytestmark = pytest.mark.django_db


def change(office, page, kind=ChangeKind.CORRECTION, note="附件2第3行金额更正。", **fields):
    page = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    page.state_change(kind, note)
    page.save_revision(user=office.editor)
    return office.publish(page)


@pytest.mark.rows("R-029")
def test_a_document_and_a_new_guide_are_in_the_next_batch(office, setting, friday, draft_guide):
    document = office.publish(office.document())
    guide = office.publish(draft_guide())
    waiting = Deposit.objects.filter(state=State.WAITING)
    assert {deposit.page_id for deposit in waiting} == {document.pk, guide.pk}


@pytest.mark.rows("R-030")
def test_the_time_runs_from_the_day_of_the_document(office, setting, friday):
    office.publish(office.document(written_on=dt.date(2026, 3, 2), printed_on=dt.date(2026, 3, 3)))
    duty = Duty.objects.open().get(kind="deposit.send")
    # 2 March is a Monday; 20 working days later, no holiday between them.
    assert (duty.base_on, duty.due_on) == (dt.date(2026, 3, 2), dt.date(2026, 3, 30))
    assert (duty.person, duty.body) == (office.editor, office.body)


def test_a_body_without_places_has_no_deposits(office, friday):
    office.publish(office.document())
    assert not Deposit.objects.exists()
    assert not Duty.objects.filter(kind="deposit.send").exists()


def test_what_is_not_for_the_public_is_not_deposited(office, setting, friday):
    office.publish(office.document(
        openness="on_request", openness_reason="N9", openness_basis="《中华人民共和国政府信息公开条例》第十五条",
        openness_note="只涉及部分申请人的情况",
    ))  # fmt: skip
    assert not Deposit.objects.exists()


@pytest.mark.rows("R-030")
def test_a_joint_document_is_deposited_by_the_lead_body_alone(office, setting, archive, friday):
    other = Body.objects.create(name="示范县民政局", code="sfx-mzj")
    joined = type(setting).objects.create(body=other, officer=office.head)
    joined.places.add(archive)
    draft = office.document()
    draft.co_issuers = [other]
    draft.save_revision(user=office.editor)
    draft = type(draft).objects.get(pk=draft.pk).get_latest_revision_as_object()
    record_consent(
        draft, other, office.editor, state="consent", person_name="贺新", said_on=dt.date(2026, 3, 6)
    )
    page_published(office.publish(type(draft).objects.get(pk=draft.pk)))
    assert [deposit.body for deposit in Deposit.objects.all()] == [office.body]


def test_the_same_version_is_deposited_once(office, setting, friday):
    page = office.publish(office.document())
    page_published(page)
    page_published(page)
    assert Deposit.objects.count() == 1
    assert Duty.objects.filter(kind="deposit.send").count() == 1


def test_a_version_that_waits_gives_way_to_the_next_without_new_time(office, setting, friday):
    page = office.publish(office.document(written_on=dt.date(2026, 3, 2), printed_on=dt.date(2026, 3, 3)))
    friday.move_to("2026-03-20T12:00+08:00")
    page = change(office, page)
    deposit = Deposit.objects.get()
    assert (deposit.revision_id, deposit.cause) == (page.live_revision_id, Cause.FORMED)
    assert str(Duty.objects.open().of(deposit).get().due_on) == "2026-03-30"


@pytest.mark.rows("R-031")
def test_a_correction_of_what_was_handed_over_goes_again(office, setting, friday, hand_over):
    page = office.publish(office.document())
    hand_over(dt.date(2026, 3, 6))
    change(office, page)
    deposit = Deposit.objects.get(state=State.WAITING)
    assert (deposit.cause, deposit.reason) == (Cause.CHANGED, "附件2第3行金额更正。")
    assert str(Duty.objects.open().of(deposit, "deposit.change").get().due_on) == "2026-04-03"


def test_a_slip_of_the_pen_is_not_handed_over_again(office, setting, friday, hand_over):
    page = office.publish(office.document())
    hand_over(dt.date(2026, 3, 6))
    change(office, page, ChangeKind.MINOR, "")
    assert not Deposit.objects.filter(state=State.WAITING).exists()


@pytest.mark.rows("R-031")
def test_a_repealed_document_goes_on_the_list_until_the_receipt(office, setting, friday, hand_over, client):
    page = office.publish(office.document())
    hand_over(dt.date(2026, 3, 6))
    change(
        office, page, ChangeKind.MINOR, "",
        validity="abolished", abolished_on=dt.date(2026, 3, 5), abolished_by="示政办发〔2026〕9号",
    )  # fmt: skip
    deposit = Deposit.objects.get(cause=Cause.REPEALED)
    duty = Duty.objects.open().of(deposit).get()
    sheet = hand_over(dt.date(2026, 3, 6))
    client.force_login(office.editor)
    listed = client.get(f"/admin/deposits/handovers/{sheet.pk}/repealed/").content.decode()
    assert page.title in listed and "2026-03-05废止，依据：示政办发〔2026〕9号" in listed
    duty.refresh_from_db()
    assert str(duty.met_on) == "2026-03-06"


def test_what_is_taken_down_is_on_the_list_too_and_what_waits_need_not_go(office, setting, friday, hand_over):
    first = office.publish(office.document())
    hand_over(dt.date(2026, 3, 6))
    second = office.publish(office.document())
    office.take_down(first)
    office.take_down(second)
    assert Deposit.objects.get(page_id=first.pk, state=State.WAITING).cause == Cause.REPEALED
    assert Deposit.objects.get(page_id=second.pk).state == State.DROPPED
    assert Duty.objects.open().filter(kind__startswith="deposit.").count() == 1


def test_a_document_that_lapses_by_itself_is_repealed_the_day_after(office, setting, friday, hand_over):
    page = office.publish(office.document(expires_on=dt.date(2026, 3, 10)))
    hand_over(dt.date(2026, 3, 6))
    friday.move_to("2026-03-10T12:00+08:00")
    settle()
    assert not Deposit.objects.filter(cause=Cause.REPEALED).exists()
    friday.move_to("2026-03-11T12:00+08:00")
    settle()
    settle()
    deposit = Deposit.objects.get(page_id=page.pk, cause=Cause.REPEALED)
    assert deposit.reason == "2026-03-10失效"


def test_publishing_costs_a_body_without_places_one_query(office, friday, django_assert_num_queries):
    page = office.publish(office.document())
    with django_assert_num_queries(1 + 2):  # and the savepoint
        page_published(page)
