"""Takes the README's pictures from a running demo: python docs/screenshots.py http://localhost:8000 PASSWORD."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser import ARGUMENTS, CHROMIUM

IMAGES = Path(__file__).parent / "images"
SAMPLE = Path(__file__).parents[1] / "tests/disclosure/documents/importing/fixtures/bullet_list.txt"
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


def log_in(browser: Browser, address: str, username: str, password: str, viewport: dict[str, int]) -> Page:
    page = browser.new_context(viewport=viewport, locale="zh-CN").new_page()
    page.goto(f"{address}/admin/login/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="工作台").wait_for()
    return page


def shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{name}.png")


def main(address: str, password: str) -> None:
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        editor = log_in(browser, address, "bianji", password, DESK)
        shoot(editor, "1-editor-home")
        editor.goto(f"{address}/admin/documents-import/")
        editor.locator("select[name=column]").select_option(index=3)
        editor.locator("input[type=file]").set_input_files(SAMPLE)
        editor.get_by_role("button", name="上传").click()
        editor.get_by_role("button", name="确认导入").wait_for()
        shoot(editor, "2-import-confirm")
        editor.get_by_role("button", name="确认导入").click()
        editor.locator("#page-edit-form").wait_for()
        shoot(editor, "3-editor")
        leader = log_in(browser, address, "lingdao", password, PHONE)
        leader.goto(f"{address}/admin/signoff/")
        leader.locator(".signoff-card a").first.click()
        leader.locator("#approve-form").wait_for()
        shoot(leader, "4-review-phone")
        reader = browser.new_page(viewport=DESK)
        reader.goto(address)
        reader.get_by_role("link", name="管理办法").first.click()
        shoot(reader, "5-public")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
