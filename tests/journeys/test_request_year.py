"""Table three of a year: it adds up on the screen, a cell leads to its cases, and a quarter is reported."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import Page, expect

from disclosure.answers import drafting
from disclosure.answers.delivery import deliver
from disclosure.requests.enums import Applicant
from disclosure.requests.models import Case
from disclosure.statistics.models import PeriodReport
from tests.disclosure.answers.answering import REASONS, TO_GROUNDS, accepted, decided, signed
from tests.disclosure.requests.course import Course
from tests.offices import Office

from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
YEAR = 2025
# Answered over New Year, answered to a company, not supplemented, withdrawn, still open when the year ends.
COURSES = {
    "2024-12-26 counter; 2025-1-03 accepted; 2025-1-09 submitted; 2025-1-10 signed; 2025-1-13 sent": "",
    "3-03 counter; 3-04 accepted; 3-10 submitted; 3-11 signed; 3-12 sent": Applicant.COMMERCIAL,
    "5-06 online; 5-07 confirmed; 5-08 supplement; 6-03 abandoned": "",
    "9-02 post_signed 9-01; 9-03 accepted; 9-05 withdrawn": "",
    "12-29 counter": "",
}
DENIED = f"{TO_GROUNDS} ask_denied_1:no ask_denied_2:no ask_denied_3:yes part_denied_3:no"


def year_of_work(office: Office) -> None:
    """Six applications, each by the services and on its days."""
    for line, applicant in COURSES.items():
        case = Course(office).play(line, YEAR)
        if applicant:
            Case.objects.filter(pk=case.pk).update(applicant=applicant)
    with time_machine.travel(dt.datetime(YEAR, 3, 5, 2, tzinfo=dt.UTC), tick=False):
        case = accepted(office, dt.date(YEAR, 3, 5), text="申请公开案件线索登记表")
        decided(case.items.get(), DENIED, office.editor, reasons=REASONS)
        case = signed(office, drafting.write_draft(case, by=office.editor))
        deliver(case, by=office.clerk, way="pick_up", on=dt.date(YEAR, 3, 5), proof_words="本人签收")


def numbers(page: Page, row: str) -> list[int]:
    """One row of table three as it is read: six kinds of applicants and the sum."""
    cells = page.locator("tr").filter(has=page.get_by_role("rowheader", name=row)).locator("td")
    return [int(text) for text in cells.all_inner_texts()]


def ask_for(page: Page, first: str, last: str) -> None:
    page.get_by_label("自", exact=True).fill(first)
    page.get_by_label("至", exact=True).fill(last)
    page.get_by_role("button", name="统计").click()


@pytest.mark.rows("R-192")
def test_the_year_adds_up_leads_to_its_cases_and_is_reported(office, live_server, page: Page):
    year_of_work(office)
    page.set_default_timeout(30_000)
    Desk(page, live_server.url).log_in(office.clerk)
    page.get_by_role("button", name="申请台账").click()
    page.get_by_role("link", name="申请统计").click()
    ask_for(page, f"{YEAR}-01-01", f"{YEAR}-12-31")

    expect(page.locator("main")).to_contain_text("各列勾稽关系成立")
    assert numbers(page, "一、本年新收") == [4, 1, 0, 0, 0, 0, 5]
    assert numbers(page, "二、上年结转") == [1, 0, 0, 0, 0, 0, 1]
    assert numbers(page, "（一）予以公开") == [1, 1, 0, 0, 0, 0, 2]
    assert numbers(page, "危及“三安全一稳定”") == [1, 0, 0, 0, 0, 0, 1]
    assert numbers(page, "逾期不补正") == [1, 0, 0, 0, 0, 0, 1]
    assert numbers(page, "（七）总计") == [4, 1, 0, 0, 0, 0, 5]
    assert numbers(page, "四、结转下年度") == [1, 0, 0, 0, 0, 0, 1]

    granted = page.locator("tr").filter(has=page.get_by_role("rowheader", name="（一）予以公开"))
    granted.get_by_role("link", name="2", exact=True).click()
    expect(page.locator(".signoff-card")).to_have_count(2)
    expect(page.locator(".signoff-card").first).to_contain_text("予以公开")
    page.locator(".signoff-card a").first.click()
    expect(page.get_by_role("heading", name="办理过程")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="返回统计表").click()
    expect(page.get_by_label("自", exact=True)).to_have_value(f"{YEAR}-01-01")
    report_the_first_quarter(page)
    assert PeriodReport.objects.get().figures["faults"] == []


def report_the_first_quarter(page: Page) -> None:
    page.locator(".foi-steps").get_by_role("link", name="定期报告").click()
    ask_for(page, f"{YEAR}-01-01", f"{YEAR}-03-31")
    expect(page.locator("main")).to_contain_text("新收政府信息公开申请2件，上期结转1件，办结3件，结转下期0件")
    page.get_by_label("报送机关").fill("示范市人民政府办公室")
    page.get_by_role("button", name=f"报送{YEAR}年第1季度情况").click()
    expect(page.locator(".messages .success")).to_contain_text("数据已留存")
    page.get_by_role("link", name=f"{YEAR}年第1季度", exact=True).last.click()
    expect(page.get_by_text("示范市人民政府办公室").first).to_be_visible()
