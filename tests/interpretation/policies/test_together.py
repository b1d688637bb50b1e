"""同步审签、同步公开: whichever of document and interpretation is signed first, readers get both at once."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from foundation.signoff.models import WaitingRevision
from foundation.signoff.schedule import stop_schedule
from interpretation.policies.services import submit_together

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-090")]


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def sign_all(office, page):
    while page.workflow_in_progress:
        page = office.decide(page, office.holder_of_open_step(page))
    return page


@pytest.fixture
def pair(office):
    """Document and interpretation, both in their chains."""
    document = office.document(title="关于加强养老服务的意见")
    interpretation = office.interpretation(document)
    submit_together(document, office.editor)
    return fresh(document), fresh(interpretation)


def test_both_are_submitted_by_one_action(pair):
    assert all(page.workflow_in_progress for page in pair)


def test_what_is_wrong_with_one_stops_both_and_is_named(office, client):
    document = office.document(title="关于加强养老服务的意见")
    interpretation = office.interpretation(document, sections=[])
    client.force_login(office.editor)
    answer = client.post(reverse("policies_submit", args=[document.pk]), follow=True).content.decode()
    assert "“制定背景”为空" in answer and interpretation.title in answer
    assert not fresh(document).workflow_in_progress and not fresh(interpretation).workflow_in_progress


def test_an_interpretation_signed_first_goes_live_with_its_document(office, pair, client):
    document, interpretation = pair
    interpretation = sign_all(office, interpretation)
    assert not interpretation.live
    assert client.get(interpretation.url).status_code == 404
    document = sign_all(office, document)
    assert document.live and fresh(interpretation).live
    assert interpretation.title in client.get(document.url).content.decode()
    assert not WaitingRevision.objects.exists()


def test_an_interpretation_signed_last_goes_live_at_once(office, pair):
    document, interpretation = pair
    sign_all(office, document)
    assert sign_all(office, interpretation).live


def test_an_interpretation_waits_for_the_signed_time_of_its_document(office):
    nine = timezone.now() + dt.timedelta(days=1)
    document = office.document(go_live_at=nine)
    interpretation = office.interpretation(document)
    submit_together(document, office.editor)
    sign_all(office, fresh(interpretation))
    sign_all(office, fresh(document))
    call_command("publish_scheduled")
    assert not fresh(interpretation).live
    with time_machine.travel(nine + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert fresh(document).live and fresh(interpretation).live


def test_what_two_signatures_at_once_left_waiting_is_released_by_the_next_run(office, pair):
    """Neither of two transactions sees the other: the document went live, the interpretation waits."""
    document, interpretation = pair
    interpretation = sign_all(office, interpretation)
    kept = WaitingRevision.objects.get()
    kept.delete()
    sign_all(office, document)
    kept.pk = None
    kept.save()
    call_command("publish_scheduled")
    assert fresh(interpretation).live and not WaitingRevision.objects.exists()


def test_what_waits_can_be_stopped_for_good(office, pair):
    document, interpretation = pair
    interpretation = sign_all(office, interpretation)
    stop_schedule(interpretation, office.leader, reason="口径需要再作核实")
    sign_all(office, document)
    call_command("publish_scheduled")
    assert not fresh(interpretation).live
