"""Rows changed by hand with SQL: refused by the database, or without any effect on what is public."""

import datetime as dt
import json

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from disclosure.documents.models import Attachment, DocumentPage
from foundation.signoff.models import Clearance, Seal, SealHead, Takedown
from tests.offices import Office, answers

from .attempts import UNSIGNED, attempt, refused, unsigned


def sql(statement: str, *values) -> None:
    """One statement, which the database may refuse."""
    with refused(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def with_attachment(office: Office) -> DocumentPage:
    from django.core.files.base import ContentFile
    from wagtail.documents.models import Document

    page = office.document()
    page.attachments.add(
        Attachment(
            document=Document.objects.create(title="附表", file=ContentFile(b"x", "f.txt")), title="附表"
        )
    )
    page.save_revision(user=office.editor)
    return office.publish(DocumentPage.objects.get(pk=page.pk))


@attempt("SQL 改附件行")
def update_child(office: Office):
    page = with_attachment(office)
    sql("UPDATE documents_attachment SET title = %s WHERE page_id = %s", UNSIGNED, page.pk)


@attempt("SQL 删附件行")
def delete_child(office: Office):
    page = with_attachment(office)
    sql("DELETE FROM documents_attachment WHERE page_id = %s", page.pk)
    assert Attachment.objects.filter(page_id=page.pk).exists(), "已公开页面的附件被删除"


@attempt("SQL 把附件行挪到别的页面")
def carry_child_away(office: Office):
    page, other = with_attachment(office), office.document()
    sql("UPDATE documents_attachment SET page_id = %s WHERE page_id = %s", other.pk, page.pk)
    assert Attachment.objects.filter(page_id=page.pk).exists(), "已公开页面的附件被挪走"


@attempt("SQL 覆盖页面行(REPLACE)")
def replace_page(office: Office):
    page = office.publish(office.document())
    columns = [f.column for f in page.page_ptr._meta.local_concrete_fields]
    values = ", ".join("%s" if column == "title" else f'"{column}"' for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    start, end = (
        ("REPLACE", "")
        if connection.vendor == "sqlite"
        else ("INSERT", " ON CONFLICT (id) DO UPDATE SET title = EXCLUDED.title")
    )
    sql(
        f"{start} INTO wagtailcore_page ({names}) SELECT {values} FROM wagtailcore_page WHERE id = %s{end}",  # noqa: S608
        UNSIGNED,
        page.pk,
    )


@attempt("SQL 覆盖正文行(REPLACE)")
def replace_content(office: Office):
    page = office.publish(office.document())
    columns = [f.column for f in DocumentPage._meta.local_concrete_fields]
    values = ", ".join("%s" if column == "overview" else f'"{column}"' for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    start, end = (
        ("REPLACE", "")
        if connection.vendor == "sqlite"
        else ("INSERT", " ON CONFLICT (page_ptr_id) DO UPDATE SET overview = EXCLUDED.overview")
    )
    sql(
        f"{start} INTO documents_documentpage ({names}) SELECT {values} FROM documents_documentpage "  # noqa: S608
        f"WHERE page_ptr_id = %s{end}",
        UNSIGNED,
        page.pk,
    )


@attempt("SQL 改、删、覆盖封签和许可")
def rewrite_records(office: Office):
    office.take_down(office.publish(office.document()))
    records = (Seal, Clearance, Takedown)
    before = [list(model.objects.order_by("pk").values()) for model in records]
    column = {Seal: "opinion", Clearance: "content_digest", Takedown: "title"}
    for model in records:
        table = model._meta.db_table
        sql(f"UPDATE {table} SET {column[model]} = %s", UNSIGNED)  # noqa: S608
        sql(f"DELETE FROM {table}")  # noqa: S608
        if connection.vendor == "postgresql":
            sql(f"TRUNCATE {table} CASCADE")
        else:
            sql(f"REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608
    assert before == [list(model.objects.order_by("pk").values()) for model in records], "审签记录被改动"


@attempt("SQL 写入没有封签的发布许可")
def forge_clearance(office: Office):
    """With the seal of another page, and with one's own submission, which is no consent."""
    signed = office.publish(office.document())
    page = office.submit(unsigned(office))
    foreign = Clearance.objects.get(page_id=signed.pk).seal_id
    own = Seal.objects.get(page_id=page.pk).pk
    for seal in (foreign, own):
        sql(
            "INSERT INTO signoff_clearance (page_id, revision_id, kind, content_digest, seal_id, at) "
            "SELECT %s, %s, 'chain', content_digest, id, at FROM signoff_seal WHERE id = %s",
            page.pk,
            page.latest_revision_id,
            seal,
        )
    sql(
        "UPDATE wagtailcore_page SET live = %s, live_revision_id = latest_revision_id WHERE id = %s",
        True,
        page.pk,
    )


@attempt("SQL 把环节置为已同意")
def task_states_approved(office: Office):
    page = office.submit(unsigned(office))
    sql("UPDATE wagtailcore_taskstate SET status = %s", TaskState.STATUS_APPROVED)
    for act in (WorkflowState.update, WorkflowState.finish):
        with refused():
            act(WorkflowState.objects.get(pk=page.current_workflow_state.pk), user=office.leader)


@attempt("SQL 把送审置为已办结")
def workflow_state_approved(office: Office):
    page = office.submit(unsigned(office))
    submission, state = page.current_workflow_state, page.current_workflow_task_state.specific
    sql("UPDATE wagtailcore_workflowstate SET status = %s", WorkflowState.STATUS_APPROVED)
    with refused():
        submission.finish(user=office.leader)
    for user in office.approvers:
        with refused():
            state.task.specific.on_action(state, user, "approve", **answers(state.task.specific))
    with refused():
        page.get_latest_revision().publish()


@attempt("SQL 改环节所属的岗位、机构和稿件")
def task_state_rewritten(office: Office):
    """A step of another page is pointed at the unsigned one."""
    page = unsigned(office)
    other = office.document()
    other = office.submit(other)
    for user in office.approvers[:-1]:
        other = office.decide(other, user)
    sql("UPDATE wagtailcore_workflowstate SET object_id = %s", str(page.pk))
    sql("UPDATE signoff_posttaskstate SET page_id = %s", page.pk)
    sql("UPDATE wagtailcore_taskstate SET revision_id = %s", page.latest_revision_id)
    with refused():
        office.decide(page, office.leader)


@attempt("SQL 改在审版本的内容")
def revision_rewritten_under_review(office: Office):
    page = office.submit(office.document())
    page = office.decide(page, office.head)
    _rewrite(page.latest_revision_id)
    for user in office.approvers[1:]:
        with refused():
            page = office.decide(page, user)


@attempt("SQL 改已签待定时公开的版本")
def scheduled_revision_rewritten(office: Office):
    page = office.publish(office.document(go_live_at=timezone.now() + dt.timedelta(hours=1)))
    assert not page.live
    _rewrite(page.latest_revision_id)
    _pretend_due(page)


@attempt("SQL 改已签版本后重新发布")
def signed_revision_rewritten(office: Office):
    page = office.publish(office.document())
    _rewrite(page.live_revision_id)
    with refused():
        page.live_revision.publish()
    with refused():
        Revision.objects.get(pk=page.live_revision_id).publish()


def _signed_for_later(office: Office) -> DocumentPage:
    """Signed, to be public in an hour; the page's own row meanwhile holds an unsigned draft."""
    page = office.publish(office.document(go_live_at=timezone.now() + dt.timedelta(hours=1)))
    assert not page.live
    DocumentPage.objects.filter(pk=page.pk).update(overview=UNSIGNED)
    return DocumentPage.objects.get(pk=page.pk)


@attempt("SQL 把已签待公开的页面提前置为公开")
def live_row_with_a_draft(office: Office):
    page = _signed_for_later(office)
    sql(
        "UPDATE wagtailcore_page SET live = %s, live_revision_id = latest_revision_id WHERE id = %s",
        True,
        page.pk,
    )
    assert not DocumentPage.objects.get(pk=page.pk).live, "未到时间就公开"


@attempt("save(update_fields) 只写公开标记")
def live_flag_alone(office: Office):
    page = _signed_for_later(office)
    signed = page.get_latest_revision()
    draft = signed.as_object()
    draft.live, draft.live_revision = True, signed
    with refused():
        draft.save(update_fields=["live", "live_revision"])


@attempt("SQL 给未签版本填定时公开")
def schedule_by_hand(office: Office):
    _pretend_due(unsigned(office))


def _pretend_due(page) -> None:
    due = timezone.now() - dt.timedelta(minutes=1)
    sql(
        "UPDATE wagtailcore_revision SET approved_go_live_at = %s WHERE id = %s", due, page.latest_revision_id
    )
    sql("UPDATE wagtailcore_page SET go_live_at = %s WHERE id = %s", due, page.pk)
    with refused():
        call_command("publish_scheduled")


def _rewrite(revision_id: int) -> None:
    content = Revision.objects.get(pk=revision_id).content | {"title": UNSIGNED, "go_live_at": None}
    sql("UPDATE wagtailcore_revision SET content = %s WHERE id = %s", json.dumps(content), revision_id)


@attempt("SQL 倒拨封签链的末端")
def head_rewritten(office: Office):
    """The next decision then follows a wrong record: nothing is published by it that was not signed."""
    page = office.submit(unsigned(office))
    head = SealHead.objects.get().digest
    sql("UPDATE signoff_sealhead SET digest = %s", "0" * 64)
    with refused():
        office.decide(page, office.head)
    sql("UPDATE signoff_sealhead SET digest = %s", head)
