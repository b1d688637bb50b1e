"""The search in a real browser: by keyboard with suggestions, with what was asked lately, and without script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import faults_on

BOX = "标题、正文、附件中的词或文号"


@pytest.fixture
def site(transactional_db, office, live_server) -> str:
    old = office.document(title="养老服务暂行办法", validity="abolished")
    old.abolished_on, old.abolished_by = old.printed_on, "示政发〔2026〕2号"
    old.save_revision(user=office.editor)
    office.publish(old)
    office.publish(office.interpretation(office.publish(office.document(title="养老服务补贴办法"))))
    return live_server.url


@pytest.mark.journey
@pytest.mark.rows("R-275", "R-284")
def test_by_keyboard_a_reader_takes_a_suggestion_and_finds_the_query_again(site, page: Page):
    page.goto(f"{site}/search/")
    box = page.get_by_label(BOX)
    box.press_sequentially("养老服")
    options = page.get_by_role("listbox", name="搜索建议").get_by_role("option")
    expect(options).to_have_count(3)
    assert faults_on(page, "搜索建议") == []
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "suggestions-0-0")
    chosen = options.first.text_content()
    box.press("Escape")
    expect(options).to_have_count(0)
    box.press_sequentially("务")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.get_by_role("link", name=chosen, exact=True).first).to_be_visible()
    page.goto(f"{site}/search/")
    expect(page.get_by_role("region", name="最近搜索").get_by_role("link", name=chosen)).to_be_visible()
    page.get_by_role("button", name="清除").click()
    page.reload()
    expect(page.get_by_role("region", name="最近搜索")).to_be_hidden()


@pytest.mark.journey
@pytest.mark.rows("R-275", "R-284")
def test_without_script_a_reader_narrows_turns_to_the_library_and_opens_a_document(site, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/search/")
    page.get_by_label("查找范围").select_option(label="标题")
    page.get_by_label(BOX).fill("养老服务")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name=re.compile("废止 1")).click()
    expect(page.get_by_text("与“养老服务”有关的内容 1 条")).to_be_visible()
    page.get_by_role("link", name=re.compile("去掉条件.*废止")).click()
    page.get_by_role("link", name="政策文件库").first.click()
    page.get_by_role("link", name="养老服务暂行办法").click()
    expect(page.get_by_text("本文件已废止")).to_be_visible()
    context.close()
