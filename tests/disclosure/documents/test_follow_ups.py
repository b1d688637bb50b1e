"""Evaluation, answers and activities of a policy stand on its page, and the policy on theirs."""

import pytest

from disclosure.documents.models import InformationPage, PolicyFollowUp

pytestmark = pytest.mark.django_db


@pytest.mark.rows("R-099", "R-100", "R-101")
def test_a_policy_and_what_became_of_it_lead_to_each_other(office, client):
    document = office.publish(office.document(title="养老补助办法"))
    page = InformationPage(
        title="养老补助办法执行效果评估报告",
        body=office.body,
        unit=office.unit,
        owner=office.editor,
        text="<p>抽样调查显示,应补尽补。</p>",
    )
    page.follow_ups = [PolicyFollowUp(document=document, kind="evaluation")]
    office.column.add_child(instance=page)
    page.save_revision(user=office.editor)
    page = InformationPage.objects.get(pk=page.pk)
    assert "执行效果评估" not in client.get(document.url).content.decode()
    page = office.publish(page)
    shown = client.get(document.url).content.decode()
    assert "执行效果评估" in shown and page.title in shown
    assert "养老补助办法" in client.get(page.url).content.decode()
