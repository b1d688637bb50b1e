"""Paths by which something that is not 主动公开 would become public, though everybody has signed."""

from django.db import connection
from django.urls import reverse

from disclosure.documents.models import DocumentPage
from foundation.signoff.emergency import publish_at_once
from foundation.signoff.enums import ClearanceKind
from foundation.signoff.models import Clearance, Seal
from foundation.signoff.services import clear, decide, publish_structure, revision_digest
from tests.offices import Office, answers

from .attempts import UNSIGNED, attempt, client_of, post_edit, refused, unsigned

WITHHELD = {
    "openness": "withheld",
    "openness_reason": "N5",
    "openness_basis": "《中华人民共和国政府信息公开条例》第十五条",
    "openness_note": "涉及申请人家庭成员的身份和收入信息",
}
INSIDE = {**WITHHELD, "openness_reason": "N6", "audience": "inside"}


def concluded(office: Office, **fields) -> DocumentPage:
    """Signed by everybody, to stay inside."""
    page = unsigned(office, **(WITHHELD | fields))
    with refused():
        page = office.publish(page)
    return DocumentPage.objects.get(pk=page.pk)


@attempt("不予公开的稿件走完全部审签")
def withheld_through_the_chain(office: Office):
    concluded(office)


@attempt("依申请公开的稿件走完全部审签")
def on_request_through_the_chain(office: Office):
    concluded(office, openness="on_request")


@attempt("单位内部公开的稿件走完全部审签")
def inside_through_the_chain(office: Office):
    concluded(office, **INSIDE)


@attempt("主动公开与单位内部公开同选")
def proactive_inside(office: Office):
    with refused():
        office.publish(unsigned(office, audience="inside"))


@attempt("签发为不予公开后 revision.publish()")
def publish_concluded(office: Office):
    page = concluded(office)
    with refused():
        page.get_latest_revision().publish(skip_permission_checks=True)


@attempt("签发为不予公开后补发许可")
def clear_concluded(office: Office):
    page = concluded(office)
    revision = page.get_latest_revision()
    seal = Seal.objects.filter(page_id=page.pk).last()
    with refused():
        clear(page, revision, ClearanceKind.CHAIN, revision_digest(revision), seal)
        revision.publish(skip_permission_checks=True)


@attempt("伪造许可后公开不予公开的稿件")
def forged_clearance(office: Office):
    page = concluded(office)
    revision = page.get_latest_revision()
    with refused():
        Clearance.objects.create(
            page_id=page.pk,
            revision_id=revision.pk,
            kind=ClearanceKind.CHAIN,
            content_digest=revision_digest(revision),
            seal=Seal.objects.filter(page_id=page.pk).last(),
        )
        revision.publish(skip_permission_checks=True)


@attempt("把不予公开的稿件当作栏目结构公开")
def as_structure(office: Office):
    with refused():
        publish_structure(unsigned(office, **WITHHELD), "建立栏目")


@attempt("紧急公开不予公开的稿件", "领导")
def emergency(office: Office, user):
    page = unsigned(office, **WITHHELD)
    with refused():
        publish_at_once(page, user, reason="情况紧急须立即公开,请补审")


@attempt("紧急公开的网址", "领导")
def emergency_by_address(office: Office, user):
    page = unsigned(office, **WITHHELD)
    address = reverse("signoff:publish", args=[page.pk])
    client_of(user).post(address, {"reason": "情况紧急须立即公开,请补审", "confirm": "on"})


@attempt("签发为不予公开后改为主动公开再送审")
def reopened_by_the_editor(office: Office):
    page = concluded(office)
    page.openness = "proactive"
    page.save_revision(user=office.editor)
    with refused():
        office.publish(DocumentPage.objects.get(pk=page.pk))


@attempt("queryset.update(openness) 后送审")
def attribute_by_update(office: Office):
    page = unsigned(office, **WITHHELD)
    DocumentPage.objects.filter(pk=page.pk).update(openness="proactive")
    with refused():
        office.publish(DocumentPage.objects.get(pk=page.pk))


@attempt("签发为不予公开后 update(openness, live)")
def attribute_and_live_by_update(office: Office):
    page = concluded(office)
    with refused():
        DocumentPage.objects.filter(pk=page.pk).update(
            openness="proactive", live=True, live_revision_id=page.latest_revision_id
        )


@attempt("已公开页面 update 为不予公开")
def live_page_by_update(office: Office):
    page = office.publish(office.document())
    with refused():
        DocumentPage.objects.filter(pk=page.pk).update(openness="withheld")
    assert not DocumentPage.objects.filter(pk=page.pk, live=True).exclude(openness="proactive").exists()


@attempt("已公开页面 SQL 改为不予公开")
def live_page_by_sql(office: Office):
    page = office.publish(office.document())
    with refused(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_documentpage SET openness = 'withheld' WHERE page_ptr_id = %s", [page.pk]
        )
    assert not DocumentPage.objects.filter(pk=page.pk, live=True).exclude(openness="proactive").exists()


@attempt("已公开页面的修改稿改为不予公开")
def live_page_changed_to_withheld(office: Office):
    page = office.publish(office.document())
    page.title = UNSIGNED
    for name, value in WITHHELD.items():
        setattr(page, name, value)
    page.save_revision(user=office.editor)
    with refused():
        office.publish(DocumentPage.objects.get(pk=page.pk))


@attempt("编辑页把已公开页面改为不予公开并提交", "编辑", "超级用户")
def live_page_changed_on_screen(office: Office, user):
    page = office.publish(office.document())
    changed = {"title": UNSIGNED, "action-submit": "1"} | WITHHELD
    post_edit(office, client_of(user), page, **changed)
    page = DocumentPage.objects.get(pk=page.pk)
    assert not page.workflow_in_progress


@attempt("签发人改定为不予公开")
def decided_by_the_leader(office: Office):
    page = office.submit(unsigned(office))
    for user in office.approvers:
        page = DocumentPage.objects.get(pk=page.pk)
        state = page.current_workflow_task_state.specific
        final = {
            "attribute-value": "withheld",
            "attribute-reason": "N7",
            "attribute-basis": "《中华人民共和国政府信息公开条例》第十六条",
            "attribute-note": "为内部讨论稿,尚未形成结论",
        }
        filled = {**answers(state.task.specific), "comment": "同意。"}
        decide(state, user, "approve", filled | (final if user == office.leader else {}))
    with refused():
        DocumentPage.objects.get(pk=page.pk).get_latest_revision().publish(skip_permission_checks=True)
    with refused():
        publish_at_once(
            DocumentPage.objects.get(pk=page.pk), office.leader, reason="情况紧急须立即公开,请补审"
        )
