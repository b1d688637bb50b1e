"""A consultation from its notice to the published result: thirty opinions from four channels, one followed by code."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from foundation.duties.models import Duty
from opinion.consultations.enums import Source
from opinion.consultations.models import ConsultationPage, Opinion
from opinion.consultations.opinions import Entered, enter
from opinion.consultations.result_models import ConsultationResultPage
from tests.forms_of_the_public import send
from tests.opinion.consultations.making import notice

from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WORDS = "第二条的三十分钟一班太久，建议改为二十分钟。"
CONTACT = "0000-7654321"
REASON = "已把第二条改为“夜间公交每二十分钟一班”。"


def speak(page: Page, address: str, consultation: ConsultationPage) -> tuple[str, str]:
    """A reader comments on one clause; gives number and receipt code."""
    page.goto(f"{address}{consultation.url}")
    expect(page.get_by_text("征集中", exact=True).first).to_be_visible()
    page.get_by_role("link", name=re.compile("对本条提意见.*第二条")).click()
    expect(page.get_by_label("对哪一条提意见")).to_contain_text("第二条")
    page.get_by_label("您的意见").fill(WORDS)
    page.get_by_role("textbox", name="联系方式").fill(CONTACT)
    page.get_by_label("我同意").check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    facts = page.locator(".receipt dd").all_inner_texts()
    return facts[0].strip(), facts[1].strip()


def look_up(page: Page, address: str, number: str, code: str) -> None:
    page.goto(f"{address}/huizhi/")
    page.locator("input[name=number]").fill(number)
    page.locator("input[name=code]").fill(code)
    page.locator("main").get_by_role("button").first.click()
    expect(page.locator("main")).to_contain_text(WORDS)


def others_speak(office, consultation: ConsultationPage, address: str) -> None:
    """Twenty on the web, four letters, three visits, two at a meeting."""
    for number in range(20):
        visitor = Client(REMOTE_ADDR=f"192.0.2.{number}")
        sent = send(address, visitor, text=f"支持夜间公交，建议增加第{number}个站点。", consent="on")
        assert "已收到" in sent.content.decode()
    for source, count in ((Source.LETTER, 4), (Source.VISIT, 3), (Source.SEMINAR, 2)):
        for number in range(count):
            said = Entered(
                text=f"{source.label}：建议延长到零点（{number}）。",
                source=source,
                received_on=timezone.localdate(),
                source_note="2026年第3次",
            )
            enter(consultation, said, office.editor)


def dates_are_checked(page: Page, draft: ConsultationPage) -> None:
    """The last day is put too early and back again; what the rule asks is told meanwhile."""
    told, last_day = page.locator("[data-period-check]"), page.locator("#id_closes_on")
    expect(told).to_contain_text("符合规定：不少于30日")
    last_day.fill((draft.opens_on + dt.timedelta(days=10)).isoformat())
    last_day.blur()
    expect(told).to_contain_text("公开10日（公开当日不计入），少于规定")
    last_day.fill(draft.closes_on.isoformat())
    last_day.blur()
    expect(told).to_contain_text("符合规定")


@pytest.mark.rows("R-104", "R-105", "R-110", "R-111")
def test_from_the_notice_to_the_published_result(office, live_server, page: Page):
    page.set_default_timeout(60_000)
    desk, address = Desk(page, live_server.url), live_server.url
    draft = notice(office)
    desk.log_in(office.editor)
    page.goto(f"{address}/admin/pages/{draft.pk}/edit/")
    dates_are_checked(page, draft)
    desk.submit_for_review()
    for person in office.approvers:
        desk.log_in(person)
        desk.approve_first("签发并公开" if person == office.approvers[-1] else "同意")

    consultation = ConsultationPage.objects.live().get()
    page.context.clear_cookies()
    number, code = speak(page, address, consultation)
    look_up(page, address, number, code)
    expect(page.locator("main")).not_to_contain_text("采纳情况：")
    others_speak(office, consultation, f"/zhengji/{consultation.pk}/yijian/")
    assert Opinion.objects.count() == 30

    with time_machine.travel(timezone.now() + dt.timedelta(days=45)):
        page.goto(f"{address}{consultation.url}")
        expect(page.get_by_text("已结束", exact=True).first).to_be_visible()
        desk.log_in(office.editor)
        ledger = f"{address}/admin/consultations/ledger/{consultation.pk}/"
        page.goto(ledger)
        expect(page.locator("main")).to_contain_text("还有 30 条未答复")
        page.get_by_role("link", name="拟办", exact=True).click()
        page.get_by_label("采纳", exact=True).check()
        page.get_by_label("理由").fill(REASON)
        page.get_by_role("button", name="拟定采纳情况").click()
        expect(page.locator(".messages .success")).to_contain_text("30条意见")

        desk.log_in(office.head)
        page.goto(ledger)
        page.get_by_role("link", name="确认", exact=True).click()
        page.get_by_role("button", name="确认", exact=True).click()
        expect(page.locator("main")).to_contain_text("全部意见已答复")

        desk.log_in(office.editor)
        page.goto(ledger)
        page.get_by_role("button", name="生成征集结果").click()
        expect(page.locator("#page-edit-form")).to_be_visible()
        result = ConsultationResultPage.objects.get().get_latest_revision_as_object()
        result.did = "<p>修改了第二条。</p>"
        result.save_revision(user=office.editor)
        page.goto(f"{address}/admin/pages/{result.pk}/edit/")
        desk.submit_for_review()
        for person in office.approvers:
            desk.log_in(person)
            desk.approve_first("签发并公开" if person == office.approvers[-1] else "同意")

        page.context.clear_cookies()
        page.goto(f"{address}{consultation.url}")
        expect(page.get_by_text("结果已公布", exact=True).first).to_be_visible()
        page.get_by_role("link", name="采纳情况").first.click()
        expect(page.locator("article")).to_contain_text(REASON)
        expect(page.locator("article")).to_contain_text("30")
        expect(page.locator("body")).not_to_contain_text(CONTACT)
        look_up(page, address, number, code)
        expect(page.locator("main")).to_contain_text("采纳情况：采纳")
        expect(page.locator("main")).to_contain_text(REASON)
        assert not Duty.objects.of(consultation, "consult.results").get().is_open
