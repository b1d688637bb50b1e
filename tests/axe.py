"""What axe finds wrong with a page as it is shown now."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# A table may be wider in a box of its own that scrolls; what hangs over the page has its own place.
STICKING_OUT = """() => [...document.querySelectorAll(".sheet")].flatMap(sheet => {
    const edge = sheet.getBoundingClientRect().right;
    const held = one => one !== sheet && (["auto", "scroll", "hidden"].includes(getComputedStyle(one).overflowX)
        || ["absolute", "fixed"].includes(getComputedStyle(one).position) || held(one.parentElement));
    return [...sheet.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > edge + 1 && !held(one))
        .slice(0, 2).map(one => one.outerHTML.slice(0, 120));
})"""


def faults_on(page: Page, name: str) -> list[str]:
    """Each fault with its first place."""
    results = Axe().run(page, options=RULES)
    return [
        f"{name}: {fault['id']} {fault['nodes'][0]['html'][:160]}" for fault in results.response["violations"]
    ]


def sideways(page: Page, name: str) -> list[str]:
    """Whether the page scrolls sideways at its present width, and what sticks out of its sheet of paper."""
    faults = []
    wide, width = page.evaluate("document.documentElement.scrollWidth"), page.viewport_size["width"]
    if wide > width:
        faults.append(f"{name}: {wide} px wide on {width}")
    if out := page.evaluate(STICKING_OUT):
        faults.append(f"{name}: sticks out: {out}")
    return faults
