"""Complaints, reviews and suits: their clocks, their results, what was ordered, and table four."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.remedies import disputes
from disclosure.remedies.enums import AGAINST_THE_OFFICE, DisputeKind, Ground, Result
from disclosure.remedies.models import Dispute, Entry
from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body
from tests.disclosure.requests.cases import opened
from tests.offices import appoint

D = dt.date
MONDAY = D(2026, 3, 2)


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(dt.datetime(2026, 3, 20, 2, tzinfo=dt.UTC), tick=False):
        yield


def entered(office, kind=DisputeKind.REVIEW, **more) -> Dispute:
    values = {
        "kind": kind,
        "body": office.body,
        "authority": "示范市人民政府",
        "claim": "认为答复内容与申请不符",
        "received_on": MONDAY,
    } | more
    return disputes.register(office.clerk, **values)


def clock(dispute: Dispute) -> Duty:
    return Duty.objects.open().get(object_id=str(dispute.pk), kind__startswith="foi.")


@pytest.mark.parametrize(
    ("kind", "due", "basis"),
    [
        (DisputeKind.REVIEW, D(2026, 3, 16), "行政复议法》第四十八条"),
        (DisputeKind.SUIT, D(2026, 3, 17), "行政诉讼法》第六十七条"),
    ],
)
def test_the_answer_is_due_by_the_law_of_the_procedure(office, client, kind, due, basis):
    dispute = entered(office, kind)
    duty = clock(dispute)
    assert duty.due_on == due and basis in duty.basis
    client.force_login(office.clerk)
    shown = client.get(reverse("remedies:dispute", args=[dispute.pk])).content.decode()
    assert f"{due}前{duty.kind_label}" in shown


def test_the_answer_ends_the_clock_and_the_result_ends_the_dispute_once(office):
    review = entered(office)
    disputes.file_answer(review, office.clerk, on=D(2026, 3, 12))
    assert not Duty.objects.open().filter(kind="foi.review").exists()
    ended = disputes.conclude(
        review, office.clerk, result=Result.CORRECTED, words="撤销答复，责令重新答复", on=D(2026, 3, 19)
    )
    assert ended.result in AGAINST_THE_OFFICE
    with pytest.raises(ValidationError, match="结果纠正"):
        disputes.conclude(
            review, office.foi_head, result=Result.UPHELD, words="维持原答复", on=D(2026, 3, 19)
        )
    labels = [entry.label for entry in Entry.objects.filter(object_id=review.pk)]
    assert labels == ["登记", "提交答复", "登记结果"]


@pytest.mark.rows("R-195")
def test_a_complaint_is_investigated_and_its_order_reaches_the_agency(office, client):
    below = Body.objects.create(name="示范县财政局", code="sfx-czj", parent=office.body)
    clerk_below = appoint("czjingban", "孙受理", PostKind.REQUESTS_CLERK, below)
    supervisor = appoint("duban", "杜督办", PostKind.SUPERVISOR, office.body)
    complaint = disputes.register(
        supervisor, kind=DisputeKind.COMPLAINT, body=below, handled_by=office.body, ground=Ground.NO_ANSWER,
        authority="示范县人民政府办公室", claim="申请后逾期未予答复", received_on=MONDAY,
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        disputes.conclude(complaint, clerk_below, result=Result.UNJUSTIFIED, words="已按期答复", on=MONDAY)
    disputes.conclude(
        complaint, supervisor, result=Result.JUSTIFIED, words="经查逾期未答复属实", on=D(2026, 3, 18),
        order="五个工作日内作出答复", order_due_on=D(2026, 3, 25),
    )  # fmt: skip
    duty = Duty.objects.open().get(kind="foi.order")
    assert (duty.body, duty.due_on) == (below, D(2026, 3, 25))
    client.force_login(clerk_below)
    shown = client.get(reverse("remedies:dispute", args=[complaint.pk])).content.decode()
    assert "五个工作日内作出答复" in shown and "登记改正情况" in shown
    done = client.post(
        reverse("remedies:dispute_step", args=[complaint.pk, "order"]),
        {"words": "已于3月20日作出答复并送达", "on": "2026-03-20"},
    )
    assert done.status_code == 302
    assert not Duty.objects.open().filter(kind="foi.order").exists()


@pytest.mark.rows("R-189")
def test_supply_for_money_is_a_ground_of_its_own_and_counts(office, client):
    entered(office, DisputeKind.COMPLAINT, ground=Ground.SOLD, authority="本机关")
    assert Dispute.objects.filter(ground=Ground.SOLD).count() == 1
    client.force_login(office.clerk)
    assert "有偿提供" in client.get(reverse("remedies:disputes")).content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"kind": DisputeKind.COMPLAINT}, "投诉事由"),
        ({"kind": DisputeKind.SUIT_AFTER}, "先前的行政复议"),
        ({"received_on": D(2026, 4, 1)}, "今天之后"),
        ({"claim": "联系电话13800000000，请答复"}, "个人信息"),
        ({"authority": ""}, "受理机关"),
    ],
)
def test_what_cannot_be_entered_is_said_in_words(office, more, words):
    with pytest.raises(ValidationError) as refused:
        entered(office, **more)
    assert words in "".join(refused.value.messages)


def test_a_suit_after_review_follows_a_review_that_has_ended_and_only_one_does(office):
    review = entered(office)
    with pytest.raises(ValidationError, match="尚未登记结果"):
        entered(office, DisputeKind.SUIT_AFTER, follows=review)
    disputes.conclude(review, office.clerk, result=Result.UPHELD, words="维持原答复", on=D(2026, 3, 10))
    suit = entered(
        office, DisputeKind.SUIT_AFTER, follows=Dispute.objects.get(pk=review.pk), received_on=D(2026, 3, 16)
    )
    assert suit.follows == review
    with pytest.raises(ValidationError, match="不必重复登记"):
        entered(office, DisputeKind.SUIT_AFTER, follows=Dispute.objects.get(pk=review.pk))


@pytest.mark.rows("R-194")
def test_table_four_adds_up_and_counts_corrections(office, django_assert_num_queries):
    """淮安市 2024: 72 + 64 + 178 + 37 = 351 in kind; here one of each."""
    case = opened(office, MONDAY)
    for result in (Result.UPHELD, Result.CORRECTED, Result.OTHER):
        one = entered(office, case=case)
        disputes.conclude(one, office.clerk, result=result, words="复议决定如上", on=D(2026, 3, 18))
    entered(office)
    entered(office, DisputeKind.SUIT)
    entered(office, DisputeKind.COMPLAINT, ground=Ground.OTHER)
    with django_assert_num_queries(1):
        table = disputes.table_four([office.body.pk], D(2026, 1, 1), D(2026, 12, 31))
    assert table == {"review": [1, 1, 1, 1, 4], "suit": [0, 0, 0, 1, 1], "suit_after": [0, 0, 0, 0, 0]}
    assert case.disputes.filter(result=Result.CORRECTED).count() == 1
    before = disputes.table_four([office.body.pk], D(2025, 1, 1), D(2025, 12, 31))
    assert not any(map(sum, before.values()))


def test_editors_neither_see_nor_enter_disputes(office, client):
    review = entered(office)
    client.force_login(office.editor)
    assert client.get(reverse("remedies:dispute", args=[review.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        disputes.register(office.editor, kind="review", body=office.body, authority="某机关", claim="不服答复内容",
                          received_on=MONDAY)  # fmt: skip


def test_what_was_typed_stays_when_the_form_is_refused(office, client):
    client.force_login(office.clerk)
    answer = client.post(
        reverse("remedies:new_dispute"),
        {"kind": "review", "body": office.body.pk, "authority": "示范市人民政府", "claim": "对答复的内容不服",
         "received_on": "2026-12-31", "case": "没有这个"},
    )  # fmt: skip
    shown = answer.content.decode()
    assert answer.status_code == 200 and "没有找到这个编号的申请" in shown and "对答复的内容不服" in shown
    assert not Dispute.objects.exists()
