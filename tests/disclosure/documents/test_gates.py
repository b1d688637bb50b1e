"""Why a document may not be submitted."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from disclosure.documents.enums import Genre
from disclosure.documents.models import Attachment
from foundation.organisations.models import Body
from foundation.signoff.gates import reasons
from foundation.signoff.publicity import why_inside
from tests.foundation.signoff.files.samples import PDF
from tests.offices import complete_package

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
def test_a_well_founded_withholding_may_be_submitted_and_says_that_it_stays_inside(office):
    page = office.document(**WELL_FOUNDED)
    assert not objections(page)
    assert "不在网站公开" in why_inside(page)


@pytest.mark.rows("R-054")
def test_what_concerns_only_some_parties_is_proposed_for_request(office):
    assert "建议公开属性改选“依申请公开”" in objections(office.document(only_parties="yes"))["openness"]
    assert not objections(office.document(only_parties="no"))
    on_request = WELL_FOUNDED | {"openness": "on_request", "openness_reason": "N9"}
    assert not objections(office.document(only_parties="yes", **on_request))


@pytest.mark.rows("R-045")
def test_the_audience_is_independent_but_for_what_is_open_to_all(office):
    assert "单位内部" in objections(office.document(audience="inside"))["audience"]
    internal = WELL_FOUNDED | {"openness_reason": "N6", "audience": "inside"}
    page = office.document(**internal)
    assert not objections(page)
    assert why_inside(page)


@pytest.mark.rows("R-041")
def test_without_an_attribute_nothing_is_submitted(office):
    page = office.document()
    page.openness = ""
    assert objections(page)["openness"] == "请确定公开属性。"


@pytest.mark.rows("R-059")
@pytest.mark.parametrize(
    ("main", "annex", "refused"),
    [
        ("proactive", "", False),
        ("proactive", "proactive", False),
        ("proactive", "withheld", True),
        ("proactive", "on_request", True),
        ("withheld", "", False),
        ("withheld", "proactive", True),
    ],
)
def test_a_document_of_mixed_attributes_is_to_be_split(office, media, main, annex, refused):
    page = office.document(**(WELL_FOUNDED if main == "withheld" else {}))
    file = get_document_model().objects.create(title="名单", file=ContentFile(PDF, name="md.pdf"))
    page.attachments = [Attachment(document=file, openness=annex)]
    assert ("拆分" in objections(page).get("attachments", "")) is refused


def other_body(**fields) -> Body:
    return Body.objects.create(name="示范县民政局", code="mzj", number_prefix="示民发", **fields)


@pytest.mark.rows("R-001", "R-005")
@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"origin": "made"}, "", ""),
        ({"origin": "from_public"}, "origin_name", "来源主体"),
        ({"origin": "from_public", "origin_name": "示范县民企商会"}, "", ""),
        ({"origin": "from_agency"}, "maker", "制作机关"),
        ({"origin": "from_agency", "maker": True}, "body", "应由示范县民政局公开"),
        ({"origin": "from_agency", "origin_name": "省民政厅"}, "body", "应由省民政厅公开"),
        (
            {"origin": "from_agency", "maker": True, "owner_basis": "县领导同意"},
            "body",
            "应由示范县民政局公开",
        ),
        ({"origin": "from_agency", "maker": True, "owner_basis": "《慈善法》第七十条"}, "", ""),
        ({"document_number": "示民发〔2026〕8号"}, "body", "应由示范县民政局公开"),
        ({"document_number": "示民发〔2026〕8号", "co_issued": True}, "", ""),
    ],
)
def test_who_made_it_publishes_it(office, fields, field, words):
    bureau = other_body()
    values = {name: bureau if name == "maker" else value for name, value in fields.items()}
    co_issued = values.pop("co_issued", False)
    page = office.document(**values)
    if co_issued:
        page.co_issuers = [bureau]
    found = objections(page)
    assert (words in found[field]) if field else not found


@pytest.mark.rows("R-042")
def test_all_thirteen_kinds_of_official_document_are_offered():
    kinds = "命令（令） 决定 公告 通告 通知 通报 议案 报告 请示 批复 意见 函 纪要"
    assert set(kinds.split()) <= set(Genre.values)


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
    page = office.document(kind="normative")
    complete_package(page)
    assert not objections(page)
