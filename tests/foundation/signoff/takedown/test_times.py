"""Signed times are kept: what is due goes public, what has run out comes down, one blocked page holds nobody up."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from disclosure.documents.models import DocumentPage
from foundation.signoff.takedown_models import Takedown
from tests.offices import answers

pytestmark = pytest.mark.django_db


def soon() -> dt.datetime:
    return timezone.now() + dt.timedelta(hours=2)


def later() -> dt.datetime:
    return timezone.now() + dt.timedelta(hours=3)


@pytest.mark.rows("R-277")
def test_a_signed_page_goes_public_at_its_time(office, client):
    page = office.submit(office.document(go_live_at=soon()))
    for user in office.approvers[:-1]:
        page = office.decide(page, user)
    client.force_login(office.leader, backend="django.contrib.auth.backends.ModelBackend")
    screen = reverse("signoff:review", args=[page.current_workflow_task_state.pk])
    at = f"{timezone.localtime(page.go_live_at):%Y-%m-%d %H:%M}"
    assert f"签发并于 {at} 公开" in client.get(screen).content.decode()
    data = {"action": "approve", **answers(page.current_workflow_task_state.task.specific)}
    said = client.post(screen, data, follow=True).content.decode()
    assert f"将于 {at} 自动公开" in said

    client.logout()
    page = DocumentPage.objects.get(pk=page.pk)
    assert not page.live
    assert page.index_number == ""
    call_command("publish_scheduled")
    assert not DocumentPage.objects.get(pk=page.pk).live
    with travel(later(), tick=False):
        call_command("publish_scheduled")
        page = DocumentPage.objects.get(pk=page.pk)
        assert page.live
        assert page.index_number
        assert client.get(page.get_url()).status_code == 200


def test_a_signed_change_of_a_live_page_waits_for_its_time(office):
    page = office.publish(office.document())
    page.overview, page.go_live_at = "新的概述", soon()
    page.save_revision(user=office.editor)
    page = office.publish(DocumentPage.objects.get(pk=page.pk))
    assert page.live
    assert page.overview != "新的概述"
    with travel(later(), tick=False):
        call_command("publish_scheduled")
        assert DocumentPage.objects.get(pk=page.pk).overview == "新的概述"


def test_when_the_signed_time_runs_out_the_page_comes_down(office, client):
    page = office.publish(office.document(expire_at=soon()))
    call_command("publish_scheduled")
    assert DocumentPage.objects.get(pk=page.pk).live
    with travel(later(), tick=False):
        call_command("publish_scheduled")
        page = DocumentPage.objects.get(pk=page.pk)
        assert not page.live
        assert page.expired
        answer = client.get(f"/{office.column.slug}/{page.slug}/")
    assert answer.status_code == 410
    assert "公开期限届满" in answer.content.decode()
    assert Takedown.objects.get(page_id=page.pk).seal.person_name == "系统"


def test_one_blocked_page_does_not_hold_up_the_others(office):
    blocked, due = office.document(), office.document(go_live_at=soon())
    blocked.go_live_at = timezone.now() + dt.timedelta(hours=1)
    blocked.save_revision(user=office.editor, approved_go_live_at=blocked.go_live_at)
    office.publish(due)
    with travel(later(), tick=False), pytest.raises(CommandError, match=blocked.title):
        call_command("publish_scheduled")
    assert DocumentPage.objects.get(pk=due.pk).live
    assert not DocumentPage.objects.get(pk=blocked.pk).live
