"""Reading in a real browser: schemes of colour, interactions, by keyboard alone, aloud, and without script.

Every page as it stands: test_every_public_page.
"""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import DESK, PHONE, faults_on, sideways
from tests.snapshots import whole_database

from .public_pages import reading_pages


@pytest.fixture
def addresses(transactional_db) -> dict[str, str]:
    """What a reader comes by most, by name."""
    return whole_database(reading_pages)


@pytest.mark.journey
@pytest.mark.rows("R-284")
def test_colours_hold_in_the_dark_scheme_and_in_every_scheme_for_elders(addresses, live_server, browser):
    context = browser.new_context(color_scheme="dark", viewport=DESK)
    page = context.new_page()
    faults = []
    for name in ("首页", "栏目", "政策文件", "已废止的文件", "公开目录", "纠错"):
        page.goto(live_server.url + addresses[name])
        faults += faults_on(page, f"{name} dark")
    page.goto(f"{live_server.url}/shilao{addresses['政策文件']}")
    for scheme in ("黑底白字", "黑底黄字", "白底黑字"):
        page.get_by_label(scheme).check()
        faults += faults_on(page, scheme)
    context.close()
    assert faults == []


@pytest.mark.journey
@pytest.mark.rows("R-273", "R-284")
def test_no_interaction_leaves_a_fault_behind(addresses, live_server, page: Page):
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.goto(live_server.url + addresses["政策文件"])
        faults = []
        for what in ("二维码", "下载", "目录", "解读：第二条"):
            page.locator("summary", has_text=what.partition("：")[0]).first.click()
            faults += faults_on(page, what)
            page.keyboard.press("Escape")
            assert page.locator(".tool-box[open]").count() == 0
        page.get_by_role("button", name="收藏").click()
        expect(page.locator("#keep-page")).to_have_text("已收藏")
        page.get_by_label("大", exact=True).check()
        faults += faults_on(page, "收藏、字号")
        assert faults == []
        page.goto(live_server.url + "/favourites/")
        expect(page.get_by_role("link", name="关于做好第2项工作的通知")).to_be_visible()
        assert faults_on(page, "收藏夹") == []
        page.get_by_role("button", name="取消收藏").click()
        expect(page.get_by_text("还没有收藏")).to_be_visible()
    page.goto(live_server.url + addresses["纠错"])
    page.get_by_role("button", name="提交纠错").click()
    expect(page.get_by_text("请写明错在哪里。").first).to_be_visible()
    assert faults_on(page, "纠错未填") == []


@pytest.mark.journey
@pytest.mark.rows("R-284")
def test_the_elders_version_keeps_what_was_chosen_for_the_visit(addresses, live_server, page: Page):
    page.goto(live_server.url + "/")
    page.get_by_role("link", name="适老版").click()
    page.get_by_label("特大").check()
    page.get_by_label("黑底黄字").check()
    page.get_by_label("阅读线").check()
    page.locator(".rows__title").first.click()
    assert "/shilao/" in page.url
    expect(page.get_by_label("特大")).to_be_checked()
    expect(page.get_by_label("黑底黄字")).to_be_checked()
    expect(page.locator(".reading-line")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    page.get_by_role("link", name="退出适老版").click()
    assert "/shilao/" not in page.url
    assert page.locator(".elder-tools").count() == 0


@pytest.mark.journey
@pytest.mark.rows("R-284")
def test_by_keyboard_alone_a_reader_finds_a_document_and_reports_a_fault(addresses, live_server, page: Page):
    def tab_to(name: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"
            )
            if focused.startswith(name):
                return
        raise AssertionError(name)

    page.goto(live_server.url + "/")
    tab_to("适老版")
    page.keyboard.press("Enter")
    page.wait_for_url("**/shilao/**")
    tab_to("搜索标题或文号")
    page.keyboard.type("关于做好第2项")
    page.keyboard.press("Enter")
    page.wait_for_url("**/shilao/search/**")
    tab_to("关于做好第2项工作的通知")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("关于做好第2项工作的通知")
    tab_to("下载")
    page.keyboard.press("Enter")
    tab_to("文本（TXT）")
    tab_to("第二条")
    page.keyboard.press("Enter")
    assert page.url.endswith("#tiao-2")
    tab_to("本页内容有误")
    page.keyboard.type("本办法适用于本县行政区域。")
    page.keyboard.press("Enter")
    expect(page.locator("[name=sentence]")).to_have_value("本办法适用于本县行政区域。")
    tab_to("错在哪里")
    page.keyboard.type("适用范围不全。")
    tab_to("提交纠错")
    page.keyboard.press("Enter")
    expect(page.get_by_text("来件编号")).to_be_visible()


@pytest.mark.journey
@pytest.mark.rows("R-273")
def test_selected_words_go_into_the_report_and_the_contents_follow(addresses, live_server, page: Page):
    page.set_viewport_size({"width": 1440, "height": 500})
    page.goto(live_server.url + addresses["政策文件"])
    page.locator("#tiao-4").scroll_into_view_if_needed()
    page.mouse.wheel(0, 400)
    expect(page.locator(".outline a[aria-current]")).to_have_count(1)
    expect(page.locator(".outline a[aria-current]")).not_to_have_text("第一章 总则")
    page.locator("#tiao-2 p").first.select_text()
    expect(page.locator("#report-sentence")).to_have_value("本办法适用于本县行政区域。")


@pytest.mark.journey
@pytest.mark.rows("R-273", "R-284")
def test_reading_aloud_takes_the_sentences_one_by_one(addresses, live_server, page: Page):
    page.add_init_script(
        "window.said = [];"
        "speechSynthesis.speak = (one) => { said.push([one.text, one.rate]); setTimeout(one.onend, 5); };"
        "speechSynthesis.cancel = () => {};"
    )
    page.goto(live_server.url + addresses["政策文件"])
    page.locator("#read-aloud").click()
    expect(page.locator("#read-aloud")).to_have_text("朗读")
    page.wait_for_function("said.length > 5")
    said = [words for words, _ in page.evaluate("said")]
    assert said[0] == "关于做好第2项工作的通知"
    assert "本办法适用于本县行政区域。" in said


@pytest.mark.journey
@pytest.mark.rows("R-284")
def test_on_a_phone_a_wide_table_scrolls_in_its_box(addresses, live_server, page: Page):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + addresses["政策文件"])
    assert sideways(page, "政策文件") == []
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
@pytest.mark.rows("R-284")
def test_without_script_an_elder_reads_downloads_and_reports(addresses, live_server, browser: Browser):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(live_server.url + addresses["政策文件"])
    page.get_by_role("link", name="适老版").click()
    page.get_by_label("特大").check()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "26px"
    page.get_by_label("黑底白字").check()
    expect(page.get_by_label("阅读线")).to_be_hidden()
    expect(page.get_by_role("navigation", name="目录").get_by_role("link", name="第二条")).to_be_visible()
    page.locator("summary", has_text="下载").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="文本（TXT）").click()
    assert started.value.suggested_filename == "关于做好第2项工作的通知.txt"
    page.get_by_label("本页内容有误").fill("适用于本县行政区域")
    page.get_by_role("button", name="我要纠错").click()
    page.get_by_label("错在哪里").fill("适用范围不全。")
    page.get_by_role("button", name="提交纠错").click()
    expect(page.get_by_role("heading", name="已收到，谢谢您")).to_be_visible()
    assert "/shilao/" in page.url
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
