"""Public pages in a real browser: no accessibility fault, no sideways scrolling on a phone, no script needed."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.offices import Office

PHONE = {"width": 390, "height": 844}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
TABLE = {
    "data": [["补贴类别", "对象", "标准", "发放方式", "审核单位", "经办人员", "说明"], ["高龄补贴"] * 7],
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_header_choice": "row",
    "table_caption": "补贴标准表",
    "cell": [],
    "mergeCells": [],
}


@pytest.fixture
def addresses(transactional_db, office: Office) -> dict[str, str]:
    """One public page of each kind."""
    articles = [
        ("article", {"number": f"第{number}条", "text": "<p>本办法适用于本县行政区域。</p>", "anchor": ""})
        for number in "一二三四"
    ]
    content = [
        ("heading", {"level": "chapter", "text": "第一章 总则", "anchor": ""}),
        *articles,
        ("table", TABLE),
    ]
    old = office.publish(
        office.document(
            title="暂行办法",
            validity="abolished",
            abolished_on=dt.date(2026, 5, 1),
            abolished_by="示政发〔2026〕2号",
        )
    )
    document = office.publish(office.document(content=content, overview="明确补贴标准。"))
    interpretation = office.publish(office.interpretation(document))
    return {
        "首页": "/",
        "栏目": office.column.url,
        "政策文件": document.url,
        "已废止的文件": old.url,
        "政策解读": interpretation.url,
        "搜索结果": "/search/?q=办法",
        "搜索起始页": "/search/",
        "筛选后的结果": "/search/?q=办法&validity=废止",
        "没有结果": "/search/?q=没有这个",
        "政策文件库": "/library/",
        "网站地图": "/sitemap/",
    }


@pytest.mark.journey
@pytest.mark.rows("R-284")
def test_no_page_has_an_accessibility_fault_on_a_screen_or_a_phone(addresses, live_server, page: Page):
    faults = []
    for size in ({"width": 1280, "height": 900}, PHONE):
        page.set_viewport_size(size)
        for name, address in addresses.items():
            page.goto(live_server.url + address)
            results = Axe().run(page, options=RULES)
            faults += [
                f"{name} {size['width']}: {fault['id']} {fault['nodes'][0]['html'][:120]}"
                for fault in results.response["violations"]
            ]
    assert faults == []


@pytest.mark.journey
@pytest.mark.rows("R-284")
def test_on_a_phone_nothing_scrolls_sideways_but_tables_in_their_box(addresses, live_server, page: Page):
    page.set_viewport_size(PHONE)
    for name, address in addresses.items():
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
    page.goto(live_server.url + addresses["政策文件"])
    box = page.locator(".table-box")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.focus()
    expect(box).to_be_focused()


@pytest.mark.journey
@pytest.mark.rows("R-284")
def test_without_script_a_reader_finds_reads_and_enlarges_a_document(
    addresses, live_server, browser: Browser
):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_label("搜索标题或文号").fill("暂行办法")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name="暂行办法").click()
    expect(page.get_by_text("本文件已废止")).to_be_visible()
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    paragraph = page.locator(".body-text p").first
    before = paragraph.bounding_box()["height"]
    page.get_by_label("大").check()
    assert paragraph.bounding_box()["height"] > before
    context.close()


@pytest.mark.journey
@pytest.mark.rows("R-273")
def test_the_chosen_text_size_is_kept_and_the_page_can_be_printed(addresses, live_server, page: Page):
    page.goto(live_server.url + addresses["政策文件"])
    page.get_by_label("大", exact=True).check()
    page.goto(live_server.url + addresses["已废止的文件"])
    expect(page.get_by_label("大", exact=True)).to_be_checked()
    expect(page.get_by_role("button", name="打印")).to_be_visible()


@pytest.mark.journey
@pytest.mark.rows("R-284")
def test_by_keyboard_the_first_stop_leads_to_the_content(addresses, live_server, page: Page):
    page.goto(live_server.url + addresses["政策文件"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
