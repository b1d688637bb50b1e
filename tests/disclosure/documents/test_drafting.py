"""What a new document starts with."""

import pytest

from disclosure.documents.enums import Genre
from disclosure.documents.models import DocumentPage
from foundation.signoff.gates import reasons

# The 13 kinds of R-042; newer national kinds (决议、公报、纪要) may stand beside them.
THIRTEEN = [
    "命令（令）",
    "决定",
    "公告",
    "通告",
    "通知",
    "通报",
    "议案",
    "报告",
    "请示",
    "批复",
    "意见",
    "函",
    "纪要",
]


@pytest.mark.rows("R-004")
@pytest.mark.django_db
def test_openness_is_the_rule_and_withholding_needs_its_reason(office):
    page = office.document()
    assert page.get_openness_display() == "主动公开"
    page.openness = "withheld"
    assert {"openness_reason", "openness_basis", "openness_note"} <= {
        reason.field for reason in reasons(page)
    }


@pytest.mark.rows("R-042")
@pytest.mark.parametrize("kind", THIRTEEN)
def test_the_kinds_of_official_document_are_offered(kind):
    assert kind in Genre.values


@pytest.mark.django_db
def test_a_new_document_is_proposed_for_disclosure():
    assert DocumentPage().openness == "proactive"
