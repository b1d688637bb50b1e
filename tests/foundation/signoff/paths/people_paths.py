"""Paths by people who decide what they may not decide."""

from tests.offices import Office

from .attempts import attempt, refused, unsigned


def approve_all(office: Office, page, people):
    for user in people:
        with refused():
            page = office.decide(page, user)


@attempt("拟稿人审自己的稿")
def author_approves(office: Office):
    page = office.submit(unsigned(office, owner=office.head))
    approve_all(office, page, office.approvers)


@attempt("最后修改人审签")
def last_editor_approves(office: Office):
    page = unsigned(office)
    page.save_revision(user=office.head)
    page = office.submit(page)
    approve_all(office, page, office.approvers)


@attempt("一人审两级")
def one_person_two_levels(office: Office):
    from foundation.organisations.enums import PostKind
    from foundation.organisations.models import Appointment, Post

    post = Post.objects.get(body=office.body, kind=PostKind.SECRECY_REVIEWER)
    Appointment.objects.create(post=post, user=office.head, starts_on="2020-01-01")
    page = office.submit(unsigned(office))
    approve_all(office, page, [office.head, office.head, office.reviewer, office.leader])


@attempt("无岗位的超级用户审签每一级", "超级用户")
def superuser_approves(office: Office, user):
    page = office.submit(unsigned(office))
    approve_all(office, page, [user] * 4)


@attempt("不勾核对事项")
def no_checklist(office: Office):
    page = office.submit(unsigned(office))
    for user in office.approvers:
        with refused():
            state = type(page).objects.get(pk=page.pk).current_workflow_task_state.specific
            state.task.specific.on_action(state, user, "approve", comment="同意")


@attempt("跳过 on_action 直接 approve()")
def bypass_on_action(office: Office):
    page = office.submit(unsigned(office))
    for user in office.approvers:
        with refused():
            type(page).objects.get(pk=page.pk).current_workflow_task_state.approve(user=user)
