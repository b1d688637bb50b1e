"""A citizen applies: home page, 依申请公开, form, confirmation by mail, time line; with and without script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from disclosure.applications.models import SolvedCount
from disclosure.requests.enums import State
from disclosure.requests.models import Case
from tests.axe import faults_on

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NEED = "某某路改造工程征收补偿方案"
MAIL = "lin@mail.example"


def check(page: Page) -> None:
    """Nothing that axe finds wrong."""
    assert faults_on(page, page.url) == []


def to_the_form(page: Page, address: str, look) -> None:
    """Three clicks from the home page of the site."""
    page.goto(address)
    page.get_by_role("link", name="依申请公开").first.click()
    expect(page.get_by_role("heading", name="依申请公开", exact=True)).to_be_visible()
    expect(page.get_by_role("img", name="政府信息公开申请办理流程图")).to_be_visible()
    look(page)
    page.get_by_role("link", name=re.compile("^在线申请")).click()
    expect(page.get_by_role("heading", name="政府信息公开申请", exact=True)).to_be_visible()


def fill(page: Page) -> None:
    page.get_by_label("姓名或者单位名称").fill("林某某")
    page.get_by_label("电子邮箱", exact=True).first.fill(MAIL)
    page.get_by_label("信息名称").fill(NEED)
    page.get_by_label("内容描述").fill(f"{NEED}全文。")
    page.get_by_label("纸面").check()


def send(page: Page, look) -> tuple[str, str]:
    """First without consent, then as it should be; gives number and code."""
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("alert")).to_contain_text("您填写的内容都还在")
    expect(page.get_by_label("信息名称")).to_have_value(NEED)
    look(page)
    page.get_by_label("我同意").check()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    look(page)
    facts = page.locator(".receipt dd").all_inner_texts()
    return facts[0].strip(), facts[1].strip()


def confirm(page: Page, address: str, mail) -> None:
    """The link of the mail, and the button on its page."""
    path = re.search(r"/yishenqing/queren/\S+", mail.body).group()
    page.goto(f"{address}{path}")
    page.get_by_role("button", name="确认，这是我提交的申请").click()
    expect(page.locator("main .notice--ok")).to_contain_text("已经确认")


def follow(page: Page, address: str, number: str, code: str, look) -> None:
    page.goto(f"{address}/yishenqing/chaxun/")
    look(page)
    page.get_by_label("申请编号").fill(number)
    page.get_by_label("回执码").fill(code)
    page.get_by_role("button", name="查询").click()
    expect(page.locator(".time-line")).to_contain_text("确认收到")
    page.get_by_text("期限怎么算的").click()
    expect(page.locator("main")).to_contain_text("第20个工作日")
    look(page)


@pytest.mark.rows("R-147", "R-155", "R-159", "R-160", "R-198")
def test_a_citizen_applies_confirms_and_follows(office, live_server, page: Page, mailoutbox):
    page.set_default_timeout(60_000)
    to_the_form(page, live_server.url, check)
    page.get_by_role("radio", name="法人或者其他组织").check()
    expect(page.get_by_label("统一社会信用代码")).to_be_visible()
    expect(page.get_by_label("证件号码", exact=True)).to_be_hidden()
    page.get_by_role("radio", name="公民").check()
    expect(page.get_by_label("统一社会信用代码")).to_be_hidden()
    fill(page)
    page.get_by_role("button", name="保存草稿到本机").click()
    expect(page.get_by_text("已保存")).to_be_visible()
    page.reload()
    expect(page.get_by_label("信息名称")).to_have_value(NEED)
    number, code = send(page, check)
    confirm(page, live_server.url, mailoutbox[0])
    check(page)
    assert Case.objects.get().state == State.REGISTERED
    follow(page, live_server.url, number, code, check)
    page.get_by_text("不再需要这些信息").click()
    page.get_by_role("button", name="撤回申请").click()
    expect(page.locator("main .notice--ok")).to_contain_text("已撤回")
    assert Case.objects.get().state == State.CLOSED
    assert not page.context.cookies()


def test_the_answer_appears_while_the_need_is_typed(office, live_server, page: Page):
    page.set_default_timeout(60_000)
    office.publish(office.document(title="关于夜间公交运营的通知"))
    page.goto(f"{live_server.url}/yishenqing/shenqing/")
    page.get_by_label("信息名称").press_sequentially("夜间公交")
    expect(page.get_by_role("link", name="关于夜间公交运营的通知")).to_be_visible()
    check(page)
    page.get_by_role("button", name="这已解答我的问题").click()
    expect(page.get_by_role("heading", name="很高兴")).to_be_visible()
    assert SolvedCount.objects.get().times == 1
    assert not Case.objects.exists()


def test_the_same_without_script(office, live_server, browser: Browser, mailoutbox):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(60_000)
    to_the_form(page, live_server.url, lambda shown: None)
    fill(page)
    number, code = send(page, lambda shown: None)
    confirm(page, live_server.url, mailoutbox[0])
    follow(page, live_server.url, number, code, lambda shown: None)
    assert not context.cookies()
    context.close()
