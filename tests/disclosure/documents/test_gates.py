"""Why a document may not be submitted."""

import datetime as dt

import pytest

from foundation.signoff.gates import reasons

pytestmark = pytest.mark.django_db
ARTICLE_15 = "《中华人民共和国政府信息公开条例》第十五条"
WELL_FOUNDED = {
    "openness": "withheld",
    "openness_reason": "N5",
    "openness_basis": ARTICLE_15,
    "openness_note": "涉及申请人家庭成员的身份和收入信息",
}


def objections(page) -> dict[str, str]:
    return {reason.field: reason.message for reason in reasons(page)}


@pytest.mark.rows("R-041", "R-043")
@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (
            {"openness_reason": "", "openness_basis": "", "openness_note": "内部"},
            "openness_basis",
            "法律依据",
        ),
        ({"openness_note": "内部"}, "openness_note", "“内部”不足以说明理由"),
        ({"openness_reason": ""}, "openness_reason", "法定理由"),
        ({"openness_basis": "有关规定"}, "openness_basis", "名称和条款"),
        ({"openness": "on_request", "openness_reason": "N1"}, "openness", "改选“不予公开”"),
        ({"openness_reason": "N9"}, "openness", "改选“依申请公开”"),
    ],
)
def test_withholding_needs_a_statutory_reason_a_basis_and_an_explanation(office, change, field, words):
    found = [r for r in reasons(office.document(**WELL_FOUNDED | change)) if r.field == field]
    assert any(words in reason.message for reason in found)


@pytest.mark.rows("R-043")
def test_a_well_founded_withholding_is_kept_but_never_sent_to_publication(office):
    assert list(objections(office.document(**WELL_FOUNDED))) == ["openness"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"abolished_on": None, "abolished_by": "示政发〔2026〕9号"}, "abolished_on"),
        ({"abolished_on": dt.date(2026, 3, 1), "abolished_by": ""}, "abolished_by"),
        ({"abolished_on": dt.date(2025, 3, 1), "abolished_by": "示政发〔2026〕9号"}, "abolished_on"),
    ],
)
def test_an_abolished_document_names_the_day_and_the_decision(office, change, field):
    assert field in objections(office.document(validity="abolished", **change))


def test_a_complete_document_meets_no_objection(office):
    assert not objections(office.document(kind="normative"))
