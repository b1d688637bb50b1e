"""A day typed or pasted into the admin stays the day that it is; what cannot be read stays as it was typed."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from disclosure.documents.models import DocumentPage
from tests.disclosure.documents.importing.layouts import FIXTURES

from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("typed", ["2026年3月5日", "２０２６年３月５日", "2026.3.5", "20260305"])
def test_a_day_pasted_from_the_document_is_that_day(office, live_server, page: Page, typed):
    fill_in(page, office, live_server, typed)
    expect(page.locator("[name=printed_on]")).to_have_value("2026-03-05")
    page.get_by_role("button", name="确认导入").click()
    expect(page.locator("#page-edit-form")).to_be_visible()
    assert DocumentPage.objects.get().printed_on == dt.date(2026, 3, 5)


def test_what_is_no_day_is_neither_replaced_nor_lost(office, live_server, page: Page):
    fill_in(page, office, live_server, "二月三十日")
    expect(page.locator("[name=printed_on]")).to_have_value("二月三十日")
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text("这不是日期")).to_be_visible()
    expect(page.locator("[name=printed_on]")).to_have_value("二月三十日")


def fill_in(page: Page, office, live_server, typed: str) -> None:
    """Up to the confirmation, with 印发日期 typed and the field left by the tabulator key."""
    desk = Desk(page, live_server.url)
    desk.log_in(office.editor)
    desk.import_file(office.column.title, FIXTURES / "bullet_list.txt")
    page.locator("[name=printed_on]").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(typed)
    page.keyboard.press("Tab")
