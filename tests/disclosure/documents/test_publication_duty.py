"""The duty to publish follows the draft's dates, its column and its attribute (条例 26, R-018–R-020)."""

import datetime as dt

import pytest

from disclosure.documents.duties import PUBLISH
from disclosure.documents.models import DocumentPage
from foundation.duties.models import Duty

pytestmark = pytest.mark.django_db


def duty_of(page) -> Duty | None:
    return Duty.objects.of(page, PUBLISH).order_by("-pk").first()


def formed_on(office, day: str, **more) -> DocumentPage:
    return office.document(written_on=dt.date.fromisoformat(day), printed_on=None, **more)


@pytest.mark.rows("R-018")
@pytest.mark.parametrize(
    ("formed", "kind", "due"),
    [
        # 2024-10-01..07 is National Day, 09-29 and 10-12 are worked.
        ("2024-09-27", "other", "2024-10-30"),
        ("2026-01-23", "other", "2026-02-27"),
        # 行政规范性文件: seven working days, the shorter rule.
        ("2024-09-13", "normative", "2024-09-25"),
    ],
)
def test_a_draft_with_a_date_is_due(office, time_machine, formed, kind, due):
    time_machine.move_to(f"{formed}T10:00+08:00")
    duty = duty_of(formed_on(office, formed, kind=kind))
    assert (str(duty.due_on), duty.unit) == (due, office.unit)


@pytest.mark.rows("R-018")
def test_publication_meets_it_and_keeps_days_used_and_lateness(office, time_machine):
    time_machine.move_to("2024-09-27T10:00+08:00")
    page = formed_on(office, "2024-09-27", document_number="示政办发〔2024〕1号")
    time_machine.move_to("2024-10-31T10:00+08:00")
    office.publish(page)
    duty = duty_of(page)
    assert (str(duty.met_on), duty.days_used, duty.late_days) == ("2024-10-31", 21, 1)


def test_a_corrected_date_moves_it_and_is_logged(office, time_machine):
    time_machine.move_to("2026-03-09T10:00+08:00")
    page = formed_on(office, "2026-03-06")
    page.written_on = dt.date(2026, 3, 3)
    page.save_revision(user=office.editor)
    duty = duty_of(page)
    assert str(duty.base_on) == "2026-03-03"
    assert any("起算日由2026-03-06更正为2026-03-03" in event.words for event in duty.events.all())


def test_another_rule_replaces_it(office, time_machine):
    time_machine.move_to("2026-03-09T10:00+08:00")
    page = formed_on(office, "2026-03-06")
    page.kind = "normative"
    page.save_revision(user=office.editor)
    first, second = Duty.objects.of(page, PUBLISH).order_by("pk")
    assert first.cancelled_at and (second.length, second.is_open) == (7, True)


@pytest.mark.parametrize(
    "change",
    [
        {
            "openness": "on_request",
            "openness_reason": "N9",
            "openness_basis": "条例",
            "openness_note": "某人",
        },
        {"audience": "inside"},
    ],
)
def test_what_stays_inside_is_not_due(office, time_machine, change):
    time_machine.move_to("2026-03-09T10:00+08:00")
    page = formed_on(office, "2026-03-06")
    for name, value in change.items():
        setattr(page, name, value)
    page.save_revision(user=office.editor)
    assert duty_of(page).cancelled_at


def test_dates_in_the_future_and_what_was_public_elsewhere_open_none(office, time_machine):
    time_machine.move_to("2026-03-09T10:00+08:00")
    assert duty_of(formed_on(office, "2026-04-01")) is None
    before = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    assert duty_of(formed_on(office, "2026-03-01", original_published_at=before)) is None


def test_a_deleted_draft_leaves_no_open_duty(office, time_machine):
    time_machine.move_to("2026-03-09T10:00+08:00")
    page = formed_on(office, "2026-03-06")
    page.delete()
    assert not Duty.objects.open().exists()
