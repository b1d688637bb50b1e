"""What was released elsewhere is on the site by the same day, or it is a duty (R-025, R-026)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from disclosure.channels.enums import Channel
from disclosure.channels.models import Release
from disclosure.channels.services import join_page, record_release
from foundation.duties.models import Duty

pytestmark = pytest.mark.django_db


def at(text: str) -> dt.datetime:
    return timezone.make_aware(dt.datetime.fromisoformat(text))


def record(office, user=None, **more) -> Release:
    values = {
        "title": "关于防汛工作的通知",
        "unit": office.unit,
        "channel": Channel.PRESS,
        "released_at": at("2026-03-06T10:00"),
    }
    return record_release(user or office.editor, **(values | more))


@pytest.fixture
def friday(time_machine):
    time_machine.move_to("2026-03-06T12:00+08:00")
    return time_machine


@pytest.mark.rows("R-025")
def test_a_newspaper_alone_is_not_enough(office, friday, client):
    release = record(office)
    assert release.in_words == "未在第一平台公开"
    duty = Duty.objects.open().of(release).get()
    assert (str(duty.due_on), duty.unit) == ("2026-03-06", office.unit)
    client.force_login(office.editor)
    shown = client.get(reverse("channels:list"), {"standing": "missing"}).content.decode()
    assert release.title in shown


@pytest.mark.rows("R-026")
def test_the_site_a_day_later_is_out_of_step_by_a_day(office, friday):
    page = office.submit(office.document())
    release = record(office, page=page, channel=Channel.BROADCAST)
    friday.move_to("2026-03-07T09:00+08:00")
    while page.workflow_in_progress:
        page = office.decide(page, office.holder_of_open_step(page))
    release = Release.objects.get(pk=release.pk)
    assert release.in_words == "未同步1天"
    duty = Duty.objects.of(release).get()
    assert duty.is_late and str(duty.met_on) == "2026-03-07"
    assert list(Release.objects.standing("late")) == [release]


def test_the_site_on_the_same_day_or_before_is_in_step(office, friday):
    page = office.publish(office.document())
    assert record(office, page=page).in_words == "同步"
    assert Release.objects.standing("in_step").count() == 1
    assert not Duty.objects.open().filter(kind="channels.site").exists()


def test_a_release_is_joined_to_its_page_afterwards(office, friday):
    release = record(office)
    page = office.publish(office.document())
    assert join_page(release, page, office.editor).in_words == "同步"
    assert not Duty.objects.open().of(release).exists()


def test_who_records_and_what_is_refused(office, friday):
    with pytest.raises(PermissionDenied):
        record(office, office.secrecy)
    with pytest.raises(ValidationError, match="现在之后"):
        record(office, released_at=at("2026-03-09T10:00"))
    record(office)
    with pytest.raises(ValidationError, match="已经登记"):
        record(office)
    assert Release.objects.count() == 1


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(office, friday, client):
    client.force_login(office.editor)
    filled = {
        "title": "停水公告",
        "unit": office.unit.pk,
        "channel": "press",
        "released_at": "2026-03-06T09:30",
        "page": "https://example.gov.cn/nowhere/",
    }
    answer = client.post(reverse("channels:add"), filled).content.decode()
    assert "没有找到这一页面" in answer and "停水公告" in answer
    page = office.publish(office.document())
    client.post(reverse("channels:add"), filled | {"page": page.full_url or page.url})
    assert Release.objects.get().page_id == page.pk


def test_other_bodies_see_nothing(office, friday, client):
    from tests.offices import appoint

    release = record(office)
    stranger = appoint(
        "qita", "贺新", "office_reviewer", type(office.body).objects.create(name="县水务局", code="sw")
    )
    client.force_login(stranger)
    assert client.get(reverse("channels:release", args=[release.pk])).status_code == 404
    assert release.title not in client.get(reverse("channels:list")).content.decode()


def test_a_page_brings_its_facts_to_the_form_and_keeps_it_open_for_the_next_channel(office, friday, client):
    page = office.publish(office.document())
    client.force_login(office.editor)
    address = f"{reverse('channels:add')}?page={page.pk}"
    form = client.get(address).context["form"]
    assert (form["title"].initial or form.initial["title"], form.initial["unit"]) == (
        page.title,
        page.unit_id,
    )
    filled = {
        "title": page.title,
        "unit": office.unit.pk,
        "channel": "social",
        "released_at": "2026-03-06T11:00",
        "page": page.pk,
    }
    shown = client.post(address, filled, follow=True).content.decode()
    assert "已登记" in shown and "政务微博、微信公众号" in shown and "2026-03-06 11:00，同步" in shown
    client.post(address, filled | {"channel": "broadcast"})
    assert Release.objects.filter(page=page).count() == 2
    assert client.get(f"{reverse('channels:add')}?page=999999").status_code == 200
