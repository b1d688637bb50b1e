"""信息处理费: the worked figures of 国办函〔2020〕109号, and who may charge whom."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.remedies import fees
from disclosure.remedies.enums import FeeState, FeeWay
from disclosure.remedies.models import FeeNotice
from disclosure.remedies.rules import fee, fee_of_next, in_words
from disclosure.requests import services as cases
from disclosure.requests.enums import State
from disclosure.requests.models import Case
from foundation.letters.selectors import may_see_letter
from foundation.rules.models import ParameterVersion
from tests.disclosure.requests.cases import opened

TODAY = dt.date(2026, 3, 20)


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(dt.datetime(2026, 3, 20, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("way", "number", "yuan"),
    [
        (FeeWay.PIECES, 0, 0), (FeeWay.PIECES, 10, 0), (FeeWay.PIECES, 11, 100), (FeeWay.PIECES, 12, 200),
        (FeeWay.PIECES, 30, 2000), (FeeWay.PIECES, 31, 2200), (FeeWay.PIECES, 35, 3000), (FeeWay.PIECES, 40, 4000),
        (FeeWay.PIECES, 45, 5500), (FeeWay.PIECES, 51, 7400), (FeeWay.PAGES, 30, 0), (FeeWay.PAGES, 31, 10),
        (FeeWay.PAGES, 68, 380), (FeeWay.PAGES, 100, 700), (FeeWay.PAGES, 150, 1700), (FeeWay.PAGES, 200, 2700),
        (FeeWay.PAGES, 250, 4700),
    ],
)  # fmt: skip
def test_the_tariffs_are_progressive(way, number, yuan):
    assert fee(way, number) == yuan


def test_each_piece_costs_what_its_step_says_and_the_notice_explains_it():
    assert [fee_of_next(n) for n in (1, 10, 11, 30, 31, 41, 51)] == [0, 0, 100, 100, 200, 300, 400]
    assert sum(fee_of_next(n) for n in range(1, 46)) == fee(FeeWay.PIECES, 45)
    assert in_words(FeeWay.PIECES, 35) == "10件免费＋20件×100元＋5件×200元，共3000元"


@pytest.fixture
def charging(office):
    """The body charges 信息处理费."""
    turn_on(office)
    return office


def turn_on(office, way=FeeWay.PIECES):
    for key, value in (("foi.fees", "processing_only"), ("foi.fee_way", way.value)):
        set_parameter(office, key, value)


def set_parameter(office, key, value):
    ParameterVersion.objects.create(
        key=key, body=office.body, value=value, effective_from=dt.date(2026, 1, 1)
    )


def twelve(office) -> list[Case]:
    return [
        opened(office, dt.date(2026, 3, 2 + n % 5), text=f"申请公开第{n}号地块的出让合同") for n in range(12)
    ]


@pytest.mark.rows("R-188")
def test_twelve_in_a_month_come_to_200_yuan_and_nothing_without_the_module(office):
    made = sorted(twelve(office), key=lambda case: (case.received_on, case.pk))
    with pytest.raises(ValidationError, match="不收取费用"):
        fees.propose(made[-1])
    turn_on(office)
    assert fees.number_in_month(made[-1]) == 12
    assert "共200元" in fees.propose(made[-1]).words
    assert fees.propose(made[-1]).amount == 100 and fees.propose(made[9]).amount == 0
    opened(office, dt.date(2026, 2, 27), text="上个月的另一件")
    assert fees.number_in_month(made[-1]) == 12


@pytest.mark.rows("R-188")
@pytest.mark.parametrize(
    ("before", "first", "last", "after"),
    [
        ("2026-01-30", "2026-02-02", "2026-02-28", "2026-03-02"),
        ("2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01"),
        ("2025-11-30", "2025-12-01", "2025-12-31", "2026-01-01"),
    ],
)
def test_pieces_are_counted_from_the_first_to_the_last_day_of_a_month(office, before, first, last, after):
    days = [dt.date.fromisoformat(day) for day in (before, first, last, after)]
    made = [opened(office, day, text=f"申请公开第{n}号地块的出让合同") for n, day in enumerate(days)]
    assert [fees.number_in_month(case) for case in made] == [1, 1, 2, 1]
    other = opened(office, days[2], name="林小北", proof_number="", text="另一个人的申请")
    assert fees.number_in_month(other) == 1


def test_what_was_withdrawn_or_merged_is_no_piece(office):
    made = sorted(twelve(office), key=lambda case: (case.received_on, case.pk))
    cases.withdraw(made[0], by=office.clerk, reason="申请人来电撤回")
    cases.merge(made[2], made[1], by=office.clerk)
    assert fees.number_in_month(made[-1]) == 10
    turn_on(office)
    assert fees.propose(made[-1]).amount == 0 and fees.number_in_month(made[0]) == 0


def test_the_screen_offers_no_fee_where_none_is_charged(office, client):
    client.force_login(office.clerk)
    shown = client.get(reverse("remedies:fees")).content.decode()
    assert "没有启用信息处理费" in shown and "发收费通知</a>" not in shown


@pytest.fixture
def chargeable(charging) -> Case:
    last = sorted(twelve(charging), key=lambda case: (case.received_on, case.pk))[-1]
    return cases.accept(last, by=charging.clerk, unit=charging.unit, out_of_order_reason="先行办理收费通知")


def noticed(office, case) -> FeeNotice:
    return fees.notify(case, office.clerk, reason="您本月共提出申请12件，数量明显超过合理范围。")


def test_a_notice_stops_the_case_until_it_is_paid(charging, chargeable):
    notice = noticed(charging, chargeable)
    assert (notice.amount, notice.due_on) == (100, dt.date(2026, 4, 20))
    assert notice.letter.number and may_see_letter(notice.letter, charging.clerk)
    assert not may_see_letter(notice.letter, charging.editor)
    assert Case.objects.get(pk=chargeable.pk).state == State.FEE
    with pytest.raises(ValidationError, match="不得重复收费"):
        noticed(charging, chargeable)
    fees.pay(notice, charging.clerk, on=TODAY, receipt="0012")
    assert Case.objects.get(pk=chargeable.pk).state == State.HANDLING
    with pytest.raises(ValidationError, match="已缴清"):
        fees.pay(notice, charging.clerk, on=TODAY)


def test_only_the_named_head_remits(charging, chargeable):
    notice = noticed(charging, chargeable)
    with pytest.raises(PermissionDenied, match="负责人"):
        fees.remit(notice, charging.clerk, reason="经济困难，申请减免", on=TODAY)
    assert (
        fees.remit(notice, charging.foi_head, reason="经济困难，申请减免", on=TODAY).state
        == FeeState.REMITTED
    )
    assert Case.objects.get(pk=chargeable.pk).state == State.HANDLING


def test_the_case_offers_a_notice_once(charging, chargeable, client):
    client.force_login(charging.clerk)
    address = reverse("requests_admin:case", args=[chargeable.pk])
    offer = "计算并发收费通知"
    assert offer in client.get(address).content.decode()
    asked = {"case": chargeable.number, "reason": "您本月共提出申请12件，数量明显超过合理范围。"}
    said = client.post(reverse("remedies:new_fee"), asked, follow=True).content.decode()
    assert "已发收费通知，本自然月内第12件，本件100元" in said
    notice = FeeNotice.objects.get()
    assert "待缴费" in client.get(address).content.decode()
    fees.pay(notice, charging.clerk, on=TODAY)
    shown = client.get(address).content.decode()
    assert offer not in shown and "已缴清" in shown


def test_the_applicant_hears_of_a_remission_and_never_of_a_payment_that_was_not_made(charging, chargeable):
    notice = noticed(charging, chargeable)
    fees.remit(notice, charging.foi_head, reason="经济困难，申请减免", on=TODAY)
    event = chargeable.events.latest("pk")
    assert "信息处理费已于2026-03-20减免" in event.told and "收到信息处理费" not in event.told
    assert event.by == charging.foi_head


def test_an_unpaid_fee_ends_the_case_only_after_its_time(charging, chargeable):
    notice = noticed(charging, chargeable)
    with pytest.raises(ValidationError, match="登记送达"):
        fees.lapse(notice, charging.clerk, on=TODAY)
    notice = fees.serve(notice, charging.clerk, on=TODAY)
    with pytest.raises(ValidationError, match="期满前"):
        fees.lapse(notice, charging.clerk, on=TODAY)
    with time_machine.travel(dt.datetime(2026, 4, 21, 2, tzinfo=dt.UTC), tick=False):
        fees.lapse(notice, charging.clerk, on=dt.date(2026, 4, 21))
    case = Case.objects.get(pk=chargeable.pk)
    assert (case.state, case.leaf) == (State.CLOSED, "other_2")


@pytest.mark.rows("R-188")
def test_the_time_to_pay_counts_from_the_day_the_applicant_got_the_notice(charging, chargeable, client):
    notice = noticed(charging, chargeable)
    client.force_login(charging.clerk)
    address = reverse("remedies:fee", args=[notice.pk])
    assert "尚未登记送达" in client.get(address).content.decode()
    with time_machine.travel(dt.datetime(2026, 4, 21, 2, tzinfo=dt.UTC), tick=False):
        # Sent on 20 March, but it reached the applicant on 1 April only.
        client.force_login(charging.clerk)
        step = reverse("remedies:fee_step", args=[notice.pk, "serve"])
        assert client.post(step, {"on": "2026-04-01"}).status_code == 302
        notice = FeeNotice.objects.get()
        assert notice.due_on == dt.date(2026, 4, 30)
        with pytest.raises(ValidationError, match="期满前"):
            fees.lapse(notice, charging.clerk, on=dt.date(2026, 4, 21))
    assert "缴费期限至2026-04-30" in chargeable.events.get(step="fee_served").told
    with pytest.raises(ValidationError, match="早于"):
        fees.serve(notice, charging.clerk, on=dt.date(2026, 3, 19))


def test_pages_are_asked_for_where_pages_count(office):
    turn_on(office, FeeWay.PAGES)
    case = opened(office, dt.date(2026, 3, 2))
    with pytest.raises(ValidationError, match="页数"):
        fees.propose(case)
    assert fees.propose(case, 68).amount == 380
