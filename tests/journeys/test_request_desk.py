"""依申请公开 at the desk (flows.md): accepted, supplemented, extended with the head's consent on a phone."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from disclosure.requests.enums import State
from disclosure.requests.models import Case
from foundation.duties.models import Duty
from foundation.workdays.selectors import load_calendar
from tests.disclosure.requests.cases import opened
from tests.offices import PASSWORD

from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def workday_before_today() -> dt.date:
    day = timezone.localdate() - dt.timedelta(days=1)
    while not load_calendar().is_workday(day):
        day -= dt.timedelta(days=1)
    return day


@pytest.mark.rows("R-161", "R-164")
def test_from_the_counter_to_an_extension_consented_on_a_phone(
    office, live_server, page: Page, browser: Browser
):
    case = opened(office, workday_before_today(), text="申请公开人民路改造工程的竣工验收报告")
    desk = Desk(page, live_server.url)

    desk.log_in(office.clerk)
    page.goto(f"{live_server.url}/admin/requests/")
    page.get_by_role("link", name="竣工验收报告").click()
    expect(page.get_by_text("交承办科室办理，生成受理单")).to_be_visible()
    page.get_by_role("link", name="受理", exact=True).click()
    page.get_by_label("承办科室").select_option(label=str(office.unit))
    page.get_by_role("button", name="受理").click()
    expect(page.locator(".messages .success")).to_contain_text("已办理“受理”")

    page.get_by_role("link", name="告知补正", exact=True).click()
    page.get_by_label("申请公开的政府信息的名称").uncheck()
    page.get_by_role("button", name="告知补正").click()
    expect(page.get_by_text("等待补正")).to_be_visible()
    page.get_by_role("link", name="收到补正", exact=True).click()
    page.get_by_label("补正内容").fill("指人民路北段，2025年竣工")
    page.get_by_role("button", name="收到补正").click()
    expect(page.locator(".messages .success")).to_contain_text("已办理“收到补正”")

    desk.log_in(office.editor)
    page.goto(f"{live_server.url}/admin/requests/{case.pk}/")
    page.get_by_role("link", name="提请延期", exact=True).click()
    page.get_by_label("延长的工作日").fill("10")
    page.get_by_label("理由").fill("竣工资料分散在多个科室，需要逐件核对")
    page.get_by_role("button", name="提请延期").click()
    expect(page.get_by_text("等待政府信息公开工作机构负责人同意").first).to_be_visible()

    before = Duty.objects.open().of(case, "foi.answer").get().due_on
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    phone.goto(f"{live_server.url}/admin/login/")
    phone.locator("input[name=username]").fill(office.foi_head.username)
    phone.locator("input[name=password]").fill(PASSWORD)
    phone.get_by_role("button", name="登录").click()
    phone.goto(f"{live_server.url}/admin/requests/consents/")
    expect(phone.get_by_text("延期10个工作日")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.get_by_role("button", name="同意", exact=True).tap()
    expect(phone.locator(".messages .success")).to_contain_text("已同意延期")
    expect(phone.get_by_text("没有等待您同意的事项")).to_be_visible()
    phone.context.close()

    assert Duty.objects.open().of(case, "foi.answer").get().due_on > before
    assert Case.objects.get(pk=case.pk).state == State.HANDLING
