"""What has lapsed or was abolished is marked in time (validity.mark_days, R-215)."""

import datetime as dt

import pytest
from django.utils import timezone

from disclosure.documents.models import DocumentPage, RelatedDocument
from disclosure.documents.validity import MARK, settle_marks
from foundation.duties.models import Duty
from foundation.rules.services import set_parameter
from foundation.signoff.gates import reasons

pytestmark = pytest.mark.django_db


def mark_of(page) -> Duty | None:
    return Duty.objects.of(page, MARK).order_by("-pk").first()


@pytest.mark.rows("R-215")
def test_a_document_whose_day_is_over_is_marked_within_five_days(office, time_machine):
    time_machine.move_to("2026-03-06T10:00+08:00")
    page = office.publish(office.document(expires_on=dt.date(2026, 3, 12)))
    time_machine.move_to("2026-03-12T10:00+08:00")
    assert settle_marks() == "" and mark_of(page) is None
    time_machine.move_to("2026-03-13T10:00+08:00")
    settle_marks()
    assert settle_marks() == ""
    assert (str(mark_of(page).base_on), str(mark_of(page).due_on)) == ("2026-03-12", "2026-03-19")
    draft = DocumentPage.objects.get(pk=page.pk)
    draft.validity = "lapsed"
    draft.save_revision(user=office.editor)
    office.publish(DocumentPage.objects.get(pk=page.pk))
    assert str(mark_of(page).met_on) == "2026-03-13"


@pytest.mark.rows("R-215")
def test_what_a_public_document_abolishes_is_marked_too(office):
    old = office.publish(office.document(title="旧办法"))
    new = office.document(title="新办法")
    new.relations = [RelatedDocument(target=old, relation="abolishes")]
    new.save_revision(user=office.editor)
    settle_marks()
    assert mark_of(old) is None
    new = office.publish(DocumentPage.objects.get(pk=new.pk))
    settle_marks()
    assert mark_of(old).base_on == timezone.localdate() and mark_of(old).unit == old.unit
    office.take_down(new)
    settle_marks()
    assert mark_of(old).cancelled_at


@pytest.mark.rows("R-017")
@pytest.mark.parametrize(("rule", "refused"), [("reference", False), ("single", True)])
def test_a_body_may_want_one_column_only(office, rule, refused):
    set_parameter(
        "catalog.overlap", rule, body=office.body, effective_from=timezone.localdate(), by=None,
        basis="《示范县政府信息公开目录编制规范》", reason="统一编目口径",
    )  # fmt: skip
    page = office.document()
    page.secondary_columns = [office.column]
    page.save_revision(user=office.editor)
    found = [
        one.field for one in reasons(DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object())
    ]
    assert ("secondary_columns" in found) is refused
