"""The chain from draft to public page."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Unit
from foundation.signoff.enums import Decision
from foundation.signoff.models import Seal
from foundation.signoff.selectors import seal_is_intact
from tests.offices import appoint

pytestmark = pytest.mark.django_db


@pytest.mark.rows("R-076", "R-077")
def test_four_different_people_sign_and_the_last_one_publishes(office):
    page = office.publish(office.document())

    assert page.live
    assert page.first_published_at
    approved = Seal.objects.filter(page_id=page.pk, decision=Decision.APPROVED)
    assert [seal.person for seal in approved] == office.approvers
    assert all(seal.opinion and seal.checks and seal.at for seal in approved)


@pytest.mark.rows("R-061")
def test_nothing_is_public_before_the_last_signature(office):
    page = office.submit(office.document())
    for user in office.approvers[:-1]:
        page = office.decide(page, user)
        assert not page.live


def test_the_author_cannot_approve_even_while_holding_the_post(office):
    page = office.document(owner=office.head)
    page = office.submit(page)
    with pytest.raises(PermissionDenied, match="拟稿人"):
        office.decide(page, office.head)


def test_an_approval_without_the_checklist_is_refused(office):
    page = office.submit(office.document())
    state = page.current_workflow_task_state.specific
    with pytest.raises(ValidationError, match="核对"):
        state.task.specific.on_action(state, office.head, "approve", comment="同意")


def test_a_return_needs_an_opinion(office):
    page = office.submit(office.document())
    with pytest.raises(ValidationError, match="退回原因"):
        office.decide(page, office.head, "reject", comment="")


def test_after_a_return_and_a_change_every_level_signs_again(office):
    page = office.submit(office.document())
    page = office.decide(page, office.head)
    page = office.decide(page, office.secrecy)
    page = office.decide(page, office.reviewer, "reject", comment="请补充联系电话")
    page.phone = "0000-1234567"
    page.save_revision(user=office.editor)
    page = DocumentPage.objects.get(pk=page.pk)
    page.current_workflow_state.resume(office.editor)
    for user in office.approvers:
        assert not DocumentPage.objects.get(pk=page.pk).live
        page = office.decide(page, user)
    assert page.live


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"content": []}, "正文为空"),
        ({"written_on": None}, "成文日期"),
        ({"unit": None}, "责任科室"),
        ({"kind": "normative", "document_number": ""}, "须有文号"),
        ({"openness": "withheld", "openness_note": "内部"}, "法律依据"),
    ],
)
@pytest.mark.rows("R-022", "R-043", "R-082")
def test_an_incomplete_draft_is_kept_but_not_submitted(office, change, message):
    page = office.document(**change)
    with pytest.raises(ValidationError, match=message):
        office.submit(page)
    assert DocumentPage.objects.filter(pk=page.pk).exists()


def test_when_a_live_page_changes_its_unit_the_new_units_head_decides(office):
    page = office.publish(office.document())
    other = Unit.objects.create(body=office.body, name="综合科")
    new_head = appoint("xinkezhang", "许维新", PostKind.UNIT_HEAD, office.body, other)
    page.unit = other
    page.save_revision(user=office.editor)
    page = office.submit(page)
    with pytest.raises(PermissionDenied, match="岗位"):
        office.decide(page, office.head)
    for user in (new_head, *office.approvers[1:]):
        page = office.decide(page, user)
    assert page.unit == other


@pytest.mark.rows("R-076")
def test_the_record_of_a_submission_names_each_step_with_its_post_and_who_held_it(office):
    page = office.submit(office.document())
    seal = Seal.objects.get(page_id=page.pk, decision=Decision.SUBMITTED)
    assert [step["step"] for step in seal.details["steps"]] == seal.checks
    assert seal.details["steps"][0] == {
        "step": "科室负责人初审",
        "post": PostKind.UNIT_HEAD.label,
        "people": office.head.get_full_name(),
    }
    assert seal_is_intact(seal)
