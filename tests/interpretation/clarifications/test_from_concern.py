"""From a finding of public concern to the matter that clarifies it: filled in, clocked from 知悉, linked both ways."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Post
from interpretation.clarifications.from_concern import clarification_link
from interpretation.clarifications.models import RumourCase
from interpretation.monitoring import services


@pytest.fixture
def finding(desk):
    """Registered by the editor, who is on duty that night."""
    office = desk.office
    post = Post.objects.create(body=office.body, kind=PostKind.DUTY_OFFICER, title="舆情值班员")
    Appointment.objects.create(post=post, user=office.editor, starts_on=timezone.localdate())
    known = (timezone.now() - dt.timedelta(minutes=40)).replace(second=0, microsecond=0)
    return services.register(
        office.body,
        office.editor,
        title="网传甲河镇停水",
        channel="network",
        level="ordinary",
        known_at=known,
        place="甲河镇",
        content="有网民称甲河镇自来水将停三天。",
        spread="本地论坛1帖",
    )


def test_the_form_takes_over_what_is_known_and_leads_both_ways(desk, finding):
    client = Client()
    client.force_login(desk.office.editor)
    link = clarification_link(finding)
    assert link["label"] == "登记澄清事项"
    shown = client.get(link["url"]).content.decode()
    assert finding.content in shown and finding.spread in shown
    answer = client.post(
        link["url"],
        {
            "claim": finding.content,
            "discovered_at": f"{timezone.localtime(finding.known_at):%Y-%m-%dT%H:%M}",
            "unit": desk.office.unit.pk,
            "harm": "stability",
            "duty_relation": "供水管理",
        },
        follow=True,
    ).content.decode()
    case = RumourCase.objects.get()
    assert (case.finding, case.discovered_at) == (finding, finding.known_at)
    assert reverse("monitoring:finding", args=[finding.pk]) in answer
    assert client.get(link["url"]).url == reverse("clarifications:case", args=[case.pk])


def test_a_finding_sent_twice_is_one_matter(desk, finding):
    """By two clicks, or by two officers who had the form open at once."""
    client = Client()
    client.force_login(desk.office.editor)
    address = clarification_link(finding)["url"]
    form = {
        "claim": finding.content,
        "discovered_at": f"{timezone.localtime(finding.known_at):%Y-%m-%dT%H:%M}",
        "unit": desk.office.unit.pk,
        "harm": "stability",
        "duty_relation": "供水管理",
    }
    client.post(address, form)
    again = client.post(address, form).content.decode()
    case = RumourCase.objects.get()
    assert f"已登记为澄清事项 {case.number}" in again


def test_who_may_not_see_the_finding_learns_nothing_of_it(desk, finding):
    client = Client()
    client.force_login(desk.office.head)
    shown = client.get(clarification_link(finding)["url"]).content.decode()
    assert finding.content not in shown
