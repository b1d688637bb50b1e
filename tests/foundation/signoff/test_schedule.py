"""A signed page that waits for its time can be stopped before it, and never goes live then."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from time_machine import travel
from wagtail.models import Page, Revision

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.signoff.enums import Decision
from foundation.signoff.models import Seal
from foundation.signoff.schedule import stop_refusal, stop_schedule
from foundation.signoff.takedown_selectors import tombstones_below
from foundation.signoff.verification.run import verify
from tests.offices import appoint

pytestmark = pytest.mark.django_db
REASON = "附件数据尚需核实"


def in_hours(hours: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(hours=hours)


def fresh(page) -> DocumentPage:
    return DocumentPage.objects.get(pk=page.pk)


@pytest.fixture
def scheduled(office) -> DocumentPage:
    return office.publish(office.document(go_live_at=in_hours(2)))


@pytest.mark.parametrize("who", ["editor", "head", "secrecy", "leader"])
def test_who_took_part_may_stop_it(office, scheduled, who):
    stop_schedule(scheduled, getattr(office, who), reason=REASON)
    with travel(in_hours(3), tick=False):
        call_command("publish_scheduled")
        assert not fresh(scheduled).live
    seal = Seal.objects.get(page_id=scheduled.pk, decision=Decision.STOPPED)
    assert seal.person == getattr(office, who)
    assert REASON in seal.opinion


def test_others_may_not(office, scheduled):
    stranger = appoint("pangren", "庞人", PostKind.EDITOR, office.body, office.unit)
    supervisor = appoint("jiandu", "简督", PostKind.SUPERVISOR, office.body)
    for user in (stranger, supervisor):
        with pytest.raises(PermissionDenied, match="签发领导"):
            stop_schedule(scheduled, user, reason=REASON)
    with pytest.raises(ValidationError, match="理由"):
        stop_schedule(scheduled, office.editor, reason=" 急 ")
    with travel(in_hours(3), tick=False):
        call_command("publish_scheduled")
        assert fresh(scheduled).live


def test_it_can_be_changed_and_signed_again_by_the_same_people(office, scheduled):
    stop_schedule(scheduled, office.leader, reason=REASON)
    page = fresh(scheduled)
    assert page.get_lock() is None
    page = page.get_latest_revision_as_object()
    page.overview, page.go_live_at = "核实后的概述", None
    page.save_revision(user=office.editor)
    page = office.publish(fresh(page))
    assert page.live
    assert page.overview == "核实后的概述"
    assert verify(lambda count: None).findings == []


def test_the_stopped_revision_never_goes_live(office, scheduled):
    revision = Revision.objects.get(approved_go_live_at__isnull=False)
    stop_schedule(scheduled, office.editor, reason=REASON)
    with travel(in_hours(3), tick=False):
        with pytest.raises(PermissionDenied, match="撤下"):
            revision.publish()
        with pytest.raises(DatabaseError), transaction.atomic():
            Page.objects.filter(pk=scheduled.pk).update(live=True, live_revision=revision)
    assert not fresh(scheduled).live


def test_what_was_never_public_leaves_no_tombstone(office, scheduled, client):
    stop_schedule(scheduled, office.editor, reason=REASON)
    assert tombstones_below(office.column.url_path) == []
    assert client.get(f"/{office.column.slug}/{scheduled.slug}/").status_code == 404


def test_a_stopped_change_leaves_the_live_version_up(office):
    page = office.publish(office.document())
    page.overview, page.go_live_at = "新的概述", in_hours(2)
    page.save_revision(user=office.editor)
    page = office.publish(fresh(page))
    stop_schedule(page, office.editor, reason=REASON)
    with travel(in_hours(3), tick=False):
        call_command("publish_scheduled")
        page = fresh(page)
        assert page.live
        assert page.overview != "新的概述"


def test_stopped_between_the_list_and_the_publication(office, scheduled, monkeypatch):
    """publish_scheduled has read what is due; the stop comes before it gets to this page."""
    from foundation.signoff.management.commands import publish_scheduled

    publish = publish_scheduled.Command._publish

    def stop_first(revision) -> None:
        stop_schedule(scheduled, office.editor, reason=REASON)
        publish(revision)

    monkeypatch.setattr(publish_scheduled.Command, "_publish", staticmethod(stop_first))
    with travel(in_hours(3), tick=False):
        call_command("publish_scheduled")  # and reports no blocked page
    assert not fresh(scheduled).live


def test_too_late_says_so(office, scheduled):
    with travel(in_hours(3), tick=False):
        call_command("publish_scheduled")
    assert "已经公开" in stop_refusal(fresh(scheduled), office.editor)


def test_button_and_screen(office, scheduled, client):
    client.force_login(office.editor, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("signoff:stop_schedule", args=[scheduled.pk])
    assert url in client.get(reverse("wagtailadmin_pages:edit", args=[scheduled.pk])).content.decode()
    refused = client.post(url, {"reason": "短"})
    assert "不少于" in refused.content.decode()
    done = client.post(url, {"reason": REASON}, follow=True).content.decode()
    assert "已取消" in done
    assert url not in client.get(reverse("wagtailadmin_pages:edit", args=[scheduled.pk])).content.decode()
