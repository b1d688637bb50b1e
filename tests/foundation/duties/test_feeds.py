"""Calendar subscriptions: what they hold, and whose address still works."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from foundation.duties import services as duties
from foundation.duties.feed_models import CalendarFeed, renew
from foundation.organisations.models import Appointment, Body

from .conftest import INTERPRET, PUBLISH

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-270")]
D = dt.date.fromisoformat


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


def entries(client, token: str) -> dict[str, dt.date]:
    client.logout()
    answer = client.get(reverse("duties_feed", args=[token]))
    assert answer["Content-Type"].startswith("text/calendar")
    return {
        str(one["summary"]): one["dtstart"].dt for one in Calendar.from_ical(answer.content).walk("VEVENT")
    }


def test_personal_and_per_body(opened, office, finance, client):
    opened(PUBLISH, unit=finance, base_on=D("2026-03-02"), label="财务信息公开")
    opened(INTERPRET, base_on=D("2026-03-02"), label="政策解读;含逗号,与分号")
    duties.meet(opened(PUBLISH, unit=finance, base_on=D("2026-03-02"), label="已办结", period="2"))
    mine, whole = renew(office.finance_editor, None), renew(office.leader, office.body)
    assert entries(client, mine) == {"到期：财务信息公开": D("2026-03-30")}
    assert entries(client, whole) == {
        "到期：财务信息公开": D("2026-03-30"), "到期：政策解读;含逗号,与分号": D("2026-03-05")
    }  # fmt: skip


def test_an_address_is_made_renewed_and_ended_on_the_account_screen(opened, office, client):
    client.force_login(office.leader)
    assert "生成订阅地址" in client.get(reverse("wagtailadmin_account")).content.decode()

    def made(url: str) -> str:
        text = client.post(url, follow=True).content.decode()
        return re.search(r"/calendar/([\w-]+)\.ics", text)[1]

    first = made(reverse("duties:renew_own_feed"))
    second = made(reverse("duties:renew_own_feed"))
    assert first not in client.get(reverse("wagtailadmin_account")).content.decode()
    assert client.get(reverse("duties_feed", args=[first])).status_code == 404
    assert client.get(reverse("duties_feed", args=[second])).status_code == 200
    assert second not in str(CalendarFeed.objects.values())
    client.post(reverse("duties:end_feed", args=[CalendarFeed.objects.get().pk]))
    assert client.get(reverse("duties_feed", args=[second])).status_code == 404


def test_a_right_that_ended_empties_the_feed(opened, office, finance, client):
    opened(PUBLISH, base_on=D("2026-03-02"))
    token = renew(office.leader, office.body)
    assert entries(client, token)
    Appointment.objects.filter(user=office.leader).update(ends_on=D("2026-03-01"))
    assert entries(client, token) == {}


def test_nobody_subscribes_beyond_the_own_reach(office, finance, client):
    other = Body.objects.create(name="示范县水利局", code="sfx-slj")
    client.force_login(office.leader)
    client.post(reverse("duties:renew_feed", args=[other.pk]))
    own = renew(office.finance_editor, None)
    client.post(reverse("duties:end_feed", args=[CalendarFeed.objects.get().pk]))
    assert client.get(reverse("duties_feed", args=[own])).status_code == 200
    assert CalendarFeed.objects.count() == 1
