"""Pictures from a running demo.

For the README:            python docs/screenshots.py http://localhost:8000 PASSWORD
Every public page type, at 390, 768 and 1440 px, plain, dark, for elders, traditional and on paper:
                           python docs/screenshots.py http://localhost:8000 --public FOLDER
"""

import re
import sys
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser import ARGUMENTS, CHROMIUM

IMAGES = Path(__file__).parent / "images"
SAMPLE = Path(__file__).parents[1] / "tests/disclosure/documents/importing/fixtures/bullet_list.txt"
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
WIDTHS = (390, 768, 1440)
# By name: from where, and the links to follow. The types that the site map has a section for come from there.
PUBLIC = {
    "home": ("/",),
    "column": ("/sitemap/", "行政规范性文件"),
    "body": ("/sitemap/", "基本信息", "机构信息"),
    "standard": ("/", "网站声明"),
    "consultations": ("/zhengji/",),
    "opinion-form": ("/zhengji/", "公开征求意见的公告", "我要提意见"),
    "letters": ("/liuyan/",),
    "letter-form": ("/liuyan/write/",),
    "requests": ("/yishenqing/",),
    "requests-find": ("/yishenqing/chazhao/?q=养老补贴",),
    "requests-form": ("/yishenqing/shenqing/",),
    "requests-track": ("/yishenqing/chaxun/",),
    "requests-answers": ("/yishenqing/gongkai/",),
    "clarifications": ("/piyao/",),
    "rumour-form": ("/juyao/",),
    "receipt": ("/huizhi/",),
    "decisions": ("/decisions/",),
    "decision": ("/decisions/", "农村饮水安全"),
    "spokespersons": ("/fayanren/",),
    "reading-places": ("/reading-places/",),
    "catalogue": ("/catalogue/",),
    "library": ("/library/",),
    "search": ("/search/?q=办法",),
    "search-none": ("/search/?q=魑魅魍魉",),
    "sitemap": ("/sitemap/",),
    "favourites": ("/favourites/",),
    "interface": ("/api/",),
    "missing": ("/meiyou/",),
}
APPLICATION = {
    "name": "林某某",
    "contact": "0000-7654321",
    "subject": "某某路改造工程征收补偿方案",
    "text": "2025年某某路改造工程的征收补偿方案全文。",
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
    """The path of every public page type."""
    found = {name: path_of(page, address, *way) for name, way in PUBLIC.items()} | newest_pages(page, address)
    for name in [name for name, path in found.items() if not path]:
        print(f"{name}: nothing of the kind is public here")  # noqa: T201
        del found[name]
    return found | {"report": page_of_report(page, address + found["document"])}


def path_of(page: Page, address: str, start: str, *links: str) -> str:
    """Where a reader comes to who follows the links; nothing where one is missing."""
    page.goto(address + start)
    for words in links:
        link = page.locator("main a, footer a", has_text=words)
        if not link.count():
            return ""
        page.goto(urljoin(address, link.first.get_attribute("href") or ""))
    return page.url.removeprefix(address)


def newest_pages(page: Page, address: str) -> dict[str, str]:
    """The newest page of each kind that the site map has a section for."""
    found: dict[str, str] = {}
    for section in places(page, f"{address}/sitemap.xml"):
        kind = section.rpartition("sitemap-")[2].removesuffix(".xml").rstrip("-0123456789")
        if kind == "lanmu" or kind in found:
            continue
        newest = next(iter(places(page, section)), "")
        found["letter" if kind == "liuyan" else kind] = newest.removeprefix(address)
    return found


def places(page: Page, address: str) -> list[str]:
    return re.findall("<loc>([^<]+)", page.request.get(address).text())


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
        apply(page, address, folder)
        page.goto(address + paths["document"])
        page.pdf(path=folder / "document-paper.pdf", format="A4")
        browser.close()


def apply(page: Page, address: str, folder: Path) -> None:
    """Hands an application in, for its receipt and for the page that tells how far it is."""
    page.goto(f"{address}/yishenqing/shenqing/")
    for field, words in APPLICATION.items():
        page.locator(f"main [name={field}]").fill(words)
    page.locator("main [name=consent]").check()
    page.locator("main form button[type=submit]").last.click()
    code = page.locator("#receipt-code").inner_text()
    page.screenshot(path=folder / "requests-receipt-1440.png", full_page=True)
    number = page.locator("main", has_text="SQ").inner_text()
    page.goto(f"{address}/yishenqing/chaxun/")
    page.locator("[name=number]").fill(re.findall(r"SQ[0-9-]+", number)[0])
    page.locator("[name=code]").fill(code)
    page.locator("main form button[type=submit]").first.click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=folder / f"requests-progress-{width}.png", full_page=True)


def picture(page: Page, address: str, path: Path) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path, full_page=True)


if __name__ == "__main__":
    if sys.argv[2:3] == ["--public"]:
        public(sys.argv[1], Path(sys.argv[3]))
    else:
        main(*sys.argv[1:])
