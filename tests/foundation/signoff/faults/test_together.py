"""Two people at the same instant: one succeeds, the other is told why not; nothing forks, hangs or is half done."""

from functools import partial

import pytest
from django.db import connection, transaction
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.signoff.chains.services import revise
from foundation.signoff.emergency import review_withdrawal, withdraw_at_once
from foundation.signoff.enums import Decision
from foundation.signoff.models import Chain, ChainStep, Clearance, PostTaskState, Takedown
from foundation.signoff.selectors import seals_of
from foundation.signoff.services import append_seal, revision_digest
from foundation.signoff.takedown import decide_takedown, request_takedown
from tests.editor_forms import document_form
from tests.foundation.signoff.paths.attempts import client_of
from tests.offices import answers, appoint

from .together import assert_chain_whole, decisions, refused, together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]
ROUNDS = 4
REASON = "发布内容与签发文件不一致,须立即处理"


@pytest.fixture
def second_head(office):
    return appoint("fukezhang", "郑副长", PostKind.UNIT_HEAD, office.body, office.unit)


@pytest.fixture
def second_leader(office):
    return appoint("fulingdao", "何副长", PostKind.LEADER, office.body)


def at_last_step(office):
    page = office.submit(office.document())
    for user in office.approvers[:-1]:
        page = office.decide(page, user)
    return page


def fresh(page) -> DocumentPage:
    return DocumentPage.objects.get(pk=page.pk)


@pytest.mark.rows("R-277")
def test_two_approvers_at_the_same_step(office, second_head):
    for _ in range(ROUNDS):
        page = office.submit(office.document())
        results = together(
            lambda page=page: office.decide(page, office.head),
            lambda page=page: office.decide(page, second_head),
        )
        assert len(refused(results)) == 1
        assert decisions(page) == 1
        assert fresh(page).current_workflow_task_state.task.name == "保密审查"
    assert_chain_whole()


def test_the_same_step_decided_twice_by_the_object_each_had_open(office, second_head):
    """Both had opened the step before either decided: the second is told that it was done."""
    page = office.submit(office.document())
    state = page.current_workflow_task_state.specific
    task = state.task.specific
    results = together(
        *(
            lambda user=user: task.on_action(
                PostTaskState.objects.get(pk=state.pk), user, "approve", **answers(task)
            )
            for user in (office.head, second_head)
        )
    )
    assert refused(results) == ["本环节已经办理或已撤回，请刷新页面。"]
    assert decisions(page) == 1
    assert_chain_whole()


@pytest.mark.rows("R-277")
def test_two_approvals_of_the_last_step_publish_once(office, second_leader):
    for _ in range(ROUNDS):
        page = at_last_step(office)
        results = together(
            lambda page=page: office.decide(page, office.leader),
            lambda page=page: office.decide(page, second_leader),
        )
        assert len(refused(results)) == 1
        assert fresh(page).live
        assert Clearance.objects.filter(page_id=page.pk).count() == 1
        assert decisions(page) == 4
    assert_chain_whole()


@pytest.mark.parametrize("last", [False, True], ids=["初审", "签发"])
def test_an_approval_while_the_author_withdraws(office, last):
    for _ in range(ROUNDS):
        page = at_last_step(office) if last else office.submit(office.document())
        before = decisions(page)
        approver = office.leader if last else office.head
        state = page.current_workflow_task_state.specific
        submission = page.current_workflow_state
        results = together(
            lambda state=state, approver=approver: state.task.specific.on_action(
                state, approver, "approve", **answers(state.task.specific)
            ),
            lambda submission=submission: submission.cancel(user=office.editor),
        )
        page, submission = fresh(page), WorkflowState.objects.get(pk=submission.pk)
        approved, withdrawn = decisions(page) - before, decisions(page, Decision.WITHDRAWN)
        if last:
            # Whoever comes first decides; the other is told, and the page is public exactly if it was signed.
            assert len(refused(results)) == 1
            assert (approved, withdrawn) in ((1, 0), (0, 1))
            assert page.live == bool(approved)
            assert submission.status == ("approved" if approved else "cancelled")
        else:
            # Withdrawing after the first level was signed is the author's right.
            assert withdrawn == 1
            assert approved == 1 - len(refused(results))
            assert submission.status == "cancelled"
        assert not submission.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).exists()
    assert_chain_whole()


def test_an_approval_of_what_was_withdrawn_a_moment_before(office):
    page = office.submit(office.document())
    state = page.current_workflow_task_state.specific
    page.current_workflow_state.cancel(user=office.editor)
    response = client_of(office.head).post(
        reverse("signoff:review", args=[state.pk]),
        {"action": "approve", **answers(state.task.specific), "comment": "同意"},
        follow=True,
    )
    assert "由林小北办理（撤回），不能重复办理" in response.content.decode()
    assert decisions(page) == 0


def test_an_approval_while_a_new_version_is_saved(office):
    for _ in range(ROUNDS):
        page = at_last_step(office)
        draft = fresh(page)
        draft.title = "审签期间改过的标题"
        results = together(
            lambda page=page: office.decide(page, office.leader),
            lambda draft=draft: draft.save_revision(user=office.editor),
        )
        page = fresh(page)
        assert page.live
        assert page.title != "审签期间改过的标题"
        if not refused(results):  # the leader signed first: the new version is a draft of its own
            assert page.has_unpublished_changes
            assert page.get_latest_revision_as_object().title == "审签期间改过的标题"
    assert_chain_whole()


def test_a_submission_while_a_new_version_is_saved(office):
    """Whatever comes first: the step is open over the newest version, so it can be decided."""
    for _ in range(ROUNDS):
        page = office.document()
        together(
            lambda page=page: office.submit(page), lambda page=page: page.save_revision(user=office.editor)
        )
        page = fresh(page)
        assert page.current_workflow_task_state.revision_id == page.latest_revision_id
        office.decide(page, office.head)


def test_the_same_submission_twice(office):
    for _ in range(ROUNDS):
        page = office.document()
        results = together(*[lambda page=page: office.submit(page)] * 2)
        assert refused(results) == ["本稿件已经送审，正在审签，不必重复提交。"]
        assert decisions(page, Decision.SUBMITTED) == 1
    assert_chain_whole()


def test_a_double_click_on_submit(office):
    """The same form of the editor, posted twice at once: one submission, and no error page."""
    for _ in range(ROUNDS):
        page = office.document()
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        clients = [client_of(office.editor) for _ in range(2)]
        data = document_form(office, slug=page.slug, document_number=page.document_number)
        data["action-submit"] = "action-submit"
        responses = together(*(partial(client.post, url, data) for client in clients))
        assert sorted(answer.status_code for answer in responses) in ([200, 302], [302, 302], [302, 409])
        page = fresh(page)
        assert decisions(page, Decision.SUBMITTED) == 1
        assert page.current_workflow_task_state.revision_id == page.latest_revision_id
        for answer in responses:
            if answer.status_code != 302:
                assert "正在审签" in answer.content.decode()
    assert_chain_whole()


def test_a_returned_draft_submitted_again_twice(office):
    for _ in range(ROUNDS):
        page = office.decide(office.submit(office.document()), office.head, "reject", "请核对日期")
        submissions = [WorkflowState.objects.get(pk=page.current_workflow_state.pk) for _ in range(2)]
        results = together(*(lambda again=again: again.resume(user=office.editor) for again in submissions))
        assert refused(results) == ["本稿件已经送审，正在审签，不必重复提交。"]
        assert fresh(page).current_workflow_state.task_states.filter(status="in_progress").count() == 1
    assert_chain_whole()


@pytest.mark.rows("R-068")
def test_two_people_take_a_page_down_at_once(office, second_leader):
    for _ in range(ROUNDS):
        page = office.publish(office.document())
        results = together(
            *(
                lambda user=user, page=page: withdraw_at_once(page, user, category="error", reason=REASON)
                for user in (office.leader, second_leader, office.secrecy)
            )
        )
        assert refused(results) == ["本页目前没有公开，无需撤下。"] * 2
        assert Takedown.objects.filter(page_id=page.pk).count() == 1
    assert_chain_whole()


def test_a_takedown_is_signed_while_the_page_is_withdrawn_in_an_emergency(office, second_leader):
    for _ in range(ROUNDS):
        page = office.publish(office.document())
        request = request_takedown(page, office.editor, kind="withdraw", category="error", reason=REASON)
        request = decide_takedown(request, office.reviewer, agreed=True, opinion="同意。")
        results = together(
            lambda request=request: decide_takedown(request, office.leader, agreed=True, opinion="同意。"),
            lambda page=page: withdraw_at_once(page, second_leader, category="error", reason=REASON),
            lambda page=page: page.get_latest_revision().as_object().save_revision(user=office.editor),
        )
        assert len(refused(results)) == 1
        assert Takedown.objects.filter(page_id=page.pk).count() == 1
        assert not fresh(page).live
        request.refresh_from_db()
        assert not request.is_open
    assert_chain_whole()


def test_an_emergency_withdrawal_is_reviewed_by_two(office):
    page = office.publish(office.document())
    measure = withdraw_at_once(page, office.leader, category="error", reason=REASON)
    supervisor = appoint("jiandu", "郑监督", PostKind.SUPERVISOR, office.body)
    results = together(
        *(
            lambda user=user: review_withdrawal(measure, user, agreed=True, opinion="情况属实。")
            for user in (office.secrecy, supervisor)
        )
    )
    assert len(refused(results)) == 1
    assert_chain_whole()


def test_a_takedown_while_a_correction_is_signed(office):
    """Approving the new version and taking the old one down at once: both happen or one is told; no deadlock."""
    for _ in range(ROUNDS):
        page = office.publish(office.document())
        page.overview = "更正后的概述"
        page.save_revision(user=office.editor)
        page = office.submit(fresh(page))
        for user in office.approvers[:-1]:
            page = office.decide(page, user)
        results = together(
            lambda page=page: office.decide(page, office.leader),
            lambda page=page: withdraw_at_once(page, office.secrecy, category="error", reason=REASON),
        )
        page = fresh(page)
        assert not page.live, results
        assert not page.current_workflow_state
    assert_chain_whole()


@pytest.mark.rows("R-277")
def test_seals_from_many_hands(office):
    pages = [office.document() for _ in range(4)]

    def write(page) -> None:
        digest = revision_digest(page.get_latest_revision())
        for number in range(5):
            with transaction.atomic():
                append_seal(
                    page, digest=digest, step=f"第{number}次", person_name="甲", decision=Decision.APPROVED
                )

    before = len(assert_chain_whole())
    together(*(lambda page=page: write(page) for page in pages * 2))
    assert len(assert_chain_whole()) == before + 40
    assert seals_of(pages[0].pk).count() == 10


def test_many_pages_go_through_their_chains_at_once(office):
    pages = [office.document() for _ in range(4)]
    together(*(lambda page=page: office.publish(page) for page in pages))
    assert Page.objects.filter(pk__in=[page.pk for page in pages], live=True).count() == 4
    assert_chain_whole()


def with_one_more_step() -> Chain:
    """The default chain with 分管加审 before the signature, edited and not yet in force."""
    chain = Chain.objects.get(name="信息发布审签（三审三校）")
    chain.steps.filter(kind="signature").update(sort_order=9)
    ChainStep.objects.create(
        chain=chain, sort_order=8, name="分管加审", post=PostKind.DEPUTY_LEADER, checks="已加审"
    )
    return Chain.objects.get(pk=chain.pk)


def test_a_step_added_by_two_at_once_is_added_once(office):
    """追加环节: both put the same change in force for what is under review."""
    page = office.decide(office.submit(office.document()), office.head)
    chain = with_one_more_step()
    results = together(
        *(
            lambda user=user: revise(Chain.objects.get(pk=chain.pk), user, "重大事项加审", also_open=True)
            for user in (office.leader, office.reviewer)
        )
    )
    assert len({version.pk for version in results}) == 1
    assert decisions(page, Decision.EXTENDED) == 1
    steps = [task.name for task in fresh(page).current_workflow_state.workflow.tasks]
    assert steps.count("分管加审") == 1
    for user in (office.secrecy, office.reviewer, office.deputy, office.leader):
        page = office.decide(page, user)
    assert page.live
    assert_chain_whole()


def test_a_step_added_while_the_signature_falls_is_asked_for_or_came_too_late(office):
    """追加环节 and the last approval at once: the page is public by the old chain, or waits at the new step."""
    page = at_last_step(office)
    chain = with_one_more_step()
    results = together(
        lambda: office.decide(page, office.leader),
        lambda: revise(chain, office.reviewer, "重大事项加审", also_open=True),
    )
    page = fresh(page)
    if not page.live:
        assert not refused(results)
        page = office.decide(page, office.deputy)
    assert fresh(page).live
    assert_chain_whole()
