"""Public pages in a real browser: no accessibility fault, no sideways scrolling on a phone, no script needed."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from disclosure.catalogue.models import BodyPage
from disclosure.documents.models import InformationPage
from foundation.signoff.services import publish_structure
from portal.models import StandardPage
from tests.databases import restore_migrated_rows
from tests.offices import open_office
from tests.snapshots import whole_database

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
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
def addresses(transactional_db) -> dict[str, str]:
    """One public page of each kind."""
    return whole_database(one_page_of_each_kind)


def one_page_of_each_kind() -> dict[str, str]:
    restore_migrated_rows()
    office = open_office()
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
    interpretation = office.publish(
        office.interpretation(
            document, clause_notes=[("note", {"clause": "第二条", "text": "<p>本条说明适用范围。</p>"})]
        )
    )
    information = InformationPage(
        title="办理情况", body=office.body, unit=office.unit, text="<h3>结果</h3><p>已经办结。</p>",
        overview="办理情况。",
    )  # fmt: skip
    office.column.add_child(instance=information)
    information.save_revision(user=office.editor)
    body = BodyPage(title="机构信息", body=office.body, unit=office.unit, functions="<p>负责公开。</p>")
    statement = StandardPage(title="网站声明", body=office.body, text="<p>声明</p>")
    for page in (body, statement):
        office.home.refresh_from_db()
        (office.column if page is body else office.home).add_child(instance=page)
        publish_structure(page, "建立网站")
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
        "公开目录": "/catalogue/",
        "政府信息": office.publish(information).url,
        "机构信息": body.url,
        "普通页面": statement.url,
        "我的收藏": "/favourites/",
        "查阅点": "/reading-places/",
        "纠错": f"/jiucuo/{document.pk}/",
        "公众留言": "/liuyan/",
        "我要留言": "/liuyan/write/",
        "回执查询": "/huizhi/",
        "依申请公开": "/yishenqing/",
        "在线申请": "/yishenqing/shenqing/",
        "申请进度查询": "/yishenqing/chaxun/",
        "不存在的页面": "/meiyou/",
    }


def faults_on(page: Page, name: str) -> list[str]:
    """What axe finds on what is shown now."""
    results = Axe().run(page, options=RULES)
    return [
        f"{name}: {fault['id']} {fault['nodes'][0]['html'][:160]}" for fault in results.response["violations"]
    ]


@pytest.mark.journey
@pytest.mark.rows("R-284")
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("version", ["", "/shilao", "/hant"])
def test_no_page_has_an_accessibility_fault(addresses, live_server, page: Page, version, size):
    page.set_viewport_size(size)
    faults = []
    for name, address in addresses.items():
        page.goto(live_server.url + version + address)
        faults += faults_on(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
    assert faults == []


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
