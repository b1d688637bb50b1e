"""Paths through code, the shell and the database."""

import datetime as dt

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import Attachment, DocumentPage
from foundation.signoff.services import publish_structure
from tests.offices import Office, answers

from .attempts import UNSIGNED, attempt, changed_after_publication, refused, unsigned


@attempt("revision.publish()")
def revision_publish(office: Office):
    with refused():
        unsigned(office).get_latest_revision().publish()


@attempt("revision.publish() 新版本")
def newer_revision_publish(office: Office):
    with refused():
        changed_after_publication(office).get_latest_revision().publish()


@attempt("直接调用发布动作", "超级用户")
def publish_action(office: Office, user):
    with refused():
        revision = unsigned(office).get_latest_revision()
        PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)


@attempt("page.live=True; page.save()")
def live_and_save(office: Office):
    page = unsigned(office)
    page.live = True
    with refused():
        page.save()


@attempt("page.live=True 且指定未签版本")
def live_with_unsigned_revision(office: Office):
    page = unsigned(office)
    page.live, page.live_revision = True, page.get_latest_revision()
    with refused():
        page.save()


@attempt("已公开页面改标题后 save()")
def save_changed_live_page(office: Office):
    page = office.publish(office.document())
    page.title = UNSIGNED
    with refused():
        page.save()


@attempt("基类 Page.save()")
def base_class_save(office: Office):
    page = Page.objects.get(pk=unsigned(office).pk)
    page.live = True
    with refused():
        page.save()


@attempt("add_child 默认公开")
def add_child_live(office: Office):
    with refused():
        office.column.add_child(
            instance=DocumentPage(title=UNSIGNED, body=office.body, unit=office.unit, live=True)
        )


@attempt("add_child 基类页面")
def add_child_base_page(office: Office):
    with refused():
        office.column.add_child(instance=Page(title=UNSIGNED, slug="unsigned", live=True))


@attempt("queryset.update(live=True)")
def queryset_update(office: Office):
    page = unsigned(office)
    with refused():
        Page.objects.filter(pk=page.pk).update(live=True, live_revision=page.get_latest_revision())


@attempt("原生 SQL 置为公开")
def raw_sql(office: Office):
    page = unsigned(office)
    with refused(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtailcore_page SET live = %s, live_revision_id = latest_revision_id WHERE id = %s",
            [True, page.pk],
        )


@attempt("update() 改已公开的标题")
def update_live_title(office: Office):
    page = office.publish(office.document())
    with refused():
        Page.objects.filter(pk=page.pk).update(title=UNSIGNED)


@attempt("update() 改已公开的正文字段")
def update_live_content(office: Office):
    page = office.publish(office.document())
    with refused():
        DocumentPage.objects.filter(pk=page.pk).update(overview=UNSIGNED)


@attempt("原生 SQL 改已公开的正文")
def raw_sql_content(office: Office):
    page = office.publish(office.document())
    with refused(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_documentpage SET overview = %s WHERE page_ptr_id = %s", [UNSIGNED, page.pk]
        )


@attempt("给已公开页面直接加附件")
def add_attachment_row(office: Office):
    from django.core.files.base import ContentFile
    from wagtail.documents.models import Document

    page = office.publish(office.document())
    document = Document.objects.create(title=UNSIGNED, file=ContentFile(b"x", "unsigned.txt"))
    with refused():
        Attachment.objects.create(page=page, document=document, title=UNSIGNED)


@attempt("定时发布未签版本")
def scheduled(office: Office):
    page = unsigned(office)
    page.go_live_at = timezone.now() - dt.timedelta(hours=1)
    revision = page.save_revision(user=office.editor, approved_go_live_at=page.go_live_at)
    assert revision.approved_go_live_at
    with refused():
        call_command("publish_scheduled")


@attempt("复制时保持公开")
def copy_keep_live(office: Office):
    page = office.publish(office.document())
    with refused():
        CopyPageAction(
            page, to=office.column, keep_live=True, update_attrs={"title": UNSIGNED, "slug": "copy"}
        ).execute(skip_permission_checks=True)


@attempt("在另一栏目建别名")
def alias(office: Office):
    page = office.publish(office.document())
    other = ColumnPage(title="其他栏目", body=office.body, unit=office.unit)
    office.home.add_child(instance=other)
    publish_structure(other, "建立栏目")
    with refused():
        CreatePageAliasAction(page, parent=other, update_slug="alias").execute(skip_permission_checks=True)
        page.title = UNSIGNED


@attempt("别名转为独立公开页面", "超级用户")
def convert_alias(office: Office, user):
    page = office.publish(office.document())
    with refused():
        copied = CreatePageAliasAction(page, update_slug="alias-2").execute(skip_permission_checks=True)
        ConvertAliasPageAction(copied, user=user).execute(skip_permission_checks=True)
        copied.refresh_from_db()
        copied.title = UNSIGNED
        copied.save_revision().publish()


@attempt("关闭 WAGTAIL_WORKFLOW_ENABLED")
def workflow_disabled(office: Office):
    from django.test import override_settings

    page = unsigned(office)
    with override_settings(WAGTAIL_WORKFLOW_ENABLED=False), refused():
        page.get_latest_revision().publish(user=office.leader)


@attempt("审核中的稿件移到别的栏目后发布")
def move_in_moderation(office: Office):
    page = office.submit(unsigned(office))
    other = ColumnPage(title="无流程栏目", body=office.body, unit=office.unit)
    office.home.add_child(instance=other)
    publish_structure(other, "建立栏目")
    with refused():
        page.move(other, pos="last-child")
        DocumentPage.objects.get(pk=page.pk).get_latest_revision().publish(user=office.leader)


@attempt("客户端提交 update: false")
def update_false(office: Office):
    page = office.submit(unsigned(office))
    state = page.current_workflow_task_state.specific
    with refused():
        state.task.specific.on_action(
            state,
            office.head,
            "approve",
            **answers(state.task.specific),
            comment="同意",
            update=False,
        )


@attempt("自动保存覆盖在审版本")
def overwrite_revision_under_review(office: Office):
    page = office.submit(office.document())
    page = office.decide(page, office.head)
    page.overview = UNSIGNED
    with refused():
        page.save_revision(user=office.editor, overwrite_revision=page.get_latest_revision())
    for user in office.approvers[1:]:
        with refused():
            page = office.decide(page, user)


@attempt("自动保存覆盖已签发版本")
def overwrite_signed_revision(office: Office):
    page = office.publish(office.document())
    signed = page.get_latest_revision()
    page.overview = UNSIGNED
    with refused():
        page.save_revision(user=office.editor, overwrite_revision=signed)
    signed.refresh_from_db()
    assert UNSIGNED not in str(signed.content), "签发的版本被改写"
    with refused():
        signed.publish()


@attempt("三级退回修改后从三级续审")
def resume_at_rejected_level(office: Office):
    page = office.submit(unsigned(office))
    page = office.decide(page, office.head)
    page = office.decide(page, office.secrecy)
    page = office.decide(page, office.reviewer, "reject", comment="请修改概述")
    page.overview = UNSIGNED
    page.save_revision(user=office.editor)
    DocumentPage.objects.get(pk=page.pk).current_workflow_state.resume(office.editor)
    for user in (office.reviewer, office.leader):
        with refused():
            office.decide(page, user)
