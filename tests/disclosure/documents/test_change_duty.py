"""A change of what is public opens a time limit of its own from the day of the change (条例 26, R-018)."""

import datetime as dt

import pytest
from wagtail.signals import page_published

from disclosure.documents.duties import CHANGE
from disclosure.documents.gates import document_gate  # noqa: F401  (the gates are registered with it)
from disclosure.documents.models import DocumentPage
from foundation.duties.models import Duty
from foundation.signoff.enums import ChangeKind
from foundation.signoff.gates import reasons

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-018")]
NOTE = "第三条补助标准由每人200元调整为每人260元"


def duty_of(page) -> Duty | None:
    return Duty.objects.of(page, CHANGE).order_by("-pk").first()


@pytest.fixture
def public(office, time_machine) -> DocumentPage:
    """Public since 6 March 2026; on Friday 13 March its text is changed by a decision."""
    time_machine.move_to("2026-03-06T10:00+08:00")
    page = office.publish(office.document(written_on=dt.date(2026, 3, 5), printed_on=None))
    time_machine.move_to("2026-03-17T10:00+08:00")
    return page


def changed(page, office, kind=ChangeKind.CHANGE, on="2026-03-13", note=NOTE) -> DocumentPage:
    draft = DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.content = [("text", f"<p>{note}。</p>")]
    draft.state_change(kind, note, dt.date.fromisoformat(on) if on else None)
    draft.save_revision(user=office.editor)
    return DocumentPage.objects.get(pk=page.pk)


def test_a_change_is_due_twenty_working_days_after_it_and_met_by_its_publication(
    office, public, time_machine
):
    page = changed(public, office)
    duty = duty_of(page)
    # 04-06 is the day in lieu of Qingming (清明节, 4月4日至6日).
    assert (str(duty.base_on), str(duty.due_on), duty.base_event) == ("2026-03-13", "2026-04-13", "信息变更")
    assert duty.unit == office.unit and "的变更" in duty.label
    time_machine.move_to("2026-04-14T10:00+08:00")
    office.publish(page)
    duty = duty_of(page)
    assert (str(duty.met_on), duty.is_late, duty.late_days) == ("2026-04-14", True, 1)


def test_readers_see_the_change_with_its_day(office, public, client):
    page = office.publish(changed(public, office))
    shown = client.get(page.get_url()).content.decode()
    assert f"{NOTE}（变更日期：2026-03-13）" in shown


@pytest.mark.parametrize("kind", [ChangeKind.CORRECTION, ChangeKind.MINOR])
def test_a_correction_or_minor_edit_opens_none(office, public, kind):
    assert duty_of(changed(public, office, kind, on=None)) is None


def test_another_day_moves_it_and_another_nature_ends_it(office, public):
    page = changed(public, office)
    page = changed(page, office, on="2026-03-16")
    assert str(duty_of(page).base_on) == "2026-03-16"
    page = changed(page, office, ChangeKind.MINOR, on=None)
    assert "不是信息变更" in duty_of(page).cancel_reason


def test_a_normative_document_has_seven_days(office, time_machine):
    time_machine.move_to("2026-03-06T10:00+08:00")
    page = office.document(kind="normative", written_on=dt.date(2026, 3, 4), printed_on=dt.date(2026, 3, 5))
    page = office.publish(page)
    time_machine.move_to("2026-03-17T10:00+08:00")
    assert str(duty_of(changed(page, office)).due_on) == "2026-03-24"


@pytest.mark.parametrize(
    ("on", "words"),
    [(None, "请填写变更日期"), ("2026-03-18", "变更日期2026-03-18晚于今天")],
)
def test_a_change_states_its_day(office, public, on, words):
    page = changed(public, office, on=on)
    found = reasons(page.get_latest_revision_as_object())
    assert any(words in reason.message and reason.field == "changed_on" for reason in found)


def test_taken_down_it_has_no_change_to_publish(office, public):
    page = changed(public, office)
    office.take_down(public)
    assert duty_of(page).cancel_reason == "页面已撤下"


def test_a_minor_edit_that_goes_public_while_the_change_is_a_draft_does_not_meet_it(office, public):
    page = changed(public, office)
    minor = DocumentPage.objects.get(pk=page.pk)  # as it stands in public, now with a slip put right
    minor.change_kind = ChangeKind.MINOR
    page_published.send(sender=DocumentPage, instance=minor, revision=None)
    assert duty_of(page).met_on is None
    minor.change_kind = ChangeKind.CHANGE
    page_published.send(sender=DocumentPage, instance=minor, revision=None)
    assert str(duty_of(page).met_on) == "2026-03-17"
