"""The leader's queue (flows.md): a return with a marked paragraph, a phone, and a delegate among four levels."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from disclosure.documents.models import DocumentPage
from foundation.signoff.models import PostTaskState, Seal
from tests.foundation.signoff.people import join
from tests.offices import PASSWORD

from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WRONG, RIGHT = "补贴标准为每人每月三百元。", "补贴标准为每人每月五百元。"


def step_of(page: DocumentPage) -> PostTaskState:
    return PostTaskState.objects.waiting().get(page_id=page.pk)


@pytest.mark.rows("R-047")
def test_return_with_a_paragraph_mark_and_resubmission(office, live_server, page: Page):
    text = f"<p>各乡镇人民政府:</p><p>{WRONG}</p>"
    document = office.submit(office.document(title="关于高龄补贴的通知", content=[("text", text)]))
    desk = Desk(page, live_server.url)

    desk.log_in(office.head)
    page.goto(f"{live_server.url}/admin/signoff/{step_of(document).pk}/")
    page.frame_locator(".signoff-preview").get_by_text(WRONG).click()
    expect(page.locator("[data-pointed]")).to_contain_text("正文第2段")
    page.get_by_label("要怎样修改").fill("应为五百元,与附表一致")
    page.get_by_role("button", name="加入退回意见").click()
    page.get_by_role("link", name="退回").click()
    page.get_by_role("button", name="确认退回").click()
    expect(page.locator(".messages .success")).to_contain_text("林小北会收到您的意见")

    desk.log_in(office.editor)
    page.goto(f"{live_server.url}/admin/pages/{document.pk}/edit/")
    expect(page.get_by_text("应为五百元,与附表一致").first).to_be_visible()
    page.locator("[data-jump-text]").click()
    paragraph = page.locator("[data-block='true']", has_text=WRONG).first
    expect(paragraph).to_be_in_viewport()
    paragraph.click()
    page.keyboard.press("End")
    page.keyboard.type("(已改)")
    expect(page.locator("input[name='content-0-value']")).to_have_value(re.compile("已改"))
    desk.submit_for_review()

    desk.log_in(office.head)
    page.goto(f"{live_server.url}/admin/signoff/")
    page.get_by_role("link", name="关于高龄补贴的通知").click()
    expect(page.frame_locator(".signoff-preview").get_by_text("已改")).to_be_visible()
    desk.agree("同意")
    assert step_of(document).task.name == "保密审查"


def test_pointing_works_without_script(office, live_server, browser: Browser):
    document = office.submit(office.document(content=[("text", f"<p>{WRONG}</p>")]))
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/signoff/{step_of(document).pk}/")
    page.locator("input[name=username]").fill(office.head.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit], form [type=submit]").first.click()
    rows = page.locator("[data-mark]")
    option = rows.first.locator("option", has_text="正文第1段").get_attribute("value")
    rows.first.locator("select").select_option(option)
    rows.first.locator("input").fill("金额有误")
    page.get_by_role("button", name="确认退回").click()
    expect(page.locator(".messages .success")).to_contain_text("林小北会收到您的意见")
    assert "金额有误" in Seal.objects.last().opinion
    context.close()


def test_from_the_mails_link_to_done_in_three_taps_on_a_phone(
    office, live_server, browser: Browser, mailoutbox
):
    document = office.submit(office.document(title="关于防汛工作的通知"))
    for person in office.approvers[:-1]:
        document = office.decide(document, person)
    link = next(
        word.removeprefix("审阅并办理：")
        for word in mailoutbox[-1].body.split()
        if word.startswith("审阅并办理：")
    )
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="zh-CN")
    page = context.new_page()
    Desk(page, live_server.url).log_in(office.leader)
    page.goto(live_server.url + link[link.index("/admin/") :])
    boxes = page.locator(".signoff-bar").locator("a, button").all()
    places = [box.bounding_box() for box in boxes]
    assert [box.inner_text()[:2] for box in boxes] == ["签发", "退回", "转办"]
    assert len({round(place["y"] + place["height"]) for place in places}) == 1
    assert all(place["x"] >= 0 and place["x"] + place["width"] <= 390 for place in places)

    taps = 0
    for box in page.locator("#approve-form input[type=checkbox]").all():
        box.tap()
        taps += 1
    page.get_by_role("button", name="签发并公开").tap()
    taps += 1
    expect(page.locator(".messages .success")).to_contain_text("已经公开")
    assert taps <= 3
    assert DocumentPage.objects.get(pk=document.pk).live
    context.close()


def test_on_a_phone_nothing_is_cut_off_and_the_menu_covers_no_text(office, live_server, browser: Browser):
    document = office.submit(office.document())
    for person in office.approvers[:-1]:
        document = office.decide(document, person)
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    Desk(page, live_server.url).log_in(office.leader)
    page.goto(f"{live_server.url}/admin/signoff/{step_of(document).pk}/")
    page.get_by_role("button", name="签发并公开").click()  # nothing is ticked yet
    expect(page.locator(".messages .error")).to_be_attached()
    for more in page.locator("main summary").all():
        more.click()
    fields = page.locator("main").locator("input:visible, select:visible, textarea:visible")
    for place in [field.bounding_box() for field in fields.all()]:
        assert place["x"] >= 0 and place["x"] + place["width"] <= 390
    menu = page.locator(".sidebar-nav-toggle").bounding_box()
    header = page.locator("main header").first.bounding_box()
    assert menu["y"] + menu["height"] <= header["y"] + header["height"]
    context.close()


@pytest.mark.rows("R-076", "R-277")
def test_four_levels_one_of_them_signed_by_a_delegate(office, live_server, page: Page):
    delegate = join(office.reviewer, "daili", "代理人", delegate=True)
    document = office.submit(office.document(title="关于防汛工作的通知"))
    desk = Desk(page, live_server.url)
    for person in (office.head, office.secrecy):
        document = office.decide(document, person)
    desk.log_in(delegate)
    page.goto(f"{live_server.url}/admin/signoff/")
    expect(page.locator(".signoff-card").get_by_text("代 钱复明")).to_be_visible()
    desk.approve_first("同意")
    expect(page.locator(".messages .success")).to_contain_text("方立诚")
    desk.log_in(office.leader)
    desk.approve_first("签发并公开")
    page.goto(f"{live_server.url}/admin/signoff/sheet/{document.pk}/")
    expect(page.get_by_text("代理人（代 钱复明 签）")).to_be_visible()
    assert DocumentPage.objects.get(pk=document.pk).live
