"""What people do on the screens, in their own words; journeys are made of these."""

from pathlib import Path

from playwright.sync_api import Page, expect

from foundation.organisations.models import User
from tests.offices import PASSWORD


class Desk:
    """People taking turns at a browser of the site."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def log_in(self, user: User) -> None:
        self.page.context.clear_cookies()
        self.page.goto(f"{self.address}/admin/login/")
        self.page.locator("input[name=username]").fill(user.username)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("heading", name="工作台")).to_be_visible()

    def import_file(self, column: str, file: Path) -> None:
        """From the home: upload, look at what was recognised, confirm; ends on the draft's editing screen."""
        self.page.get_by_role("link", name="导入文件").last.click()
        choice = self.page.locator("select[name=column]")
        choice.wait_for()
        choice.select_option(
            label=next(o for o in choice.locator("option").all_text_contents() if column in o)
        )
        self.page.locator("input[type=file]").set_input_files(str(file))
        self.page.get_by_role("button", name="上传").click()

    def confirm_import(self, **corrections: str) -> None:
        for field, value in corrections.items():
            self.page.locator(f"[name={field}]").fill(value)
        self.page.get_by_role("button", name="确认导入").click()
        expect(self.page.locator("#page-edit-form")).to_be_visible()

    def submit_for_review(self) -> None:
        """The editor's last button."""
        self.page.get_by_role("button", name="更多操作").last.click()
        self.page.get_by_role("button", name="提交审签").click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    def approve_first(self, button: str) -> None:
        """Open the first waiting item, read, tick everything, agree."""
        self.page.goto(f"{self.address}/admin/signoff/")
        self.page.locator(".signoff-card a").first.click()
        self.agree(button)

    def agree(self, button: str) -> None:
        """On the review screen: tick everything, answer the secrecy review, agree."""
        self.page.locator("#approve-form").wait_for()
        for box in self.page.locator("#approve-form input[name=checks]").all():
            box.check()
        all_no = self.page.get_by_role("button", name="全部选否")
        if all_no.is_visible():
            all_no.click()
            self.page.locator("#approve-form").get_by_label("可以公开", exact=True).check()
        self.page.get_by_role("button", name=button).click()
        # What happened is said before the next person sits down.
        expect(self.page.locator(".messages .success")).to_be_visible()

    def find_for_emergency(self, words: str, what: str) -> None:
        """撤下与应急: search by words of the title, choose what to do."""
        self.page.goto(f"{self.address}/admin/signoff/takedowns/")
        self.page.locator("#q").fill(words)
        self.page.get_by_role("button", name="查找").click()
        self.page.get_by_role("link", name=what).click()

    def give_reason(self, button: str, reason: str) -> None:
        """The one reason that an emergency asks for."""
        self.page.locator("textarea[name=reason]").fill(reason)
        self.page.get_by_role("button", name=button).click()
