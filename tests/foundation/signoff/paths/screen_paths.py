"""Paths through the admin's screens, posted as a browser or a script would."""

import datetime as dt
import json

from django.urls import reverse
from wagtail import hooks

from tests.editor_forms import document_form
from tests.offices import Office

from .attempts import UNSIGNED, attempt, changed_after_publication, client_of, post_edit, refused, unsigned

EVERYBODY = ("编辑", "领导", "超级用户")


@attempt("编辑页“发布”", *EVERYBODY)
def edit_publish(office: Office, user):
    post_edit(office, client_of(user), unsigned(office), **{"action-publish": "action-publish"})


@attempt("编辑页发布已公开页面的新版本", *EVERYBODY)
def edit_publish_new_version(office: Office, user):
    post_edit(
        office, client_of(user), changed_after_publication(office), **{"action-publish": "action-publish"}
    )


def _create(office: Office, user):
    url = reverse("wagtailadmin_pages:add", args=["documents", "documentpage", office.column.pk])
    data = document_form(office, title=UNSIGNED, slug="unsigned", **{"action-publish": "action-publish"})
    response = client_of(user).post(url, data)
    assert response.status_code < 500, "an error of the site proves nothing"


@attempt("新建页“发布”", *EVERYBODY)
def create_publish(office: Office, user):
    _create(office, user)


@attempt("新建并发布而钩子拒绝", "超级用户")
def create_publish_with_refusing_hook(office: Office, user):
    from django.core.exceptions import PermissionDenied

    def refuse(request, page):
        raise PermissionDenied

    with hooks.register_temporarily("before_publish_page", refuse):
        _create(office, user)


@attempt("批量发布", *EVERYBODY)
def bulk_publish(office: Office, user):
    page = unsigned(office)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client_of(user).post(f"{url}?next=/admin/&id={page.pk}")


@attempt("批量发布含下级", "超级用户")
def bulk_publish_descendants(office: Office, user):
    unsigned(office)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client_of(user).post(f"{url}?next=/admin/&id={office.column.pk}", {"include_descendants": "on"})


@attempt("恢复旧版本并发布", *EVERYBODY)
def revert_and_publish(office: Office, user):
    page = unsigned(office)
    old = page.get_latest_revision()
    page.save_revision(user=office.editor)
    post_edit(office, client_of(user), page, revision=str(old.pk), **{"action-publish": "action-publish"})


@attempt("审核中发布", *EVERYBODY)
def publish_during_moderation(office: Office, user):
    page = office.submit(unsigned(office))
    post_edit(office, client_of(user), page, **{"action-publish": "action-publish"})


@attempt("编辑页定时发布", *EVERYBODY)
def schedule_from_editor(office: Office, user):
    from django.core.management import call_command

    page = unsigned(office)
    past = (dt.datetime.now() - dt.timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    post_edit(office, client_of(user), page, go_live_at=past, **{"action-publish": "action-publish"})
    with refused():
        call_command("publish_scheduled")


@attempt("后台 API 发布", *EVERYBODY)
def api_publish(office: Office, user):
    page = unsigned(office)
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    client_of(user).post(url, json.dumps({}), content_type="application/json")


@attempt("后台 API 复制并保持公开", *EVERYBODY)
def api_copy(office: Office, user):
    page = office.publish(office.document())
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "copy"])
    data = {"keep_live": True, "title": UNSIGNED, "slug": "copied", "destination_page_id": office.column.pk}
    client_of(user).post(url, json.dumps(data), content_type="application/json")


@attempt("后台 API 建别名", *EVERYBODY)
def api_alias(office: Office, user):
    page = unsigned(office)
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "create_alias"])
    data = {"slug": "aliased", "destination_page_id": office.column.pk}
    client_of(user).post(url, json.dumps(data), content_type="application/json")


@attempt("后台 API 恢复旧版本", "超级用户")
def api_revert(office: Office, user):
    page = changed_after_publication(office)
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "revert_to_page_revision"])
    client_of(user).post(
        url, json.dumps({"revision_id": page.latest_revision_id}), content_type="application/json"
    )


@attempt("复制页面“发布副本”", *EVERYBODY)
def copy_publish(office: Office, user):
    page = office.publish(office.document())
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {
        "new_title": UNSIGNED,
        "new_slug": "copied-2",
        "new_parent_page": str(office.column.pk),
        "publish_copies": "on",
    }
    client_of(user).post(url, data)


@attempt("把已公开页面移到别的栏目", *EVERYBODY)
def move_live_page(office: Office, user):
    page = office.publish(office.document())
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, office.home.pk])
    client_of(user).post(url)
    page.refresh_from_db()
    assert page.get_parent().pk == office.column.pk, "已公开页面被移走"


@attempt("审签人在编辑页改稿并同意", "科室负责人")
def edit_and_approve(office: Office, user):
    page = office.submit(unsigned(office))
    post_edit(
        office,
        client_of(user),
        page,
        title="审签人改过的标题",
        **{
            "action-workflow-action": "1",
            "workflow-action-name": "approve",
            "workflow-action-extra-data": json.dumps({"comment": "同意", "checks": []}),
        },
    )
    page.refresh_from_db()
    assert page.get_latest_revision().as_object().title == UNSIGNED, "审签人改动了送审稿"


@attempt("编辑页同意但不填核对", "科室负责人")
def approve_from_editor_without_form(office: Office, user):
    page = office.submit(unsigned(office))
    post_edit(
        office, client_of(user), page, **{"action-workflow-action": "1", "workflow-action-name": "approve"}
    )
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    assert state.task.name == "科室负责人初审", "未核对就通过了一级"


@attempt("用别的页面编号办理", "科室负责人")
def workflow_action_of_another_page(office: Office, user):
    own = office.submit(unsigned(office, owner=user))
    other = office.submit(office.document())
    state = own.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[other.pk, "approve", state.pk])
    checks = state.task.specific.check_items
    client_of(user).post(url, {"checks": checks, "comment": "同意"})
    state.refresh_from_db()
    assert state.status == "in_progress", "借别的页面审了自己的稿"


@attempt("公开后无审批撤下", *EVERYBODY)
def unpublish(office: Office, user):
    page = office.publish(office.document())
    client_of(user).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    page.refresh_from_db()
    assert page.live, "未经审批被撤下"


@attempt("公开后无审批删除", *EVERYBODY)
def delete(office: Office, user):
    page = office.publish(office.document())
    client_of(user).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert type(page).objects.filter(pk=page.pk, live=True).exists(), "未经审批被删除"


@attempt("公开后无审批隐藏", *EVERYBODY)
def hide(office: Office, user):
    page = office.publish(office.document())
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    client_of(user).post(url, {"restriction_type": "login"})
    assert not page.get_view_restrictions().exists(), "未经审批被隐藏"
