"""登记事项: what is opened by hand, by whom, and that it is counted and ended like every duty (R-270)."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from foundation.duties.matters import RECTIFICATION, SUPERVISED
from foundation.duties.models import Duty, Matter
from foundation.organisations.models import Body, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-270")]
OPEN = "duties:open"


@pytest.fixture(autouse=True)
def on_a_wednesday():
    """2026-03-11, 10:00; no holiday near."""
    with time_machine.travel(dt.datetime(2026, 3, 11, 2, tzinfo=dt.UTC), tick=False):
        yield


def form(client, user, unit, **changed) -> dict[str, str]:
    client.force_login(user)
    text = client.get(reverse(OPEN)).content.decode()
    found = re.search(r'name="token" value="([0-9a-f-]+)"', text)
    return {
        "token": found[1] if found else "",
        "kind": SUPERVISED,
        "title": "补齐财政预决算栏目历年数据",
        "source": "县长2026年3月9日批示",
        "requirement": "逐年核对，4月底前补齐。",
        "unit": str(unit.pk),
        "person": "",
        "due_on": "2026-04-30",
    } | changed


def post(client, user, unit, **changed):
    return client.post(reverse(OPEN), form(client, user, unit, **changed), follow=True)


def test_an_instruction_is_due_on_the_day_it_names(office, finance, client):
    text = post(client, office.editor, finance).content.decode()
    duty = Duty.objects.get(kind=SUPERVISED)
    assert (str(duty.due_on), duty.unit, duty.body) == ("2026-04-30", finance, office.body)
    assert "县长2026年3月9日批示" in text and "4月底前补齐" in text
    client.force_login(office.finance_head)
    assert "补齐财政预决算" in client.get(reverse("duties:list") + "?scope=unit").content.decode()


def test_rectification_has_the_days_of_the_rule(office, finance, client):
    post(client, office.editor, finance, kind=RECTIFICATION, due_on="")
    duty = Duty.objects.get(kind=RECTIFICATION)
    assert (duty.parameter, str(duty.due_on)) == ("column.remedy_days", "2026-03-18")


def test_it_is_declared_done_on_its_screen(office, finance, client):
    post(client, office.editor, finance)
    duty = Duty.objects.get(kind=SUPERVISED)
    seen = duty.events.latest("pk").pk
    client.post(reverse("duties:act", args=[duty.pk, "meet"]), {"seen": seen, "on": "2026-03-11"})
    duty.refresh_from_db()
    assert (str(duty.met_on), duty.is_late) == ("2026-03-11", False)


@pytest.mark.parametrize(
    ("person", "allowed"),
    [
        ("finance_head", True),  # in the own unit
        ("editor", True),  # of the disclosure office
        ("reviewer", True),
        ("leader", True),
        ("finance_editor", False),
        ("secrecy", False),
    ],
)
def test_heads_and_the_office_only(office, finance, client, person, allowed):
    user = getattr(office, person)
    post(client, user, finance)
    assert Duty.objects.filter(kind=SUPERVISED).exists() is allowed
    shown = client.get(reverse("duties:list")).content.decode()
    assert (reverse(OPEN) in shown) is allowed


def test_a_head_charges_no_other_unit_and_nobody_another_body(office, finance, client):
    text = post(client, office.finance_head, office.unit).content.decode()
    assert "选择一个有效的选项" in text and "补齐财政预决算栏目历年数据" in text
    other = Unit.objects.create(body=Body.objects.create(name="别的局", code="bdj"), name="别的科")
    post(client, office.leader, other)
    assert not Duty.objects.filter(kind=SUPERVISED).exists()


def test_the_same_form_twice_is_one_matter(office, finance, client):
    data = form(client, office.editor, finance)
    for _ in range(2):
        answer = client.post(reverse(OPEN), data, follow=True)
        assert "已登记" in answer.content.decode()
    assert (Duty.objects.filter(kind=SUPERVISED).count(), Matter.objects.count()) == (1, 1)


@pytest.mark.parametrize("changed", [{"title": "另一事项"}, {"kind": RECTIFICATION}])
def test_the_page_gone_back_to_and_filled_in_anew_is_not_taken_for_the_first(
    office, finance, client, changed
):
    data = form(client, office.editor, finance)
    client.post(reverse(OPEN), data)
    text = client.post(reverse(OPEN), data | changed, follow=True).content.decode()
    assert "本页已登记过" in text and data["requirement"] in text
    assert Matter.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"due_on": ""}, "没有统一期限，请填写到期日"),
        ({"due_on": "2026-03-10"}, "到期日2026-03-10在今天（2026-03-11）之前"),
        ({"due_on": "2062-04-30"}, "可能是年份录错"),
        ({"title": ""}, "请填写事项。"),
        ({"source": " "}, "请填写来源。"),
        ({"kind": "pub.publish"}, "选择一个有效的选项"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(office, finance, client, changed, words):
    text = post(client, office.editor, finance, **changed).content.decode()
    assert words in text and "逐年核对，4月底前补齐。" in text
    assert not Matter.objects.exists()


def test_a_person_of_another_unit_is_refused(office, finance, client):
    text = post(client, office.editor, finance, person=str(office.head.pk)).content.decode()
    assert "周正言现不在财务科任职" in text
