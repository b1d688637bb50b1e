"""The button 撰写解读 and what the document's screen says about its interpretations."""

import pytest
from django.urls import reverse

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.services import publish_structure
from interpretation.policies.enums import Section
from interpretation.policies.models import InterpretationPage
from tests.offices import appoint

pytestmark = pytest.mark.django_db


def edit(client, page) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def begin(client, document):
    return client.post(reverse("policies_begin", args=[document.pk]), follow=True)


@pytest.fixture
def document(office) -> DocumentPage:
    return office.document(kind="normative", title="关于房屋征收的通知")


@pytest.fixture
def editor(office, client):
    client.force_login(office.editor)
    return client


@pytest.fixture
def interpretation_column(office) -> ColumnPage:
    press = Unit.objects.create(body=office.body, name="宣传科")
    column = ColumnPage(title="政策解读", body=office.body, unit=press, column_type="interpretation")
    office.home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    return column


@pytest.mark.rows("R-083", "R-092", "R-094")
def test_the_draft_is_linked_titled_and_has_the_six_headings(office, editor, document):
    answer = begin(editor, document)
    page = InterpretationPage.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.title == "《关于房屋征收的通知》政策解读"
    assert (page.body, page.unit, page.owner, page.live) == (office.body, office.unit, office.editor, False)
    assert [link.document for link in page.documents.all()] == [document]
    assert [block.value["kind"] for block in page.sections] == Section.values


def test_it_is_filed_in_the_interpretation_column_of_the_unit(
    office, editor, document, interpretation_column
):
    allow_unit_on_page(office.unit, interpretation_column)
    begin(editor, document)
    assert InterpretationPage.objects.get().get_parent().pk == interpretation_column.pk


def test_without_a_column_of_its_own_it_is_filed_beside_the_document(
    office, editor, document, interpretation_column
):
    begin(editor, document)
    assert InterpretationPage.objects.get().get_parent().pk == office.column.pk


@pytest.mark.rows("R-083")
def test_an_editor_of_another_body_is_refused_with_the_rule(office, client, document):
    other = Body.objects.create(name="示范县房管局", code="sfx-fgj")
    unit = Unit.objects.create(body=other, name="法规科")
    allow_unit_on_page(unit, office.column)
    client.force_login(appoint("fgjbj", "赵一", PostKind.EDITOR, other, unit))
    answer = begin(client, document)
    assert "谁起草谁解读" in answer.content.decode()
    assert not InterpretationPage.objects.exists()
    assert "policies_begin" not in edit(client, document)


def test_a_link_alone_begins_nothing(editor, document):
    assert editor.get(reverse("policies_begin", args=[document.pk])).status_code == 405


@pytest.mark.rows("R-084", "R-093")
def test_the_document_screen_asks_for_the_interpretation_and_shows_what_there_is(office, editor, document):
    content = edit(editor, document)
    assert "本文件须有解读，尚未起草" in content
    assert "撰写解读" in content
    begin(editor, document)
    content = edit(editor, document)
    assert "尚未起草" not in content
    assert "《关于房屋征收的通知》政策解读" in content
    assert "起草人员解读，草稿" in content
    assert "追加解读" in content


def test_states_of_interpretations_follow_their_way(office, editor):
    document = office.publish(office.document(kind="normative"))
    page = office.interpretation(document)
    assert "，草稿）" in edit(editor, document)
    page = office.submit(page)
    assert "，审签中）" in edit(editor, document)
    office.decide(page, office.head, "reject", comment="请补充创新举措")
    assert "，退回修改）" in edit(editor, document)


@pytest.mark.rows("R-095")
def test_an_abolished_document_and_a_missing_signature_are_to_be_confirmed(office, editor, document):
    page = office.interpretation(document)
    DocumentPage.objects.filter(pk=document.pk).update(validity="abolished")
    content = edit(editor, page)
    assert "已废止，请确认是否仍需解读" in content
    assert "未填解读人" in content
