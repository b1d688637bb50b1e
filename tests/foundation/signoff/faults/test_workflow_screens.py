"""Wagtail's screens of workflows and groups: closed with words; what chains generate goes on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from wagtail.models import GroupPagePermission, Task, Workflow, WorkflowPage

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import User
from foundation.signoff.workflow_guard import generating
from tests.foundation.signoff.paths.attempts import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("workflows/list/", "工作流和环节按“审签流程”生成"),
        ("workflows/add/", "工作流和环节按“审签流程”生成"),
        ("workflows/tasks/index/", "工作流和环节按“审签流程”生成"),
        ("workflows/tasks/add/wagtailcore/groupapprovaltask/", "工作流和环节按“审签流程”生成"),
        ("groups/", "用户组及其权限随岗位任职生成"),
        ("groups/new/", "用户组及其权限随岗位任职生成"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_closed_screen_says_why_and_where_to_go(office, address, words, method):
    admin = User.objects.create_superuser("admin", "admin@example.gov.cn", "x")
    response = getattr(client_of(admin), method)(f"{reverse('wagtailadmin_home')}{address}")
    text = response.content.decode()
    assert response.status_code == 403
    assert words in text
    assert reverse("signoff:chains") in text


def test_a_visitor_is_asked_to_log_in(office, client):
    response = client.get(reverse("wagtailadmin_workflows:index"))
    assert response.status_code == 302
    assert reverse("wagtailadmin_login") in response["Location"]


def test_models_are_kept_too_and_generated_chains_go_on(office):
    workflow = office.document().get_workflow()
    task = workflow.tasks.first().specific
    changes = (
        workflow.save,
        workflow.deactivate,
        task.save,
        task.deactivate,
        task.delete,
        workflow.workflow_tasks.first().delete,
        lambda: Workflow.objects.create(name="新流程"),
        lambda: Task.objects.get(pk=task.pk).save(),
        lambda: WorkflowPage.objects.create(workflow=workflow, page=office.column),
    )
    for change in changes:
        with pytest.raises(PermissionDenied, match="按“审签流程”生成"), transaction.atomic():
            change()
    with generating():
        workflow.save()
    with pytest.raises(PermissionDenied):
        workflow.save()
    office.publish(office.document())


def test_a_draft_takes_its_own_assignment_along(office):
    page = office.document()
    with generating():
        WorkflowPage.objects.create(workflow=page.get_workflow(), page=page)
    page.delete()
    assert not DocumentPage.objects.filter(pk=page.pk).exists()


def test_other_rights_can_still_be_given(office):
    """Units get their columns as before; only publishing is nobody's right."""
    assert set(GroupPagePermission.objects.values_list("permission__codename", flat=True)) <= {
        "add_page",
        "change_page",
    }


def test_a_chain_weakened_in_flight_ends_when_it_is_whole_again(office):
    """Taking steps away by hand publishes nothing; withdrawn and submitted again, the page goes its way."""
    page = office.submit(office.document())
    Task.objects.exclude(name="科室负责人初审").update(active=False)
    with pytest.raises(PermissionDenied, match="尚缺：保密审查、办公室复审、领导签发"):
        office.decide(page, office.head)
    page.current_workflow_state.cancel(user=office.editor)
    Task.objects.update(active=True)
    assert office.publish(DocumentPage.objects.get(pk=page.pk)).live
