"""What an editor says about a change is read by the public, and checked like the text."""

import pytest

from foundation.precheck.checks import run_checks
from foundation.precheck.rules.finding import Kind
from foundation.signoff.enums import ChangeKind
from foundation.signoff.gates import reasons
from tests.foundation.precheck.makers import identity_number

pytestmark = pytest.mark.django_db


@pytest.mark.rows("R-080")
def test_personal_data_in_the_note_on_a_correction_is_found(office):
    page = office.publish(office.document())
    draft = page.get_latest_revision_as_object()
    draft.state_change(ChangeKind.CORRECTION, f"将申请人身份证号{identity_number()}改为正确号码")
    found = run_checks(draft).must_fix
    assert [(finding.kind, finding.field) for finding in found] == [(Kind.IDENTITY, "change_note")]
    assert any("更正说明" in reason.message for reason in reasons(draft))
