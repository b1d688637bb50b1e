"""The page editor and Wagtail's own addresses around a review."""

import json

import pytest
from django.urls import reverse

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import Appointment, User
from foundation.signoff.enums import Decision
from foundation.signoff.models import PostTaskState, Seal
from tests.editor_forms import document_form
from tests.offices import answers

pytestmark = pytest.mark.django_db


def edit_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def create(client, office, **fields):
    where = reverse("wagtailadmin_pages:add", args=["documents", "documentpage", office.column.pk])
    return client.post(where, document_form(office, **fields), follow=True)


def test_submitting_an_incomplete_draft_shows_reasons_and_keeps_what_was_typed(office, client):
    client.force_login(office.editor)
    response = create(client, office, **{"written_on": "", "overview": "这段话不能丢", "action-submit": "1"})
    text = response.content.decode()
    assert "请填写成文日期。" in text
    assert "这段话不能丢" in text
    assert not PostTaskState.objects.exists()


@pytest.mark.parametrize("post_holder", ["head", "leader"])
def test_a_vacant_post_is_said_before_anything_is_submitted(office, client, post_holder):
    Appointment.objects.filter(user=getattr(office, post_holder)).delete()
    client.force_login(office.editor)
    response = create(client, office, **{"overview": "这段话不能丢", "action-submit": "1"})
    text = response.content.decode()
    assert "岗位无人任职" in text
    assert "这段话不能丢" in text
    assert not DocumentPage.objects.exists()


def test_a_drafter_alone_in_the_post_is_told(office, client):
    Appointment.objects.filter(user=office.head).update(user=office.editor)
    client.force_login(office.editor)
    text = create(client, office, **{"action-submit": "1"}).content.decode()
    assert "岗位只有拟稿人本人任职，须由他人审签" in text


def test_a_complete_draft_goes_to_the_first_step_and_is_locked_for_everybody(office, client):
    client.force_login(office.editor)
    create(client, office, **{"action-submit": "1"})
    page = DocumentPage.objects.get()
    for user in (office.editor, office.head):
        client.force_login(user)
        text = client.get(edit_address(page)).content.decode()
        assert "正在审签，期间任何人不能修改" in text
        assert "由 周正言 办理" in text
        client.post(edit_address(page), document_form(office, title="偷改的标题"))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "关于防汛工作的通知"


def test_the_author_withdraws_and_may_edit_again(office, client):
    page = office.submit(office.document(title="关于防汛工作的通知"))
    client.force_login(office.editor)
    text = client.get(edit_address(page)).content.decode()
    assert "撤回送审" in text
    client.post(edit_address(page), document_form(office, **{"action-cancel-workflow": "1"}))
    assert not DocumentPage.objects.get().workflow_in_progress
    withdrawn = Seal.objects.get(decision=Decision.WITHDRAWN)
    assert (withdrawn.person, withdrawn.step) == (office.editor, "科室负责人初审")
    assert "正在审签" not in client.get(edit_address(page)).content.decode()


def test_an_approver_is_led_to_the_review_screen_and_cannot_withdraw(office, client):
    page = office.submit(office.document())
    client.force_login(office.head)
    text = client.get(edit_address(page)).content.decode()
    assert reverse("signoff:review", args=[PostTaskState.objects.get().pk]) in text
    assert "撤回送审" not in text
    client.post(edit_address(page), document_form(office, **{"action-cancel-workflow": "1"}))
    assert DocumentPage.objects.get().workflow_in_progress


def attempt_modal(office, client, page, other, state):
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(address, {**answers(state.task.specific), "comment": "同意"})


def attempt_other_pages_address(office, client, page, other, state):
    address = reverse("wagtailadmin_pages:workflow_action", args=[other.pk, "approve", state.pk])
    return client.post(address, {**answers(state.task.specific), "comment": "同意"})


def attempt_edit_view_json(office, client, page, other, state):
    data = {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps({"comment": "同意"}),
    }
    return client.post(edit_address(page), document_form(office, **data))


def attempt_collect(office, client, page, other, state):
    address = reverse("wagtailadmin_pages:collect_workflow_action_data", args=[page.pk, "approve", state.pk])
    return client.post(address, {"comment": "同意"})


ATTEMPTS = [attempt_modal, attempt_other_pages_address, attempt_edit_view_json, attempt_collect]


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.__name__)
@pytest.mark.parametrize("who", ["head", "root"])
@pytest.mark.rows("R-061")
def test_wagtails_own_addresses_take_no_decision_and_break_no_page(office, client, attempt, who):
    office.root = User.objects.create_superuser("root", "root@example.gov.cn", "x")
    page, other = office.submit(office.document()), office.submit(office.document())
    state = PostTaskState.objects.get(page_id=page.pk)
    client.force_login(getattr(office, who))
    response = attempt(office, client, page, other, state)
    assert response.status_code < 500
    assert not Seal.objects.filter(decision=Decision.APPROVED).exists()


def test_nothing_in_the_editor_offers_to_publish(office, client):
    root = User.objects.create_superuser("root", "root@example.gov.cn", "x")
    page = office.publish(office.document())
    for user in (office.editor, root):
        client.force_login(user)
        text = client.get(edit_address(page)).content.decode()
        for name in ("action-publish", "action-unpublish", "action-restart-workflow"):
            assert f'name="{name}"' not in text
        assert f"/admin/pages/{page.pk}/unpublish/" not in text
        assert "提交审签" in text


def test_chains_and_groups_are_not_edited_through_the_menu(office, client):
    client.force_login(User.objects.create_superuser("root", "root@example.gov.cn", "x"))
    text = client.get("/admin/").content.decode()
    for address in ("/admin/workflows/list/", "/admin/workflows/tasks/index/", "/admin/groups/"):
        assert address not in text
    chains = client.get(reverse("signoff:chains")).content.decode()
    for words in ("信息发布审签（三审三校）", "保密审查", "沈慎之"):
        assert words in chains


def test_the_editors_menu_in_order(office, client):
    client.force_login(office.editor)
    text = client.get("/admin/").content.decode()
    props = text.split('id="wagtail-sidebar-props"')[1].split("</script>")[0]
    menu = json.dumps(json.loads(props.split(">", 1)[1]), ensure_ascii=False)
    labels = [f'"{label}"' for label in ("页面", "图片", "文档", "待我审签", "报表")]
    assert [menu.index(label) for label in labels] == sorted(menu.index(label) for label in labels)
