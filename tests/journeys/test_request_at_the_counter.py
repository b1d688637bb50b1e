"""An application handed in at the counter and answered at once: taken in, accepted, signed, signed for, closed."""

import re

import pytest
from playwright.sync_api import Page, expect

from disclosure.requests.enums import AnswerKind, Channel, State
from disclosure.requests.models import Case
from foundation.duties.models import Duty
from tests.disclosure.answers.answering import offices
from tests.disclosure.answers.test_redacted import SHOWN, with_history
from tests.offices import Office

from .request_walks import RequestDesk, pdf
from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NEED = "某某路养护工程验收报告"


def clerk_takes_in(page: Page, address: str, office: Office) -> str:
    """From the menu to the receipt; gives the number."""
    desk = Desk(page, address)
    desk.log_in(office.clerk)
    page.get_by_role("button", name="依申请公开").click()
    page.get_by_role("link", name="登记申请").click()
    page.get_by_label("申请渠道").select_option(label="当面提交")
    page.get_by_label("姓名或者单位名称").fill("林某某")
    page.get_by_label("信息名称").fill(NEED)
    page.get_by_label("内容描述").fill(f"{NEED}全文。")
    page.get_by_label("自行领取").check()
    page.get_by_role("button", name="登记并出具回执").click()
    expect(page.get_by_role("heading", name="已登记")).to_be_visible()
    number = page.locator(".signoff-facts b").first.inner_text()
    page.get_by_role("link", name="打开本件").click()
    return number


def clerk_accepts(desk: RequestDesk, office: Office) -> None:
    """受理, by the person whom the citizen is still facing."""
    desk.step("受理")
    desk.page.get_by_label("承办科室").select_option(label=str(office.unit))
    desk.finish("受理")


def clerk_answers_at_once(desk: RequestDesk) -> None:
    """当场答复: with the file in hand."""
    page = desk.page
    desk.step("当场答复")
    page.get_by_label(re.compile("随答复书提供")).check()
    page.get_by_role("button", name="拟写答复并送审").click()
    expect(page.get_by_text("请上传提供给申请人的文件")).to_be_visible()
    page.get_by_label("提供的文件").set_input_files(pdf("baogao.pdf", with_history(SHOWN, SHOWN)))
    desk.finish("拟写答复并送审")


def clerk_hands_over(desk: RequestDesk, office: Office) -> None:
    """送达 with the citizen's signature as proof."""
    page = desk.page
    desk.open_case(office.clerk)
    desk.step("送达")
    expect(page.get_by_label("送达方式")).to_have_value("pick_up")
    page.get_by_label("送达凭证").set_input_files(pdf("qianshou.pdf", with_history("signed", "signed")))
    desk.finish("记录送达")
    expect(page.get_by_role("link", name="qianshou.pdf")).to_be_visible()


@pytest.mark.rows("R-150", "R-177")
def test_from_the_counter_to_an_answer_signed_for_on_the_spot(office, live_server, page: Page):
    offices(office)
    page.set_default_timeout(30_000)
    number = clerk_takes_in(page, live_server.url, office)
    case = Case.objects.get(number=number)
    assert (case.state, case.channel) == (State.REGISTERED, Channel.COUNTER)
    assert case.received_on == case.submitted_on
    desk = RequestDesk(page, live_server.url, case)
    clerk_accepts(desk, office)
    clerk_answers_at_once(desk)
    desk.sign_all(office)
    desk.log_in(office.leader)
    desk.approve_first("签发")
    clerk_hands_over(desk, office)

    page.goto(f"{live_server.url}/admin/requests/")
    page.get_by_role("link", name=re.compile("^已办结")).click()
    row = page.get_by_role("row", name=re.compile(NEED))
    expect(row).to_contain_text("已答复")
    case.refresh_from_db()
    assert (case.state, case.items.get().kind) == (State.CLOSED, AnswerKind.GRANTED)
    assert case.closed_on == case.received_on
    assert not Duty.objects.open().of(case, "foi.answer").exists()
