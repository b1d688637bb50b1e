"""From a file to a signed-off public page and its interpretation, by six people (flows.md, first flow)."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.services import publish_structure
from interpretation.policies.enums import Section
from interpretation.policies.models import InterpretationPage

from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
REAL = Path(__file__).parents[3] / "shared/documents/zhengzhou_bigdata_system_2019.txt"
INVENTED = Path(__file__).parents[1] / "disclosure/documents/importing/fixtures/bullet_list.txt"


@pytest.mark.rows("R-076", "R-089", "R-092", "R-094", "R-272")
def test_from_a_file_to_the_public_page_and_its_interpretation(office, live_server, page: Page):
    add_interpretation_column(office)
    desk = Desk(page, live_server.url)
    file = REAL if REAL.exists() else INVENTED

    desk.log_in(office.editor)
    desk.import_file(office.column.title, file)
    desk.confirm_import()
    desk.submit_for_review()
    sign(desk, office)

    document = DocumentPage.objects.live().get()
    page.goto(document.full_url.replace("http://localhost", live_server.url))
    expect(page.get_by_role("heading", name=document.title).first).to_be_visible()
    expect(page.get_by_text(document.index_number).first).to_be_visible()
    expect(page.get_by_text(document.document_number).first).to_be_visible()

    desk.log_in(office.editor)
    page.goto(f"{live_server.url}/admin/pages/{document.pk}/edit/")
    page.locator("summary", has_text="本文件可以不解读").click()
    page.get_by_role("button", name="撰写解读").click()
    fill_sections(page)
    desk.submit_for_review()
    sign(desk, office)

    interpretation = InterpretationPage.objects.live().get()
    page.goto(f"{live_server.url}/")
    page.get_by_role("searchbox").or_(page.locator("input[name=q]")).first.fill(document.title[-4:])
    page.get_by_role("button", name="搜索").first.click()
    expect(page.get_by_role("link", name=document.title, exact=True)).to_be_visible()
    page.get_by_role("link", name=interpretation.title).first.click()  # below its document
    page.get_by_role("link", name=document.title).first.click()
    expect(page.get_by_role("link", name=interpretation.title)).to_be_visible()


def test_reading_needs_no_script(office, live_server, browser):
    document = office.publish(office.document(title="示范县养老服务补贴办法"))
    interpretation = office.publish(office.interpretation(document))
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(live_server.url)
    page.locator("input[name=q]").first.fill("养老")
    page.get_by_role("button", name="搜索").first.click()
    page.get_by_role("link", name=document.title, exact=True).click()
    expect(page.get_by_text("现就有关事项通知如下")).to_be_visible()
    page.get_by_role("link", name=interpretation.title).click()
    expect(page.get_by_text("制定背景").first).to_be_visible()
    page.get_by_role("link", name=office.column.title).first.click()
    expect(page.get_by_role("link", name=document.title).first).to_be_visible()
    context.close()


def add_interpretation_column(office) -> None:
    column = ColumnPage(
        title="政策解读", body=office.body, unit=office.unit, column_type="interpretation", description="解读"
    )
    office.home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    allow_unit_on_page(office.unit, column)


def fill_sections(page: Page) -> None:
    """Write something into each of the six sections."""
    expect(page.locator("#page-edit-form")).to_be_visible()
    for number in range(len(Section)):
        page.locator("[data-contentpath=sections] [role=textbox]").nth(number).click()
        page.keyboard.type("本部分说明有关情况。")
        # The rich-text editor hands its text to the form a moment after the last key.
        text = page.locator(f"input[name='sections-{number}-value-text']")
        expect(text).to_have_value(re.compile("说明有关情况"))


def sign(desk: Desk, office) -> None:
    """Four people, one level each."""
    for person in office.approvers[:-1]:
        desk.log_in(person)
        desk.approve_first("同意")
    desk.log_in(office.leader)
    desk.approve_first("签发并公开")
