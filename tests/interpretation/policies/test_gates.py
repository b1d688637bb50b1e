"""Why an interpretation may not be submitted."""

import pytest

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import Body
from foundation.signoff.gates import reasons
from interpretation.policies.enums import Section
from interpretation.policies.models import InterpretationPage, InterpretedDocument

pytestmark = pytest.mark.django_db
GRAPHIC = ("graphic", {"image": None, "text": "  "})
RECORDING = ("recording", {"title": "访谈", "url": "https://video.example.gov.cn/1", "transcript": ""})


@pytest.fixture
def document(office) -> DocumentPage:
    return office.submit(office.document(kind="normative"))


def objections(page) -> list[str]:
    return [reason.message for reason in reasons(page)]


def sections(**changed) -> list:
    texts = {kind: {"kind": kind, "text": "<p>说明。</p>", "not_applicable": ""} for kind in Section.values}
    return [
        ("section", texts[kind] | changed.get(kind, {}))
        for kind in Section.values
        if changed.get(kind) != "none"
    ]


def test_a_complete_interpretation_meets_no_objection(office, document):
    assert not objections(office.interpretation(document))


@pytest.mark.rows("R-092")
@pytest.mark.parametrize("kind", Section.values)
@pytest.mark.parametrize("emptied", [{"text": "<p> </p>"}, {"text": ""}])
def test_each_of_the_six_elements_is_needed(office, document, kind, emptied):
    page = office.interpretation(document, sections=sections(**{kind: emptied}))
    assert objections(page) == [f"“{Section(kind).label}”为空。请填写，或写明不适用的理由。"]


@pytest.mark.rows("R-092")
def test_an_element_may_be_left_out_with_a_reason(office, document):
    reasoned = {"text": "", "not_applicable": "本办法沿用原有做法"}
    assert not objections(office.interpretation(document, sections=sections(innovations=reasoned)))


@pytest.mark.rows("R-094")
def test_an_interpretation_names_its_document(office, document):
    page = office.interpretation(document)
    page.documents = []
    assert any("请选择所解读的文件" in message for message in objections(page))


@pytest.mark.rows("R-083")
def test_another_body_cannot_interpret(office, document):
    other = Body.objects.create(name="示范县房管局", code="sfx-fgj")
    page = office.interpretation(document)
    page.body, page.unit = other, None
    assert any("谁起草谁解读" in message for message in objections(page))


@pytest.mark.parametrize(("medium", "words"), [(GRAPHIC, "图中文字"), (RECORDING, "文字稿")])
def test_a_picture_or_recording_needs_its_text(office, document, medium, words):
    page = office.interpretation(document, media=[medium])
    assert any(words in message for message in objections(page))


@pytest.mark.rows("R-090")
def test_the_document_goes_first_or_at_the_same_time(office):
    draft = office.document(kind="normative")
    page = office.interpretation(draft)
    assert any("尚未公开" in message for message in objections(page))
    office.submit(draft)
    assert not objections(InterpretationPage.objects.get(pk=page.pk))


def test_one_public_document_of_several_is_enough(office):
    page = office.interpretation(office.publish(office.document()))
    page.documents.add(InterpretedDocument(document=office.document()))
    assert not objections(page)
