"""The public screens of clarifications in a real browser: no accessibility fault, no sideways scrolling on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (1280, 390)


@pytest.mark.django_db(transaction=True)
def test_page_list_and_form(desk, live_server, page: Page):
    public = desk.publish()
    faults = {}
    for address in (
        public.url.removeprefix("http://localhost"),
        "/piyao/",
        "/piyao/?verdict=false",
        "/juyao/",
    ):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            found = Axe().run(page, options=RULES).response["violations"]
            faults |= {f"{address} {width} {one['id']}": one["help"] for one in found}
    assert faults == {}
