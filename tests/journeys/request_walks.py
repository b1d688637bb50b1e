"""What people do with an application, from the counter to the delivery; journeys are made of these."""

from playwright.sync_api import Page, expect

from disclosure.requests.models import Case
from foundation.organisations.models import User
from tests.disclosure.answers.test_redacted import SECRET, SHOWN, with_history
from tests.offices import Office

from .walks import Desk

PLACES = "N4 第1页第1行坐标"


class RequestDesk(Desk):
    """People of the office at one case."""

    def __init__(self, page: Page, address: str, case: Case) -> None:
        super().__init__(page, address)
        self.case = case

    def open_case(self, user: User) -> None:
        """Sign in and find the case on the desk."""
        self.log_in(user)
        self.page.goto(f"{self.address}/admin/requests/")
        self.page.get_by_role("link", name=self.case.subject).click()
        expect(self.page.get_by_role("heading", name=self.case.subject)).to_be_visible()

    def step(self, label: str) -> None:
        """The button of a step on the page of the case."""
        self.page.locator(".requests-step").get_by_role("link", name=label, exact=True).click()

    def finish(self, label: str) -> None:
        """The one button of the step's form, and what is said afterwards."""
        self.page.locator(".signoff-form").get_by_role("button", name=label).click()
        expect(self.page.locator(".messages .success")).to_contain_text("已")

    def answer_questions(self, *choices: str) -> None:
        """认定: one answer to each question, until the outcome stands there."""
        for choice in choices:
            self.page.get_by_label(choice, exact=True).check()
            self.page.get_by_role("button", name="下一步").click()
            expect(self.page.locator(".answer-path").filter(has_text="已经回答的")).to_contain_text(choice)

    def upload(self, file: dict) -> None:
        """The original, through the chooser of documents."""
        self.page.get_by_role("button", name="选择或上传文件").first.click()
        modal = self.page.locator(".modal")
        modal.get_by_role("tab", name="上传").click()
        modal.get_by_label("标题").fill("养护合同")
        modal.locator("input[type=file]").set_input_files(file)
        modal.get_by_role("button", name="上传").click()
        expect(modal).to_be_hidden()

    def register_copy(self) -> None:
        """登记遮盖件: the original stays inside, the copy is what the applicant gets."""
        self.page.get_by_role("link", name="登记遮盖件").click()
        self.upload(pdf("yuanjian.pdf", with_history(SECRET, f"{SHOWN} {SECRET}")))
        self.page.get_by_label("遮盖后的文件").set_input_files(pdf("zhegai.pdf", with_history(SECRET, SHOWN)))
        self.page.get_by_label("遮盖件名称").fill("养护合同（遮盖件）")
        self.page.get_by_label("遮盖处和理由").fill(PLACES)
        self.finish("登记")
        # Back at the answer, which waits for the second person.
        expect(self.page.get_by_text("等待第二人核对，通过后可以选择")).to_be_visible()

    def sign_all(self, office: Office) -> None:
        """Everybody of the chain but the last, who has a telephone."""
        for person in office.approvers[:-1]:
            self.log_in(person)
            self.approve_first("同意")


def pdf(name: str, content: bytes) -> dict:
    """A file as the browser is given it."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content}
