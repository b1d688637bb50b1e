"""What is done at once, and how others review it afterwards (补审), to the end."""

import pytest
from playwright.sync_api import Page, expect

from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.signoff.models import Clearance, EmergencyMeasure
from tests.offices import appoint

from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
REASON = "上游水库开闸泄洪,须立即告知沿岸群众转移"


@pytest.mark.rows("R-068")
def test_an_emergency_publication_and_its_review(office, live_server, page: Page):
    second = appoint("fulingdao", "何副长", PostKind.LEADER, office.body)
    draft = office.document(title="关于上游泄洪的紧急公告")
    desk = Desk(page, live_server.url)

    desk.log_in(office.leader)
    desk.find_for_emergency("紧急公告", "紧急公开")
    desk.give_reason("立即公开", REASON)
    expect(page.locator(".messages .success")).to_contain_text("已经公开，待补审")

    page.context.clear_cookies()
    address = DocumentPage.objects.get(pk=draft.pk).full_url.replace("http://localhost", live_server.url)
    page.goto(address)
    expect(page.get_by_role("heading", name=draft.title).first).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("补审")

    for person in office.approvers[:-1]:
        desk.log_in(person)
        desk.approve_first("同意")
    # Who decided in the emergency does not review the own decision; another leader does.
    desk.log_in(office.leader)
    page.goto(f"{live_server.url}/admin/signoff/")
    expect(page.locator(".signoff-card a", has_text=draft.title)).to_have_count(0)
    page.goto(f"{live_server.url}/admin/pages/{draft.pk}/edit/")
    expect(page.locator(".messages")).to_contain_text("紧急公开：待补审")
    desk.log_in(second)
    desk.approve_first("签发并公开")

    measure = EmergencyMeasure.objects.get()
    assert (measure.state, measure.reviewed_by) == ("passed", second)
    assert Clearance.objects.filter(page_id=draft.pk).count() == 1
    page.goto(f"{live_server.url}/admin/pages/{draft.pk}/edit/")
    expect(page.locator("body")).not_to_contain_text("待补审")
    page.goto(address)
    expect(page.get_by_role("heading", name=draft.title).first).to_be_visible()


@pytest.mark.rows("R-068")
def test_an_emergency_withdrawal_its_tombstone_and_its_review(office, live_server, page: Page):
    document = office.publish(office.document(title="关于发放补贴的通知"))
    address = document.full_url.replace("http://localhost", live_server.url)
    desk = Desk(page, live_server.url)

    desk.log_in(office.secrecy)
    desk.find_for_emergency("发放补贴", "紧急撤下")
    page.get_by_label("侵犯权益").check()
    desk.give_reason("立即撤下", "附件含有群众身份证号码,须立即停止公开")
    expect(page.locator(".messages .success")).to_contain_text("已经撤下，公众不再能看到")

    page.context.clear_cookies()
    assert page.goto(address).status == 410
    expect(page.locator("main")).to_contain_text("侵犯权益")
    expect(page.locator("body")).not_to_contain_text("身份证号码")

    desk.log_in(office.leader)
    page.goto(f"{live_server.url}/admin/signoff/takedowns/")
    page.get_by_role("link", name=document.title).first.click()
    page.get_by_label("意见").fill("情况属实,同意撤下,更正后重新送审。")
    page.get_by_role("button", name="补审同意").click()
    expect(page.locator(".messages .success")).to_contain_text("补审通过")

    assert EmergencyMeasure.objects.get().reviewed_by == office.leader
    page.goto(f"{live_server.url}/admin/signoff/takedowns/")
    expect(page.locator("body")).to_contain_text("没有待补审的应急处置")

    # Corrected and signed by all, it is public again and the tombstone is gone.
    corrected = DocumentPage.objects.get(pk=document.pk)
    corrected.save_revision(user=office.editor)
    office.publish(DocumentPage.objects.get(pk=document.pk))
    page.context.clear_cookies()
    assert page.goto(address).status == 200
