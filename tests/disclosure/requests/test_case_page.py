"""The page of a case, its steps by form, and who may take them."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from disclosure.requests import services
from disclosure.requests.enums import Channel, State
from disclosure.requests.models import Case
from foundation.submissions.models import ContactAccess

from .cases import opened

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


def page_of(client, case, user):
    client.force_login(user)
    return client.get(reverse("requests_admin:case", args=[case.pk]))


def take(client, case, user, step: str, seen: int | None = None, **data):
    """The form of a step, filled in as the user does."""
    client.force_login(user)
    last = case.events.order_by("-pk").values_list("pk", flat=True).first()
    address = reverse("requests_admin:step", args=[case.pk, step])
    return client.post(address, {"seen": last if seen is None else seen} | data)


def steps(answer) -> set[str]:
    return {offer.step.key for offer in [*answer.context["offers"], *answer.context["seldom"]]}


def test_every_button_says_effect_and_receiver_before_the_click(office, client):
    case = opened(office, MONDAY)
    shown = page_of(client, case, office.clerk).content.decode()
    for offer in page_of(client, case, office.clerk).context["offers"]:
        assert offer.step.effect in shown and offer.step.told in shown
    assert "怎么算的" in shown and "2026-03-30" in shown


@pytest.mark.rows("R-199")
def test_without_a_reason_nobody_reads_who_applied(office, client):
    case = opened(office, MONDAY)
    shown = page_of(client, case, office.leader).content.decode()
    assert "申小明" not in shown and "13800000000" not in shown and "11010519491231002X" not in shown
    assert "申**" in shown and "110*************2X" in shown.replace("1", "1")
    assert "写明理由后查看" not in shown
    assert "写明理由后查看" in page_of(client, case, office.clerk).content.decode()


def test_accepted_by_form_and_a_second_click_changes_nothing(office, client):
    case = opened(office, MONDAY)
    seen = case.events.last().pk
    for _ in range(2):
        answer = take(
            client, case, office.clerk, "accept", seen, unit=office.unit.pk, officer=office.editor.pk
        )
        assert answer.status_code == 302
    case.refresh_from_db()
    assert case.state == State.HANDLING and case.officer == office.editor
    assert case.events.filter(step="accept").count() == 1


def test_news_since_the_page_was_opened_is_read_first_and_nothing_typed_is_lost(office, client):
    case = opened(office, MONDAY)
    seen = case.events.last().pk
    services.check_identity(case, by=office.reviewer)
    answer = take(client, case, office.clerk, "accept", seen, unit=office.unit.pk)
    assert answer.status_code == 200 and "已有变化" in answer.content.decode()
    assert case.events.last().pk == answer.context["seen"]
    assert take(client, case, office.clerk, "accept", unit=office.unit.pk).status_code == 302


def test_another_step_of_the_same_hand_is_no_second_click(office, client):
    """Two forms of one case open side by side: the second is not said to be done when nothing was."""
    case = services.accept(opened(office, MONDAY), by=office.clerk, unit=office.unit)
    seen = case.events.last().pk
    assert take(client, case, office.clerk, "check_identity", seen).status_code == 302
    answer = take(client, case, office.clerk, "review", seen, words="含投标单位的报价")
    assert answer.status_code == 200 and "已有变化" in answer.content.decode()
    assert "含投标单位的报价" in answer.content.decode()
    assert not case.events.filter(step="review").exists()


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("check_identity", {}),
        ("consult", {"kind": "third_party", "name": "示范公司", "question": "报价", "sent_on": "2026-03-04"}),
        ("ask_supplement", {"complete": ["form"], "due_on": "2026-03-20"}),
        ("propose_suspension", {"ground": "不可抗力", "since": "2026-03-04"}),
        ("ask_extension", {"days": 5, "reason": "需要逐件核对"}),
    ],
)
def test_a_second_click_is_known_whatever_the_step_writes_down(office, client, key, data):
    case = services.accept(opened(office, MONDAY), by=office.clerk, unit=office.unit)
    seen = case.events.last().pk
    assert take(client, case, office.clerk, key, seen, **data).status_code == 302
    after = case.events.count()
    assert take(client, case, office.clerk, key, seen, **data).status_code == 302
    assert case.events.count() == after


def test_what_the_service_refuses_stands_on_the_form(office, client):
    case = opened(office, MONDAY, Channel.EMAIL)
    answer = take(client, case, office.clerk, "confirm", on="2026-03-05")
    assert "在今天之后" in answer.content.decode() and 'value="2026-03-05"' in answer.content.decode()


@pytest.mark.rows("R-166")
def test_taking_a_later_one_first_asks_for_the_reason(office, client):
    opened(office, dt.date(2026, 2, 27), text="在前的一件")
    case = opened(office, MONDAY, text="在后的一件")
    answer = take(client, case, office.clerk, "accept", unit=office.unit.pk)
    assert "写明理由" in answer.content.decode()
    take(client, case, office.clerk, "accept", unit=office.unit.pk, out_of_order_reason="可以当场答复")
    assert "可以当场答复" in case.events.get(step="accept").words


@pytest.mark.rows("R-185")
def test_the_eleventh_application_in_a_month_is_a_hint_and_no_refusal(office, client):
    for number in range(10):
        case = opened(office, MONDAY, text=f"申请公开第{number}号批复")
    assert "第三十五条" not in page_of(client, case, office.clerk).content.decode()
    case = opened(office, MONDAY, text="申请公开第十一号批复")
    answer = page_of(client, case, office.clerk)
    assert "当月共有11件申请" in answer.content.decode() and "不是不予受理的理由" in answer.content.decode()
    assert "accept" in steps(answer)


def test_nobody_confirmed_within_a_working_day(office, client):
    case = opened(office, MONDAY, Channel.EMAIL)
    assert "仍未与申请人确认收到" in page_of(client, case, office.clerk).content.decode()


def test_the_same_wish_again_is_shown_beside_the_earlier_one(office, client):
    first = opened(office, MONDAY)
    second = opened(office, MONDAY)
    assert first.number in page_of(client, second, office.clerk).content.decode()


# Who is offered what: role x state, from the one table of steps. 身份核验 and the like stand beside the table.
OFFERED = {
    (State.UNCONFIRMED, "clerk"): {"confirm", "withdraw"},
    (State.UNCONFIRMED, "reviewer"): {"confirm", "withdraw"},
    (State.UNCONFIRMED, "editor"): set(),
    (State.UNCONFIRMED, "leader"): set(),
    (State.REGISTERED, "clerk"): {
        "accept", "ask_supplement", "ask_reason", "ask_extension", "merge", "transfer", "withdraw",
    },
    (State.REGISTERED, "foi_head"): set(),
    (State.REGISTERED, "leader"): set(),
    (State.HANDLING, "clerk"): {
        "ask_supplement", "ask_reason", "ask_extension", "propose_suspension", "consult", "merge", "transfer",
        "withdraw", "give_to", "review",
    },
    (State.HANDLING, "editor"): {"review", "consult", "ask_extension", "propose_suspension"},
    (State.HANDLING, "head"): {"review", "consult", "ask_extension", "propose_suspension"},
    (State.HANDLING, "foi_head"): {"suspend"},
    (State.HANDLING, "leader"): set(),
    (State.SUPPLEMENT, "clerk"): {"supplement", "abandon", "withdraw", "give_to"},
    (State.SUPPLEMENT, "editor"): set(),
}  # fmt: skip
# Screens of other features, which are theirs to test.
OTHERS = {
    "submit",
    "answer_at_once",
    "charge",
    "deliver",
    "deliver_later",
    "supply",
    "return",
    "paid",
    "unpaid",
}
BESIDE_ANY = {"check_identity", "correct_receipt"}


@pytest.mark.parametrize(("state", "who"), OFFERED, ids=lambda value: str(value))
def test_who_is_offered_what(office, client, state, who):
    case = opened(office, MONDAY, Channel.EMAIL if state == State.UNCONFIRMED else Channel.COUNTER)
    if state not in (State.UNCONFIRMED, State.REGISTERED):
        case = services.accept(case, by=office.clerk, unit=office.unit)
    Case.objects.filter(pk=case.pk).update(state=state)
    answer = page_of(client, case, getattr(office, who))
    found = steps(answer) if answer.status_code == 200 else set()
    assert found - OTHERS - BESIDE_ANY == OFFERED[state, who]


@pytest.mark.parametrize(
    "step", ["confirm", "accept", "ask_supplement", "withdraw", "transfer", "suspend", "split"]
)
@pytest.mark.parametrize("who", ["editor", "leader", "secrecy"])
def test_a_step_that_is_not_theirs_is_refused_at_its_address(office, client, step, who):
    case = services.accept(opened(office, MONDAY), by=office.clerk, unit=office.unit)
    before = case.events.count()
    answer = take(
        client, case, getattr(office, who), step, unit=office.unit.pk, on="2026-03-04", reason="试试"
    )
    assert answer.status_code in (302, 403, 404) and case.events.count() == before
    case.refresh_from_db()
    assert case.state == State.HANDLING


def test_the_page_costs_the_same_however_long_the_story(office, client, django_assert_max_num_queries):
    case = services.accept(opened(office, MONDAY), by=office.clerk, unit=office.unit, officer=office.editor)
    for number in range(30):
        services.note(case, "report", f"第{number}次", by=office.clerk)
        opened(office, MONDAY, text=f"申请公开第{number}号批复")
    page_of(client, case, office.clerk)
    with django_assert_max_num_queries(40):
        client.get(reverse("requests_admin:case", args=[case.pk]))


def test_the_folder_asks_why_and_writes_the_look_down(office, client):
    case = services.accept(opened(office, MONDAY), by=office.clerk, unit=office.unit)
    address = reverse("requests_admin:folder", args=[case.pk])
    client.force_login(office.editor)
    assert client.get(address).status_code in (302, 403)
    client.force_login(office.clerk)
    assert "申小明" not in client.get(address).content.decode()
    assert "申小明" not in client.post(address, {"reason": "", "as": "page"}).content.decode()
    assert not ContactAccess.objects.exists()
    shown = client.post(address, {"reason": "立卷归档核对", "as": "page"}).content.decode()
    assert "申小明" in shown and "受理" in shown
    assert ContactAccess.objects.get().reason == "打印卷宗：立卷归档核对"


@pytest.mark.rows("R-168")
def test_a_third_party_found_in_the_review_must_be_asked_before_the_answer(office, client):
    case = services.accept(opened(office, MONDAY), by=office.clerk, unit=office.unit)
    take(client, case, office.editor, "review", third_party="on", words="含投标单位的报价")
    assert any("第三方" in problem for problem in services.answer_problems(case))
    assert "涉及第三方" in case.events.get(step="review").words
