"""What axe finds wrong with a page as it is shown now."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults_on(page: Page, name: str) -> list[str]:
    """Each fault with its first place."""
    results = Axe().run(page, options=RULES)
    return [
        f"{name}: {fault['id']} {fault['nodes'][0]['html'][:160]}" for fault in results.response["violations"]
    ]


def sideways(page: Page, name: str) -> list[str]:
    """Whether the page scrolls sideways at its present width, and what sticks out."""
    width = page.viewport_size["width"]
    if page.evaluate("document.documentElement.scrollWidth") <= width:
        return []
    out = page.evaluate(
        """width => [...document.querySelectorAll("body *")]
            .filter(one => one.getBoundingClientRect().right > width + 1).slice(0, 3)
            .map(one => one.outerHTML.slice(0, 120))""",
        width,
    )
    return [f"{name}: wider than {width} px: {out}"]
