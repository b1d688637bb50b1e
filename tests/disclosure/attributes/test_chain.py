"""The attribute through the chain: proposed, confirmed or disputed, decided by the signatory, locked."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.attributes.enums import Act, Stage
from disclosure.attributes.models import AttributeDecision, CatalogueEntry, ReturnedDocument
from disclosure.attributes.selectors import catalogue
from disclosure.attributes.services import reply
from disclosure.documents.models import DocumentPage
from foundation.signoff.enums import Decision
from foundation.signoff.gates import reasons
from foundation.signoff.models import Clearance, Seal
from foundation.signoff.services import decide
from tests.offices import answers as usual_answers

pytestmark = pytest.mark.django_db
ARTICLE_16 = "《中华人民共和国政府信息公开条例》第十六条"
WITHHELD = {
    "openness": "withheld",
    "openness_reason": "N7",
    "openness_basis": ARTICLE_16,
    "openness_note": "为内部讨论稿，尚未形成结论",
}
ON_REQUEST = {
    "openness": "on_request",
    "openness_reason": "N9",
    "openness_basis": "《中华人民共和国政府信息公开条例》第十九条",
    "openness_note": "只涉及三户申请人的补助核定",
}
TO_WITHHELD = {
    "attribute-value": "withheld",
    "attribute-reason": "N7",
    "attribute-basis": ARTICLE_16,
    "attribute-note": "为内部讨论稿，尚未形成结论",
}


def said(page) -> list[tuple[str, str, str, str]]:
    """Stage, act, value and person of every statement."""
    rows = AttributeDecision.objects.filter(page_id=page.pk)
    return [(row.stage, row.act, row.value, row.person_name) for row in rows]


def step(page, user, action: str = "approve", **given):
    """Decide the open step with answers to the questions about the attribute."""
    page = type(page).objects.get(pk=page.pk)
    state = page.current_workflow_task_state.specific
    filled = usual_answers(state.task.specific) if action == "approve" else {}
    decide(state, user, action, {"comment": "同意。" if action == "approve" else "请修改。"} | filled | given)
    return type(page).objects.get(pk=page.pk)


def up_to_leader(office, page, **opinion):
    """Submitted and approved by all but the signatory; the office answers with ``opinion``."""
    page = office.submit(page)
    for user in (office.head, office.secrecy):
        page = step(page, user)
    return step(page, office.reviewer, **opinion)


@pytest.mark.rows("R-041", "R-047", "R-050")
def test_the_history_names_proposer_and_approvers(office):
    page = office.publish(office.document())
    assert said(page) == [
        (Stage.DRAFTING, Act.PROPOSED, "proactive", "林小北"),
        (Stage.REVIEW, Act.CONFIRMED, "proactive", "周正言"),
        (Stage.SECRECY, Act.CONFIRMED, "proactive", "沈慎之"),
        (Stage.REVIEW, Act.CONFIRMED, "proactive", "钱复明"),
        (Stage.SIGNATURE, Act.DECIDED, "proactive", "方立诚"),
    ]
    last = AttributeDecision.objects.filter(page_id=page.pk).last()
    assert last.seal.digest and last.seal.step == "领导签发"
    assert any("最终确定为“主动公开”" in line for line in last.seal.checks)


@pytest.mark.rows("R-037", "R-041")
@pytest.mark.parametrize(
    ("fields", "public"), [({}, True), (ON_REQUEST, False), (WITHHELD, False)], ids=["主动", "依申请", "不予"]
)
def test_every_attribute_goes_through_the_chain_and_into_its_catalogue(office, client, fields, public):
    page = office.publish(office.document(**fields))
    value = fields.get("openness", "proactive")
    assert page.live is public
    assert Clearance.objects.filter(page_id=page.pk).exists() is public
    assert page.current_workflow_state is None
    assert client.get(page.get_url()).status_code == (200 if public else 404)
    assert [(e.page_id, e.is_public) for e in catalogue(value)] == [(page.pk, public)]
    assert catalogue().count() == 1
    ended = Seal.objects.filter(page_id=page.pk, decision=Decision.CONCLUDED)
    assert ended.exists() is not public


def test_what_was_signed_inside_is_a_record_that_nobody_deletes(office):
    page = office.publish(office.document(**WITHHELD))
    assert not page.permissions_for_user(office.editor).can_delete()
    from django.db import Error, transaction

    with pytest.raises(Error), transaction.atomic():
        DocumentPage.objects.get(pk=page.pk).delete()


@pytest.mark.rows("R-047")
def test_a_reviewer_suggests_another_value_with_reasons(office):
    page = office.submit(office.document(**WITHHELD))
    step(page, office.head, **{"attribute-value": "proactive", "attribute-note": "内容应当让群众知道"})
    row = AttributeDecision.objects.get(page_id=page.pk, act=Act.SUGGESTED)
    assert (row.former, row.value, row.person, row.note) == (
        "withheld", "proactive", office.head, "内容应当让群众知道",
    )  # fmt: skip
    assert "由“不予公开”改为“主动公开”" in "".join(row.seal.checks)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"attribute-value": "withheld"}, "法定理由"),
        (TO_WITHHELD | {"attribute-basis": "有关规定"}, "名称和条款"),
        (TO_WITHHELD | {"attribute-note": "内部"}, "不足以说明理由"),
        (TO_WITHHELD | {"attribute-value": "on_request", "attribute-reason": "N1"}, "改选“不予公开”"),
        ({"attribute-value": "secret"}, "secret"),
    ],
)
@pytest.mark.rows("R-047")
def test_an_opinion_without_grounds_is_refused(office, answers, words):
    page = office.submit(office.document())
    with pytest.raises(ValidationError, match=words):
        step(page, office.head, **answers)
    assert not AttributeDecision.objects.filter(act=Act.SUGGESTED).exists()


@pytest.mark.rows("R-049", "R-050")
def test_the_signatory_sees_both_opinions_and_must_choose(office, client):
    page = up_to_leader(office, office.document(), **TO_WITHHELD)
    reply(page.get_latest_revision_as_object(), office.editor, "征求意见已经结束,可以公开")
    client.force_login(office.leader)
    state = page.current_workflow_task_state
    shown = client.get(reverse("signoff:review", args=[state.pk])).content.decode()
    for words in (
        "拟稿意见：主动公开",
        "办公室复审意见：不予公开",
        "尚未形成结论",
        "征求意见已经结束",
        "须由您选定一种",
    ):
        assert words in shown
    with pytest.raises(ValidationError, match="选定一种"):
        step(page, office.leader)
    page = step(page, office.leader, **{"attribute-value": "proactive"})
    assert page.live
    assert said(page)[-1] == (Stage.SIGNATURE, Act.DECIDED, "proactive", "方立诚")


@pytest.mark.rows("R-049", "R-050")
@pytest.mark.parametrize(
    "answers", [TO_WITHHELD, {"attribute-value": "withheld"}], ids=["自写理由", "采纳意见"]
)
def test_the_signatory_withholds_what_was_drafted_as_open(office, client, answers):
    page = up_to_leader(office, office.document(), **TO_WITHHELD)
    page = step(page, office.leader, **answers)
    assert not page.live
    assert not Clearance.objects.filter(page_id=page.pk).exists()
    entry = CatalogueEntry.objects.get(page_id=page.pk)
    assert (entry.value, entry.reason, entry.is_public) == ("withheld", "N7", False)
    assert client.get(page.get_url()).status_code == 404


@pytest.mark.rows("R-049")
def test_what_was_drafted_as_withheld_is_not_opened_by_a_signature_alone(office):
    page = up_to_leader(office, office.document(**WITHHELD))
    with pytest.raises(ValidationError, match="请点“退回”"):
        step(page, office.leader, **{"attribute-value": "proactive"})
    page = step(page, office.leader, "reject", **{"attribute-value": "proactive"})
    assert said(page)[-1] == (Stage.SIGNATURE, Act.SUGGESTED, "proactive", "方立诚")

    page.openness = "proactive"
    page.save_revision(user=office.editor)
    DocumentPage.objects.get(pk=page.pk).current_workflow_state.resume(office.editor)
    for user in office.approvers:
        page = step(page, user)
    assert page.live
    proposals = AttributeDecision.objects.filter(page_id=page.pk, act=Act.PROPOSED)
    assert [(row.former, row.value) for row in proposals] == [("", "withheld"), ("withheld", "proactive")]


@pytest.mark.rows("R-050")
@pytest.mark.parametrize("first", [{}, WITHHELD], ids=["主动公开", "不予公开"])
def test_after_signing_the_attribute_is_locked(office, first):
    page = office.publish(office.document(**first))
    for name, value in (ON_REQUEST if not first else {"openness": "proactive"}).items():
        setattr(page, name, value)
    page.save_revision(user=office.editor)
    found = [reason.message for reason in reasons(page.get_latest_revision_as_object())]
    assert any("方立诚" in message and "公开属性变更" in message for message in found)
    with pytest.raises(ValidationError, match="公开属性变更"):
        office.submit(DocumentPage.objects.get(pk=page.pk))


@pytest.mark.rows("R-048")
@pytest.mark.parametrize("defect", ["no_attribute", "no_reason", "weak_reason", "other"])
def test_a_return_for_the_attribute_makes_a_slip(office, defect):
    page = office.submit(office.document(**WITHHELD))
    step(page, office.head, "reject", **{"attribute-defect": defect})
    slip = ReturnedDocument.objects.get()
    assert (slip.page_id, slip.defect, slip.person, slip.unit) == (page.pk, defect, office.head, office.unit)
    assert "退文" in "".join(slip.note and Seal.objects.last().checks)


def test_an_ordinary_return_makes_none(office):
    page = office.submit(office.document())
    step(page, office.head, "reject")
    assert not ReturnedDocument.objects.exists()


@pytest.mark.rows("R-049")
def test_only_the_drafting_unit_replies_and_only_to_a_difference(office):
    page = office.submit(office.document())
    draft = page.get_latest_revision_as_object()
    with pytest.raises(ValidationError, match="没有需要回复"):
        reply(draft, office.editor, "可以公开的理由")
    step(page, office.head, **TO_WITHHELD)
    with pytest.raises(PermissionDenied):
        reply(draft, office.leader, "可以公开的理由")
    with pytest.raises(ValidationError, match="不少于"):
        reply(draft, office.editor, "好")
    assert reply(draft, office.editor, "可以公开的理由").act == Act.REPLIED


@pytest.mark.rows("R-041")
def test_records_are_only_added_to(office):
    page = office.publish(office.document())
    row = AttributeDecision.objects.filter(page_id=page.pk).first()
    row.note = "改过"
    for change in (row.save, row.delete, AttributeDecision.objects.all().delete):
        with pytest.raises(PermissionDenied):
            change()
