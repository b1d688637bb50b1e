"""What a body may set of the rules of 依申请公开, and what the law keeps from it."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from disclosure.requests import services
from disclosure.requests.duties import ANSWER, INNER
from disclosure.requests.enums import Channel, State
from foundation.duties.models import Duty
from foundation.rules.parameters import choice, in_force, is_on, value
from foundation.rules.services import set_parameter

from .cases import opened

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 4)
LOCAL = "《示范县政府信息依申请公开工作办法》第六条"


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


def state(office, key, wanted, basis=LOCAL):
    return set_parameter(
        key, wanted, body=office.body, effective_from=TODAY, reason="沿用原地方办法", by=None, basis=basis
    )


@pytest.mark.rows("R-148", "R-160", "R-163", "R-164", "R-169", "R-170", "R-172", "R-181", "R-184")
@pytest.mark.parametrize(
    ("key", "wanted", "refusal"),
    [
        ("foi.answer_days", 21, "第三十三条规定了上限"),
        ("foi.extend_days", 21, "第三十三条规定了上限"),
        ("foi.supplement_notice_days", 8, "第三十条规定了上限"),
        ("foi.third_party_days", 16, "不得超过15"),
        ("foi.third_party_days", 10, "不得少于15"),
        ("foi.joint_maker_days", 10, "不得少于15"),
        ("foi.confirm_days", 2, "不得超过1"),
        ("foi.clock_start", "registered", "所列选项之一"),
        ("foi.purpose_required", True, "由法律锁定"),
        ("foi.suspend", "automatic", "由法律锁定"),
        ("foi.repeat", "ignore", "由法律锁定"),
    ],
)
def test_what_the_law_gives_no_body_takes(office, key, wanted, refusal):
    with pytest.raises(ValidationError) as refused:
        state(office, key, wanted)
    assert refusal in "".join(refused.value.messages)


@pytest.mark.rows("R-163", "R-170")
@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("foi.third_silence", "deemed_consent"),
        ("foi.third_silence", "deemed_refusal"),
        ("foi.legacy_stop", True),
    ],
)
def test_an_old_rule_against_the_regulation_needs_its_source_and_is_shown_in_red(office, key, wanted):
    with pytest.raises(ValidationError, match="写明文件名称或文号"):
        state(office, key, wanted, basis="")
    state(office, key, wanted)
    assert "不一致" in in_force(key, office.body, TODAY).warning


@pytest.mark.rows("R-148", "R-160", "R-163", "R-167", "R-170")
def test_without_a_word_of_the_body_the_regulation_holds(office):
    assert choice("foi.clock_start", office.body) == "confirmed"
    assert choice("foi.third_silence", office.body) == "agency_decides"
    assert choice("foi.one_matter", office.body) == "advise"
    assert not is_on("foi.purpose_required", office.body) and not is_on("foi.legacy_stop", office.body)
    limits = {"answer": 20, "extend": 20, "supplement_notice": 7, "third_party": 15, "joint_maker": 15}
    assert {name: value(f"foi.{name}_days", office.body) for name in limits} == limits


@pytest.mark.rows("R-160")
def test_a_body_may_count_online_applications_from_the_day_they_were_sent(office):
    state(office, "foi.clock_start", "submitted")
    case = opened(office, TODAY, Channel.ONLINE)
    assert (case.received_on, case.state) == (TODAY, State.REGISTERED)
    assert opened(office, TODAY, Channel.EMAIL).received_on is None


@pytest.mark.rows("R-167")
@pytest.mark.parametrize("wanted", ["advise", "accept"])
def test_several_matters_are_a_hint_where_the_body_wants_one_and_never_a_refusal(office, client, wanted):
    state(office, "foi.one_matter", wanted)
    case = opened(office, TODAY, items=["招标公告", "中标通知书", "验收报告"])
    client.force_login(office.clerk)
    shown = client.get(reverse("requests_admin:case", args=[case.pk])).content.decode()
    assert ("本件有3项申请事项" in shown) is (wanted == "advise")
    assert services.accept(case, by=office.clerk, unit=office.unit).state == State.HANDLING


@pytest.mark.rows("R-178")
@pytest.mark.parametrize(
    ("promised", "allowed", "stands"), [(15, 20, True), (0, 20, False), (15, 15, False), (15, 10, False)]
)
def test_a_promise_stands_beside_the_limit_only_where_it_is_sooner(office, promised, allowed, stands):
    state(office, "foi.inner_days", promised)
    state(office, "foi.answer_days", allowed)
    of = {duty.kind: duty.length for duty in Duty.objects.of(opened(office, TODAY))}
    assert of[ANSWER.key] == allowed
    assert (INNER.key in of) is stands
