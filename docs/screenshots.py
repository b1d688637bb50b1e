"""Pictures from a running demo.

For the README:            python docs/screenshots.py http://localhost:8000 PASSWORD
Every public page type, at 390, 768 and 1440 px, plain, dark, for elders, traditional and on paper:
                           python docs/screenshots.py http://localhost:8000 --public FOLDER
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser import ARGUMENTS, CHROMIUM

IMAGES = Path(__file__).parent / "images"
SAMPLE = Path(__file__).parents[1] / "tests/disclosure/documents/importing/fixtures/bullet_list.txt"
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
WIDTHS = (390, 768, 1440)
# By name: from where, the link to follow (nothing: the address itself).
PUBLIC = {
    "home": ("/", ""),
    "column": ("/", "行政规范性文件"),
    "document": ("/", "关于印发"),
    "interpretation": ("/", "》政策解读"),
    "information": ("/", "领导分工"),
    "body": ("/sitemap/", "示范县医疗保障局"),
    "standard": ("/", "网站声明"),
    "guide": ("/", "政府信息公开指南"),
    "consultation": ("/zhengji/", "公开征求意见的公告"),
    "consultation-form": ("/zhengji/", "我要提意见"),
    "result": ("/zhengji/?state=concluded", "查看结果"),
    "letters": ("/liuyan/", ""),
    "letter-form": ("/liuyan/write/", ""),
    "release": ("/xwdt/", "发布消息"),
    "clarifications": ("/piyao/", ""),
    "clarification": ("/piyao/", "不实"),
    "rumour-form": ("/juyao/", ""),
    "receipt": ("/huizhi/", ""),
    "decisions": ("/decisions/", ""),
    "catalogue": ("/catalogue/", ""),
    "search": ("/search/?q=办法", ""),
    "search-none": ("/search/?q=没有这个词", ""),
    "sitemap": ("/sitemap/", ""),
    "favourites": ("/favourites/", ""),
    "missing": ("/meiyou/", ""),
}
VERSIONS = {"elder": "/shilao", "traditional": "/hant"}


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


def addresses(page: Page, address: str) -> dict[str, str]:
    """The path of every public page type, found as a reader finds it."""
    found = {}
    for name, (start, words) in PUBLIC.items():
        page.goto(address + start)
        if words:
            link = page.locator("main a, footer a", has_text=words)
            if not link.count():
                print(f"{name}: nothing of the kind is public here")  # noqa: T201
                continue
            page.goto(address + (link.first.get_attribute("href") or ""))
            # A column that holds one page of the kind, as the guide's does.
            if name in ("guide", "body") and page.locator("main .rows__title").count():
                page.locator("main .rows__title").first.click()
        found[name] = page.url.removeprefix(address)
    found["report"] = page_of_report(page, address + found["document"])
    return found


def page_of_report(page: Page, document: str) -> str:
    page.goto(document)
    return page.locator("#report form").get_attribute("action") or "/"


def public(address: str, folder: Path) -> None:
    """One picture for each page type and width, and of home and document in every other look."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        paths = addresses(browser.new_page(), address)
        for width in WIDTHS:
            size = {"width": width, "height": 900}
            page = browser.new_page(viewport=size)
            for name, path in paths.items():
                picture(page, address + path, folder / f"{name}-{width}.png")
            for version, prefix in VERSIONS.items():
                for name in ("home", "document"):
                    picture(page, address + prefix + paths[name], folder / f"{name}-{version}-{width}.png")
            dark = browser.new_page(viewport=size, color_scheme="dark")
            for name in ("home", "document", "report"):
                picture(dark, address + paths[name], folder / f"{name}-dark-{width}.png")
        page.goto(address + paths["document"])
        page.pdf(path=folder / "document-paper.pdf", format="A4")
        browser.close()


def picture(page: Page, address: str, path: Path) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path, full_page=True)


if __name__ == "__main__":
    if sys.argv[2:3] == ["--public"]:
        public(sys.argv[1], Path(sys.argv[3]))
    else:
        main(*sys.argv[1:])
