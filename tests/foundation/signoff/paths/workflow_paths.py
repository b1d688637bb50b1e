"""Paths that weaken the chain itself: by its screens, by its models, by hand in the database."""

from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from disclosure.documents.models import DocumentPage
from foundation.signoff.chains.models import Chain
from foundation.signoff.models import PostTask
from foundation.signoff.workflow_guard import generating
from tests.offices import Office

from .attempts import attempt, client_of, refused, unsigned

EVERYBODY = ("编辑", "领导", "超级用户")
FIRST = "科室负责人初审"


def by_hand(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def decided_by_first_only(office: Office, page) -> None:
    """The first level signs; what the rest would do is what was taken away."""
    with refused():
        page = office.decide(page, office.head)
    for revision in DocumentPage.objects.get(pk=page.pk).revisions.all():
        with refused():
            revision.publish(user=office.leader)


@attempt("流程没有环节")
def workflow_without_tasks(office: Office):
    page = unsigned(office)
    with refused():
        page.get_workflow().workflow_tasks.all().delete()
    by_hand("DELETE FROM wagtailcore_workflowtask")
    with refused():
        office.submit(page)


@attempt("送审后删去环节")
def steps_removed_in_flight(office: Office):
    page = office.submit(unsigned(office))
    with refused():
        page.get_workflow().workflow_tasks.exclude(task__name=FIRST).delete()
    keep = Task.objects.get(name=FIRST).pk
    by_hand("DELETE FROM wagtailcore_workflowtask WHERE task_id <> %s", keep)
    decided_by_first_only(office, page)


@attempt("送审后停用其余环节")
def tasks_deactivated_in_flight(office: Office):
    page = office.submit(unsigned(office))
    for task in PostTask.objects.exclude(name=FIRST):
        with refused():
            task.deactivate()
    Task.objects.exclude(name=FIRST).update(active=False)
    decided_by_first_only(office, page)


@attempt("送审后改环节的岗位和核对事项")
def post_of_step_changed_in_flight(office: Office):
    page = office.submit(unsigned(office))
    PostTask.objects.update(post_kind="unit_head", checklist="无")
    for _ in range(4):
        with refused():
            page = office.decide(page, office.head)


@attempt("送审后改环节的名称")
def steps_renamed_in_flight(office: Office):
    page = office.submit(unsigned(office))
    Task.objects.exclude(name=FIRST).update(name=FIRST, active=False)
    decided_by_first_only(office, page)


@attempt("栏目没有流程时发布")
def no_chain(office: Office):
    page = unsigned(office)
    Chain.objects.update(is_active=False)
    with refused():
        DocumentPage.objects.get(pk=page.pk).get_latest_revision().publish(user=office.leader)
    assert page.get_workflow() is None


@attempt("送审后停用审签流程")
def chain_switched_off_in_flight(office: Office):
    page = office.submit(unsigned(office))
    Chain.objects.update(is_active=False)
    decided_by_first_only(office, page)


@attempt("给栏目指定 Wagtail 自己的流程")
def stock_workflow_assigned(office: Office):
    """With a task of Wagtail's own, which one group approves: neither by the models nor by hand."""
    page = unsigned(office)
    with refused():
        task = GroupApprovalTask.objects.create(name="一审即过")
        workflow = Workflow.objects.create(name="一审即过")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        WorkflowPage.objects.create(workflow=workflow, page=office.column)
    with generating():
        task = GroupApprovalTask.objects.create(name="一审即过")
        task.groups.set(office.head.groups.all())
        workflow = Workflow.objects.create(name="一审即过")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        WorkflowPage.objects.create(workflow=workflow, page=office.column)
    with refused():
        state = workflow.start(page, office.editor).current_task_state
        state.specific.task.specific.on_action(state.specific, office.head, "approve")


@attempt("送审后停用流程")
def workflow_deactivated_in_flight(office: Office):
    page = office.submit(unsigned(office))
    with refused():
        page.get_workflow().deactivate(user=office.leader)
    Workflow.objects.update(active=False)
    decided_by_first_only(office, page)


def _whole() -> list:
    """Everything that the workflow screens could change."""
    return [
        list(Workflow.objects.order_by("pk").values()),
        list(Task.objects.order_by("pk").values()),
        list(PostTask.objects.order_by("pk").values()),
        list(WorkflowTask.objects.order_by("pk").values()),
        list(WorkflowPage.objects.order_by("pk").values()),
        Group.objects.count(),
        GroupPagePermission.objects.filter(permission__codename="publish_page").count(),
    ]


SCREENS = {
    "新建流程": ("wagtailadmin_workflows:add", "none"),
    "编辑流程": ("wagtailadmin_workflows:edit", "workflow"),
    "停用流程": ("wagtailadmin_workflows:disable", "workflow"),
    "启用流程": ("wagtailadmin_workflows:enable", "workflow"),
    "新建环节": ("wagtailadmin_workflows:add_task", "type"),
    "编辑环节": ("wagtailadmin_workflows:edit_task", "task"),
    "停用环节": ("wagtailadmin_workflows:disable_task", "task"),
    "启用环节": ("wagtailadmin_workflows:enable_task", "task"),
    "从栏目移除流程": ("wagtailadmin_workflows:remove", "page"),
    "新建用户组": ("wagtailusers_groups:add", "none"),
    "编辑用户组": ("wagtailusers_groups:edit", "group"),
    "删除用户组": ("wagtailusers_groups:delete", "group"),
}


def _screen_attempt(title: str, name: str, kind: str) -> None:
    @attempt(f"流程屏幕:{title}", *EVERYBODY)
    def run(office: Office, user) -> None:
        office.document().get_workflow()
        subject = {
            "none": [],
            "type": ["signoff", "posttask"],
            "workflow": [office.document().get_workflow().pk],
            "task": [Task.objects.get(name=FIRST).pk],
            "page": [office.column.pk],
            "group": [Group.objects.order_by("pk")[0].pk],
        }[kind]
        before = _whole()
        data = {"name": "改过的名称", "active": "on", "post_kind": "unit_head", "checklist": "无"}
        formsets = {
            f"{prefix}-{count}_FORMS": "0"
            for prefix in ("workflow_tasks", "pages", "page_permissions", "collection_permissions")
            for count in ("TOTAL", "INITIAL")
        }
        response = client_of(user).post(reverse(name, args=subject), data | formsets)
        assert response.status_code < 500, "an error of the site proves nothing"
        assert _whole() == before, f"{title}没有被拒绝"


for _title, (_name, _kind) in SCREENS.items():
    _screen_attempt(_title, _name, _kind)


@attempt("把发布权限授予用户组")
def group_gets_the_publish_right(office: Office):
    right = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    group = Group.objects.order_by("pk")[0]
    with refused():
        GroupPagePermission.objects.create(group=group, page=office.column, permission=right)
    for give in (lambda: group.permissions.add(right), lambda: office.editor.user_permissions.add(right)):
        with refused():
            give()
    assert not group.permissions.filter(pk=right.pk).exists(), "用户组得到了发布权限"
    assert not office.editor.user_permissions.exists(), "个人得到了发布权限"
    assert not GroupPagePermission.objects.filter(permission=right).exists(), "用户组得到了发布权限"


@attempt("绕过模型授予发布权限后发布", "编辑")
def group_gets_the_publish_right_by_hand(office: Office, user):
    """bulk_create sends no signal: the right is then in the database, and still worth nothing."""
    right = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    rows = [
        GroupPagePermission(group=group, page=Page.objects.get(depth=1), permission=right)
        for group in user.groups.all()
    ]
    GroupPagePermission.objects.bulk_create(rows)
    page = unsigned(office)
    with refused():
        page.get_latest_revision().publish(user=user)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client_of(user).post(f"{url}?next=/admin/&id={page.pk}")
