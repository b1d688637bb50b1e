"""Press pages and screens in a real browser: no accessibility fault, no sideways scrolling on a phone."""

import pytest
from playwright.sync_api import Page

from tests.axe import DESK, PHONE, faults_on
from tests.journeys.walks import Desk

from .test_conferences import column, joined, planned
from .test_public_pages import photo
from .test_registers import appointed, filed, liaised, plan
from .writing import authorised, conference, release, reprint

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.rows("R-284")]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_press_page_has_an_accessibility_fault(office, live_server, page: Page, size):
    image = photo()
    image.description = "发布会现场"
    image.save()
    video = {"title": "录像", "url": "https://v.example.cn/1", "transcript": "甲：好", "captions": "shown"}
    media = [("photo", {"image": image, "caption": "现场", "photographer": ""}), ("recording", video)]
    document = office.publish(office.document())
    held = office.publish(authorised(office, conference(office, [document], media=media)))
    one = appointed(office)
    liaised(office, one)
    filed(office, one)
    page.set_viewport_size(size)
    faults = []
    for address in (
        held.url,
        office.publish(release(office, [held])).url,
        office.publish(reprint(office)).url,
        "/fayanren/",
    ):
        page.goto(live_server.url + address)
        faults += faults_on(page, address)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    assert faults == []


def test_no_press_screen_scrolls_sideways_on_a_phone(office, live_server, page: Page):
    column(office)
    joined(office)
    made, one, written = planned(office), appointed(office), plan(office)
    desk = Desk(page, live_server.url)
    desk.log_in(office.editor)
    page.set_viewport_size(PHONE)
    for address in ("", f"{made.pk}/", f"spokespersons/{one.pk}/", f"plans/{written.pk}/", "interviews/add/"):
        page.goto(f"{live_server.url}/admin/press/{address}")
        wide = page.evaluate("document.querySelector('.signoff').scrollWidth")
        assert wide <= page.evaluate("document.querySelector('.signoff').clientWidth"), address
