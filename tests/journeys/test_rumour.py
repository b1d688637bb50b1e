"""A rumour reported by the public, clarified at once from a phone, reviewed afterwards, looked at again."""

import re

import pytest
from playwright.sync_api import Page, expect

from foundation.duties.models import Duty
from foundation.signoff.models import EmergencyMeasure
from interpretation.clarifications.duties import DECIDE, RECHECK
from interpretation.clarifications.models import ClarificationPage, RumourCase
from tests.interpretation.clarifications.conftest import CLAIM, EVIDENCE, desk  # noqa: F401

from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
TITLE = "网传“甲河镇自来水被农药污染”不实"
OVERVIEW = "甲河镇供水正常，水质检测全部合格，没有停水安排。"
CONTACT = "0000-7654321"


def report(page: Page, address: str) -> tuple[str, str]:
    """As a villager on a phone; gives number and receipt code."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/piyao/")
    page.get_by_role("link", name="举报虚假信息线索").click()
    page.get_by_label("您看到或者听到的说法").fill(CLAIM)
    page.get_by_label("在哪里看到的").fill("甲河镇赶集群")
    page.get_by_role("textbox", name="联系方式").fill(CONTACT)
    page.get_by_label("我同意").check()
    page.get_by_role("button", name="提交举报").click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    facts = page.locator(".receipt dd").all_inner_texts()
    return facts[0].strip(), facts[1].strip()


def act(page: Page, name: str) -> None:
    """One of the buttons of a matter."""
    page.locator(".clarification-next").get_by_role("link", name=name, exact=True).click()


def write_draft(page: Page) -> None:
    """What the draft does not know yet, in Wagtail's editor."""
    page.locator("input[name=title]").fill(TITLE)
    page.locator("textarea[name=overview]").fill(OVERVIEW)
    page.locator("textarea[name=basis]").fill("《生活饮用水卫生标准》（GB 5749）")
    page.locator("input[name=spokesperson]").fill("县政府办公室政务公开科")
    page.locator("input[name=phone]").fill("0000-0000001")
    page.locator("[data-contentpath=facts] .public-DraftEditor-content").click()
    page.keyboard.type("县水务局取样检测，指标全部合格。")
    # The editor writes what was typed into its field after a moment.
    expect(page.locator("[name=facts]")).to_have_value(re.compile("指标全部合格"))
    page.get_by_role("button", name="保存草稿").first.click()
    expect(page.locator(".messages .success")).to_be_visible()


@pytest.mark.rows("R-127", "R-128", "R-129", "R-131", "R-132", "R-133")
def test_a_rumour_is_clarified_within_its_hours(desk, live_server, page: Page):  # noqa: F811
    office, at_work = desk.office, Desk(page, live_server.url)
    page.set_default_timeout(60_000)
    number, code = report(page, live_server.url)
    case = RumourCase.objects.get()
    screen = f"{live_server.url}/admin/clarifications/{case.pk}/"

    page.set_viewport_size(DESK)
    at_work.log_in(office.editor)
    page.goto(f"{live_server.url}/admin/clarifications/")
    page.get_by_role("link", name=CLAIM).click()
    expect(page.locator("main")).to_contain_text(number)
    expect(page.locator("main")).not_to_contain_text(CONTACT)
    act(page, "核实")
    page.get_by_label("不实", exact=True).check()
    page.get_by_label("核实依据").fill(EVIDENCE)
    page.get_by_label("依据来源").fill("县水务局检测报告")
    page.get_by_role("button", name="核实").click()
    expect(page.locator(".messages .success")).to_contain_text("核实结果已登记")

    at_work.log_in(office.head)
    page.goto(screen)
    act(page, "处置决定")
    page.get_by_label("公开澄清", exact=True).check()
    page.get_by_role("button", name="处置决定").click()
    expect(page.locator("main")).to_contain_text("首次决定按时作出")

    at_work.log_in(office.editor)
    page.goto(screen)
    act(page, "起草澄清")
    page.get_by_role("button", name="起草澄清").click()
    expect(page.locator(".messages .success")).to_contain_text("由本部门主要负责人审批")
    write_draft(page)

    page.set_viewport_size(PHONE)
    at_work.log_in(office.leader)
    page.goto(screen)
    expect(page.locator("main")).not_to_contain_text("暂不能紧急公开")
    page.get_by_role("link", name="紧急公开").click()
    at_work.give_reason("立即公开", "谣言已引起群众抢购饮用水，须立即澄清")
    expect(page.locator(".messages .success")).to_contain_text("待补审")

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/piyao/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("article")).to_contain_text(OVERVIEW)
    expect(page.locator(".verdict")).to_contain_text("不实")
    expect(page.locator("body")).not_to_contain_text("补审")
    page.get_by_role("button", name="有帮助", exact=True).click()
    expect(page.get_by_role("heading", name="谢谢您")).to_be_visible()
    page.goto(f"{live_server.url}/huizhi/")
    page.locator("input[name=number]").fill(number)
    page.locator("input[name=code]").fill(code)
    page.locator("main").get_by_role("button").first.click()
    expect(page.locator("main")).to_contain_text("已公开澄清")
    assert EmergencyMeasure.objects.get().state == "waiting"

    page.set_viewport_size(DESK)
    for person, button in ((office.head, "同意"), (office.secrecy, "同意"), (desk.main, "签发并公开")):
        at_work.log_in(person)
        at_work.approve_first(button)
    assert EmergencyMeasure.objects.get().state == "passed"

    at_work.log_in(office.editor)
    page.goto(screen)
    act(page, "登记复查")
    page.get_by_label("澄清有效，已平息").check()
    page.get_by_label("复查情况").fill("各群、各平台已经看不到该说法，来电咨询为零")
    page.get_by_role("button", name="登记复查").click()
    expect(page.locator(".messages .success")).to_contain_text("复查情况已登记")

    case.refresh_from_db()
    decided, rechecked = Duty.objects.of(case, DECIDE).get(), Duty.objects.of(case, RECHECK).get()
    assert (case.state, decided.is_late, rechecked.is_open) == ("clarified", False, False)
    assert ClarificationPage.objects.get().live
