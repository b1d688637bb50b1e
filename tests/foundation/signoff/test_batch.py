"""批量同意: only what was opened and is clean, one conclusion and one seal each."""

import pytest
from django.urls import reverse

from disclosure.documents.models import DocumentPage
from foundation.signoff.batch import approve_batch
from foundation.signoff.enums import Decision
from foundation.signoff.models import PostTaskState, ReviewOpening, Seal

pytestmark = pytest.mark.django_db
QUEUE = "/admin/signoff/"
BATCH = "/admin/signoff/batch/"


def state_of(page) -> PostTaskState:
    return PostTaskState.objects.waiting().get(page_id=page.pk)


def look_at(client, user, *pages) -> None:
    client.force_login(user)
    for page in pages:
        client.get(reverse("signoff:review", args=[state_of(page).pk]))


@pytest.fixture
def pages(office, client) -> list[DocumentPage]:
    """Three drafts without anything to confirm, opened by the head of the unit."""
    three = [office.submit(office.document(title=f"第{number}件通知")) for number in "一二三"]
    assert [state_of(page).findings for page in three] == [0, 0, 0]
    look_at(client, office.head, *three)
    return three


def ticked(*pages) -> dict[str, list]:
    states = [state_of(page) for page in pages]
    return {"item": [state.pk for state in states]} | {
        f"checks-{state.pk}": state.task.specific.check_items for state in states
    }


@pytest.mark.rows("R-061")
def test_a_batch_of_three_stores_three_records(office, client, pages):
    text = client.post(BATCH, ticked(*pages)).content.decode()
    assert "已同意 3 件" in text
    seals = Seal.objects.filter(decision=Decision.APPROVED)
    assert {seal.page_id for seal in seals} == {page.pk for page in pages}
    items = PostTaskState.objects.filter(status="approved").first().task.specific.check_items
    assert all(set(items) <= set(seal.checks) for seal in seals)
    for page in pages:
        assert state_of(page).task.name == "保密审查"
        assert f"已同意《{page.title}》。下一环节：保密审查" in text


@pytest.mark.rows("R-061")
def test_an_item_without_all_its_ticks_stays_and_stops_no_other(office, client, pages):
    form = ticked(*pages)
    form[f"checks-{state_of(pages[1]).pk}"] = form[f"checks-{state_of(pages[1]).pk}"][:1]
    text = client.post(BATCH, form).content.decode()
    assert "已同意 2 件，1 件没有办理" in text
    assert "尚未核对" in text
    assert state_of(pages[1]).task.name == "科室负责人初审"


def test_the_confirm_page_lists_each_item_with_its_checklist_once(office, client, pages):
    text = client.get(BATCH, {"item": [state_of(page).pk for page in pages]}).content.decode()
    item = state_of(pages[0]).task.specific.check_items[0]
    assert text.count(f"<li>{item}</li>") == 1
    assert text.count(f'value="{item}"') == 3
    assert "逐件同意（3 件）" in text


def test_only_opened_items_can_be_chosen(office, client, pages):
    unseen = office.submit(office.document(title="没看过的"))
    text = " ".join(client.get(QUEUE).content.decode().split())
    assert f'name="item" value="{state_of(pages[0]).pk}"' in text
    assert f'name="item" value="{state_of(unseen).pk}"' not in text
    text = client.post(BATCH, ticked(pages[0], unseen)).content.decode()
    assert "还没有打开看过" in text
    assert state_of(unseen).task.name == "科室负责人初审"


def test_an_opening_holds_for_the_revision_that_was_seen(office, client, pages):
    page = office.decide(pages[0], office.head, "reject", "请改。")
    page.title = "改过的"
    page.save_revision(user=office.editor)
    page.current_workflow_state.resume(office.editor)
    [outcome] = approve_batch([state_of(page)], office.head, {})
    assert "还没有打开看过" in outcome.words
    assert ReviewOpening.objects.filter(user=office.head).count() == 3


def test_the_secrecy_review_is_never_in_a_batch(office, client, pages):
    page = office.decide(pages[0], office.head)
    look_at(client, office.secrecy, page)
    assert 'name="item"' not in client.get(QUEUE).content.decode()
    text = client.post(BATCH, ticked(page)).content.decode()
    assert "须逐件填写结论，不能批量办理" in text
    assert state_of(page).task.name == "保密审查"


def test_a_draft_with_something_to_confirm_is_decided_alone(office, client):
    page = office.submit(office.document(content=[("text", "<p>自建国以来,成绩显著。</p>")]))
    assert state_of(page).findings
    look_at(client, office.head, page)
    text = client.get(QUEUE).content.decode()
    assert "处待确认" in text
    assert 'name="item"' not in text
    assert "尚未确认" in client.post(BATCH, ticked(page)).content.decode()


def test_a_finding_that_was_set_aside_frees_the_draft(office, client):
    from foundation.precheck.checks import run_checks
    from foundation.precheck.services import dismiss

    page = office.submit(office.document(content=[("text", "<p>自建国以来,成绩显著。</p>")]))
    for finding in run_checks(page.get_latest_revision_as_object()).open:
        dismiss(page, finding.fingerprint, office.head, "引用原文,经核对无误")
    look_at(client, office.head, page)
    assert state_of(page).findings == 0
    assert "已同意 1 件" in client.post(BATCH, ticked(page)).content.decode()


def test_what_another_decided_meanwhile_or_forged_is_said_or_passed_over(office, client, pages):
    form = ticked(*pages[:2])
    office.decide(pages[0], office.head)
    text = client.post(
        BATCH, form | {"item": [*form["item"], "abc", "999999999999999999999999"]}
    ).content.decode()
    assert "已同意 1 件，1 件没有办理" in text
    assert "已经办理或已撤回" in text


def test_the_author_in_the_post_cannot_slip_in_an_own_draft(office, client):
    page = office.submit(office.document(owner=office.head))
    look_at(client, office.head, page)
    assert "不能审签自己的稿件" in client.post(BATCH, ticked(page)).content.decode()
    client.force_login(office.leader)
    assert "没有选择稿件" in client.post(BATCH, ticked(page)).content.decode()


def test_a_fault_in_one_stops_no_other(office, client, pages, monkeypatch):
    from foundation.signoff import batch

    broken = state_of(pages[1]).pk
    decide = batch.decide

    def fails(state, *args, **kwargs):
        if state.pk == broken:
            raise RuntimeError("disk full")
        return decide(state, *args, **kwargs)

    monkeypatch.setattr(batch, "decide", fails)
    text = client.post(BATCH, ticked(*pages)).content.decode()
    assert "已同意 2 件，1 件没有办理" in text
    assert "系统出错，没有办成" in text


def test_the_last_step_publishes_each(office, client):
    pages = [office.submit(office.document(title=f"{number}号通知")) for number in "甲乙"]
    for user in office.approvers[:-1]:
        pages = [office.decide(page, user) for page in pages]
    look_at(client, office.leader, *pages)
    text = client.post(BATCH, ticked(*pages)).content.decode()
    assert text.count("已经公开。索引号：") == 2
    assert DocumentPage.objects.live().count() == 2


def test_nothing_chosen_leads_back(office, client):
    client.force_login(office.head)
    assert "请先在待办中勾选" in client.get(BATCH, follow=True).content.decode()
