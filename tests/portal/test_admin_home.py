"""工作台: the user's own work instead of Wagtail's summary of the site."""

import pytest

from disclosure.documents.models import DocumentPage

pytestmark = pytest.mark.django_db


def home(client, user) -> str:
    client.force_login(user)
    return client.get("/admin/").content.decode()


@pytest.mark.rows("R-008")
def test_the_editor_sees_drafts_returns_and_where_submissions_stand(office, client):
    office.document(title="还在写的通知")
    returned = office.submit(office.document(title="被退回的通知"))
    office.decide(returned, office.head, "reject", "请补充联系电话")
    office.decide(office.submit(office.document(title="正在审的通知")), office.head)
    text = home(client, office.editor)

    drafts = text.split("我的草稿")[1]
    assert "还在写的通知" in drafts
    assert "被退回的通知" not in drafts
    assert "正在审的通知" not in drafts
    assert "请补充联系电话" in text.split("我的退回件")[1]
    assert "到“保密审查”" in text.split("我在审的件")[1]
    assert "新建" in text


def test_the_approver_sees_what_waits_and_no_button_to_write(office, client):
    page = office.submit(office.document(title="关于防汛工作的通知"))
    text = home(client, office.head)
    assert page.title in text.split("待我审签")[-1]
    assert ">新建<" not in text


def test_a_resubmitted_draft_is_no_longer_listed_as_returned(office, client):
    page = office.decide(
        office.submit(office.document(title="被退回的通知")), office.head, "reject", "请补充电话"
    )
    page.save_revision(user=office.editor)
    DocumentPage.objects.get(pk=page.pk).current_workflow_state.resume(office.editor)
    text = home(client, office.editor)
    assert "我的退回件" not in text
    assert "到“科室负责人初审”" in text
