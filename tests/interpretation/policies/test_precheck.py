"""The pre-check over interpretations."""

import pytest

from foundation.precheck.checks import run_checks
from foundation.signoff.gates import reasons
from interpretation.policies.enums import Section
from tests.foundation.precheck.makers import identity_number

pytestmark = pytest.mark.django_db
ID = identity_number()


@pytest.fixture
def document(office):
    return office.submit(office.document(kind="normative"))


def written(**text: str) -> list:
    return [
        ("section", {"kind": kind, "text": text.get(kind, "<p>说明。</p>"), "not_applicable": ""})
        for kind in Section.values
    ]


@pytest.mark.rows("R-080")
def test_an_identity_number_in_an_element_stops_submission_with_its_place(office, document):
    page = office.interpretation(document, sections=written(main_content=f"<p>一</p><p>{ID}</p>"))
    (reason,) = reasons(page)
    assert reason.field == "sections"
    assert "“主要内容”第2段" in reason.message and ID not in reason.message


@pytest.mark.parametrize(
    ("block", "place"),
    [
        (("question", {"question": f"{ID}？", "answer": "<p>答。</p>"}), "第1项问答的问"),
        (("question", {"question": "问？", "answer": f"<p>{ID}</p>"}), "第1项问答的答第1段"),
        (("graphic", {"image": None, "text": f"一\n{ID}"}), "第1项图解第2行"),
        (
            ("recording", {"title": "访谈", "url": "https://video.example.gov.cn/1", "transcript": ID}),
            "第1项音视频文字稿第1行",
        ),
    ],
)
def test_questions_pictures_and_transcripts_are_read(office, document, block, place):
    (finding,) = run_checks(office.interpretation(document, media=[block])).must_fix
    assert (finding.place, finding.field) == (place, "media")


def test_a_link_to_a_page_that_is_not_public_is_to_be_confirmed(office, document):
    link = f'<p><a linktype="page" id="{document.pk}">文件</a></p>'
    (finding,) = run_checks(office.interpretation(document, sections=written(background=link))).confirm
    assert finding.place == "“制定背景”第1段"


def test_a_complete_interpretation_has_no_finding(office, document):
    assert not run_checks(office.interpretation(document)).open
