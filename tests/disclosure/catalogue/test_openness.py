"""What the catalogue wants open is told to whoever would withhold it, with the rule (R-071)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from disclosure.catalogue.models import CatalogueItem, CatalogueTemplate, ColumnPage
from disclosure.documents.checks import checklist
from foundation.secrecy.enums import Question
from foundation.secrecy.models import Basis, SecrecyReview
from foundation.signoff.services import publish_structure

pytestmark = pytest.mark.django_db
BASIS = "《中华人民共和国政府采购法》第十一条"


@pytest.fixture
def purchases(office):
    """A document filed in the column of item 71, at the secrecy step."""
    template = CatalogueTemplate.objects.create(code="t", name="基本目录", year=2024)
    item = CatalogueItem.objects.create(
        template=template, number=71, level1="政府集中采购", legal_basis=BASIS, time_kind="dynamic",
        is_statutory=True,
    )  # fmt: skip
    column = ColumnPage(title="政府采购", body=office.body, unit=office.unit, item=item)
    office.home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    office.column = column
    return office.decide(office.submit(office.document()), office.head)


def withheld(**fields) -> dict[str, object]:
    """The form that goes with a return, withholding a process record (N7)."""
    basis = [str(article) for article in Basis.objects.filter(question=Question.PROCESS)]
    given = {question.value: "no" for question in Question} | {
        "process": "yes",
        "process_basis": basis,
        "must_be_open": "no",
        "conclusion": "closed",
        "opinion": "属于讨论过程中的记录，不宜公开。",
    }
    return {f"secrecy-return-{name}": value for name, value in (given | fields).items()}


@pytest.mark.rows("R-071")
def test_the_reviewer_is_shown_the_rule(office, client, purchases):
    client.force_login(office.secrecy)
    address = reverse("signoff:review", args=[purchases.current_workflow_task_state.pk])
    text = client.get(address).content.decode()
    assert "法定主动公开事项“71. 政府集中采购”" in text
    assert BASIS in text


@pytest.mark.rows("R-071")
def test_a_duty_to_disclose_is_not_withheld_without_naming_why(office, purchases):
    with pytest.raises(ValidationError, match="政府集中采购"):
        office.decide(purchases, office.secrecy, "reject", "不宜公开", **withheld())

    why = "本件为评审讨论记录，采购结果另行公开。"
    office.decide(purchases, office.secrecy, "reject", "不宜公开", **withheld(openness_exception=why))
    form = SecrecyReview.objects.get()
    assert form.openness_exception == why
    assert any(why in line for line in form.seal.checks)


@pytest.mark.rows("R-071")
def test_the_drafter_who_chooses_n7_is_warned_with_the_rule(office, purchases):
    page = office.document(openness="withheld", openness_reason="N7")
    assert any("71. 政府集中采购" in row.message and BASIS in row.message for row in checklist(page).confirm)


def test_a_column_without_an_item_asks_nothing(office):
    page = office.decide(office.submit(office.document()), office.head)
    office.decide(page, office.secrecy, "reject", "不宜公开", **withheld())
    assert SecrecyReview.objects.get().openness_exception == ""
