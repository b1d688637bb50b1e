"""One application on its whole way: supplemented, objected to, partly answered, signed, delivered, reviewed."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from disclosure.remedies.models import Dispute
from disclosure.requests.enums import Leaf, State
from disclosure.requests.models import Case
from foundation.redactions.models import Redaction
from tests.disclosure.answers.answering import offices
from tests.disclosure.answers.test_redacted import SECRET
from tests.offices import Office

from .request_walks import RequestDesk
from .test_information_request import check, confirm
from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NEED = "某某路养护工程合同"
THIRD = "示范建设有限公司"
REPLY = "2025年签订的养护合同。"


class Citizen:
    """At home, with the number and the code of the receipt."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.number = self.code = ""

    def apply(self) -> None:
        self.page.goto(f"{self.address}/yishenqing/")
        self.page.get_by_role("link", name=re.compile("^在线申请")).click()
        self.page.get_by_label("姓名或者单位名称").fill("林某某")
        self.page.get_by_label("电子邮箱", exact=True).first.fill("lin@mail.example")
        self.page.get_by_label("信息名称").fill(NEED)
        self.page.get_by_label("内容描述").fill(f"{NEED}全文。")
        self.page.get_by_label("自行领取").check()
        self.page.get_by_label("我同意").check()
        self.page.get_by_role("button", name="提交申请").click()
        expect(self.page.get_by_role("heading", name="已收到")).to_be_visible()
        facts = self.page.locator(".receipt dd").all_inner_texts()
        self.number, self.code = facts[0].strip(), facts[1].strip()

    def look_up(self) -> None:
        self.page.goto(f"{self.address}/yishenqing/chaxun/")
        self.page.get_by_label("申请编号").fill(self.number)
        self.page.get_by_label("回执码").fill(self.code)
        self.page.get_by_role("button", name="查询").click()
        expect(self.page.locator(".time-line")).to_be_visible()

    def supplement(self) -> None:
        self.look_up()
        expect(self.page.locator(".notice")).to_contain_text("请写明合同的年份")
        check(self.page)
        self.page.get_by_label("补正的内容").fill(REPLY)
        self.page.get_by_role("button", name="提交补正").click()
        expect(self.page.locator(".notice--ok")).to_be_visible()

    def wait(self) -> None:
        """While the third party is asked the clock stands still, and nobody is named."""
        self.look_up()
        expect(self.page.locator(".receipt")).to_contain_text("暂停计算")
        expect(self.page.locator("main")).not_to_contain_text(THIRD)

    def read_the_answer(self) -> None:
        self.look_up()
        line = self.page.locator(".time-line")
        for words in ("登记", "补正", "征求意见", "送达"):
            expect(line).to_contain_text(words)
        expect(self.page.locator("main")).to_contain_text("应当先申请行政复议")
        expect(self.page.locator("main")).not_to_contain_text(THIRD)
        expect(self.page.locator("main")).not_to_contain_text(SECRET)
        check(self.page)
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        with self.page.expect_download() as taken:
            line.get_by_role("button", name="部分公开").click()
        assert taken.value.suggested_filename.endswith(".docx")


def clerk_asks(desk: RequestDesk, office: Office) -> None:
    desk.open_case(office.clerk)
    desk.step("告知补正")
    desk.page.get_by_label("其他需要补正的内容").fill("请写明合同的年份")
    desk.finish("告知补正")


def clerk_accepts(desk: RequestDesk, office: Office) -> None:
    desk.open_case(office.clerk)
    expect(desk.page.locator(".signoff-quote")).to_contain_text(REPLY)
    desk.step("受理")
    desk.page.get_by_label("承办科室").select_option(label=str(office.unit))
    desk.finish("受理")


def unit_consults(desk: RequestDesk, office: Office) -> None:
    page = desk.page
    desk.open_case(office.editor)
    desk.step("征求意见")
    page.get_by_label("第三方").check()
    page.get_by_label("名称", exact=True).fill(THIRD)
    page.get_by_label("联系方式和地址").fill("示范县工业路1号")
    page.get_by_label("征求意见的内容").fill("拟公开养护合同，请说明其中是否有商业秘密")
    desk.finish("征求意见")
    page.get_by_role("link", name="记录送达").click()
    desk.finish("记录送达")


def unit_hears_the_objection(desk: RequestDesk, office: Office) -> None:
    page = desk.page
    desk.open_case(office.editor)
    page.get_by_role("link", name="登记意见").click()
    page.get_by_label("不同意公开").check()
    page.get_by_label("理由").fill("坐标属于商业秘密")
    desk.finish("登记意见")
    page.get_by_role("link", name="认定", exact=True).click()
    page.get_by_label("理由合理").check()
    page.get_by_label("本机关认定及依据").fill("坐标反映其经营布局，属于条例第十五条的商业秘密")
    desk.finish("认定")


def unit_decides(desk: RequestDesk) -> None:
    """The law's questions, one screen each."""
    page = desk.page
    page.get_by_role("link", name="逐项回答").click()
    desk.answer_questions(
        "政府信息", "否", "明确", "否", "由本机关制作、牵头制作或者最初从公民、法人和其他组织获取", "否", "否",
        "有", "否", "否", "否", "是", "不同意，理由合理", "否", "能够区分",
    )  # fmt: skip
    page.get_by_label("不予公开的内容").fill("第1页第1行的坐标")
    page.get_by_label("依据的第三方意见").select_option(index=1)
    page.get_by_label("理由", exact=True).fill("坐标属于第三方的商业秘密，其余内容可以公开。")
    page.get_by_role("button", name="作出认定").click()
    expect(page.locator(".messages .success")).to_be_visible()


def unit_drafts(desk: RequestDesk) -> None:
    page = desk.page
    page.get_by_role("link", name="拟写答复书").click()
    page.get_by_role("button", name="按认定生成答复书").click()
    expect(page.locator("#submit ~ ul")).to_contain_text("提供给申请人的文件")
    desk.register_copy()


def second_person_checks(desk: Desk, office: Office) -> None:
    page = desk.page
    desk.log_in(office.head)
    page.goto(f"{desk.address}/admin/redactions/")
    page.get_by_role("link", name="养护合同（遮盖件）").click()
    page.get_by_label("通过：").check()
    page.get_by_label("核对意见").fill("已与原件逐处核对")
    page.get_by_role("button", name="提交核对结果").click()
    expect(page.locator(".messages .success")).to_contain_text("通过")


def unit_submits(desk: RequestDesk, office: Office) -> None:
    page = desk.page
    desk.open_case(office.editor)
    page.get_by_role("link", name="查看答复书").click()
    page.get_by_label("或者选择遮盖件").select_option(index=1)
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator(".messages .success")).to_be_visible()
    page.get_by_role("button", name="送审", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text("已送审")


def leader_signs_on_a_phone(office: Office, address: str, browser: Browser) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="zh-CN")
    desk = Desk(phone.new_page(), address)
    desk.log_in(office.leader)
    desk.page.goto(f"{address}/admin/signoff/")
    desk.page.locator(".signoff-card a").first.tap()
    desk.page.locator("#approve-form").wait_for()
    assert desk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for box in desk.page.locator("#approve-form input[name=checks]").all():
        box.tap()
    desk.page.get_by_role("button", name="签发").tap()
    expect(desk.page.locator(".messages .success")).to_be_visible()
    phone.close()


def clerk_delivers(desk: RequestDesk, office: Office) -> None:
    desk.open_case(office.clerk)
    desk.step("送达")
    desk.page.get_by_label("凭证说明").fill("本人签收")
    desk.finish("记录送达")


def clerk_registers_the_review(desk: RequestDesk, office: Office) -> None:
    page = desk.page
    desk.log_in(office.clerk)
    page.goto(f"{desk.address}/admin/requests/?tab=closed")
    page.get_by_role("link", name=NEED).click()
    page.get_by_role("link", name="登记投诉、复议、诉讼").click()
    page.get_by_label("类型").select_option(label="行政复议")
    page.get_by_label("受理机关").fill("示范市人民政府")
    page.get_by_label("请求和理由").fill("认为应当全部公开")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text("已登记")
    expect(page.locator(".foi-facts")).to_contain_text("提交行政复议书面答复")


@pytest.mark.rows("R-060", "R-164", "R-169", "R-173", "R-194")
def test_from_the_question_to_the_review_of_a_partial_answer(
    office, live_server, page: Page, browser: Browser, mailoutbox
):
    offices(office)
    page.set_default_timeout(30_000)
    at_home = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    citizen = Citizen(at_home.new_page(), live_server.url)
    citizen.apply()
    confirm(citizen.page, live_server.url, mailoutbox[0])
    desk = RequestDesk(page, live_server.url, Case.objects.get())

    clerk_asks(desk, office)
    citizen.supplement()
    clerk_accepts(desk, office)
    unit_consults(desk, office)
    citizen.wait()
    unit_hears_the_objection(desk, office)
    unit_decides(desk)
    unit_drafts(desk)
    second_person_checks(desk, office)
    unit_submits(desk, office)
    desk.sign_all(office)
    leader_signs_on_a_phone(office, live_server.url, browser)
    clerk_delivers(desk, office)
    citizen.read_the_answer()
    at_home.close()
    clerk_registers_the_review(desk, office)

    case = Case.objects.get()
    assert (case.state, case.leaf) == (State.CLOSED, Leaf.PARTIAL)
    assert Redaction.objects.get().checks.get().agreed
    assert Dispute.objects.get().case == case
