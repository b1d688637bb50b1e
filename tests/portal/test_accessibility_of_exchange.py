"""Where citizens take part, ask and are answered, in a real browser: no accessibility fault on any page or step."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from disclosure.requests.models import Case
from opinion.consultations.models import ConsultationPage
from tests.disclosure.applications.conftest import TYPED
from tests.forms_of_the_public import send, shown_code
from tests.opinion.consultations.making import notice
from tests.opinion.feedback.test_letters import answered, written

from .test_accessibility import DESK, PHONE, faults_on

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.rows("R-284")]
TRACK = "/yishenqing/chaxun/"


@pytest.fixture
def addresses(office, said_and_answered) -> dict[str, str]:
    """The public pages of every kind that has not its place in test_accessibility."""
    letter = answered(office, written()[0])
    running = ConsultationPage.objects.get(pk=office.publish(notice(office)).pk)
    decision = said_and_answered["Meeting"].decision
    return {name: page.url for name, page in said_and_answered.items()} | {
        "征集中的公告": running.url,
        "提意见": f"/zhengji/{running.pk}/yijian/",
        "意见征集": "/zhengji/",
        "已答复的留言": f"/liuyan/{letter.number}/",
        "留言公示": "/liuyan/",
        "澄清辟谣": "/piyao/",
        "虚假信息举报": "/juyao/",
        "重大行政决策": "/decisions/",
        "决策事项": f"/decisions/{decision.pk}/",
        "新闻发言人": "/fayanren/",
        "公开查找": "/yishenqing/chazhao/?q=公交",
        "答复选登": "/yishenqing/gongkai/",
        "开放接口": "/api/",
    }


def after_each_step(page: Page, base: str, addresses: dict[str, str], said: dict[str, str]) -> Iterator[str]:
    """The steps that change what a page shows: forms sent empty, a code that is wrong, an application looked up."""
    for name in ("提意见", "虚假信息举报"):
        page.goto(base + addresses[name])
        page.locator("main form button[type=submit]").last.click()
        yield f"{name}未填"
    for name, address in (("留言", "/liuyan/write/"), ("申请", "/yishenqing/shenqing/")):
        page.goto(base + address)
        page.locator("main form button[type=submit]").last.click()
        yield f"{name}未填"
    page.goto(base + TRACK)
    for code in ("AAAA-AAAA-AAAA", said["code"]):
        page.locator("[name=number]").fill(said["number"])
        page.locator("[name=code]").fill(code)
        page.locator("main form button[type=submit]").first.click()
        yield f"申请进度 {code}"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_and_no_step_has_an_accessibility_fault(addresses, live_server, page: Page, size):
    code = shown_code(send("/yishenqing/shenqing/", **TYPED))
    said = {"number": Case.objects.get().number, "code": code}
    page.set_viewport_size(size)
    faults = []
    for version in ("", "/shilao"):
        base = live_server.url + version
        for name, address in addresses.items():
            assert page.goto(base + address).status == 200, name
            faults += faults_on(page, f"{version}{name}")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        for step in after_each_step(page, base, addresses, said):
            faults += faults_on(page, f"{version}{step}")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], step
    assert faults == []
