"""Every public page and every step on it, in every version and at both widths: shown at all, and without a fault."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from tests.axe import DESK, PHONE, faults_on, sideways
from tests.databases import restore_migrated_rows
from tests.offices import open_office
from tests.snapshots import whole_database

from .public_pages import pages_of_participation, pages_of_the_platform, pages_to_read
from .public_routes import NO_PAGE, Seen, public_types, routes, routes_of_pages, templates_of_pages
from .public_steps import STEPS, Reader, out_of_the_ordinary
from .public_submissions import HandedIn, handed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.rows("R-284")]


@pytest.fixture
def site(transactional_db) -> tuple[dict[str, str], HandedIn]:
    """The addresses of a site that has everything, and what was handed in there."""
    made = whole_database(everything)
    cache.clear()  # counts how much this sender has handed in, and would ask the reader a sum
    return made


def everything() -> tuple[dict[str, str], HandedIn]:
    restore_migrated_rows()
    office = open_office()
    addresses = pages_to_read(office) | pages_of_the_platform(office) | pages_of_participation(office)
    return addresses, handed_in(office, addresses)


def faults_at_both_widths(page: Page, name: str) -> list[str]:
    """As it came, on a desk; with everything unfolded, on a phone."""
    return faults_on(page, f"{name} on a desk") + sideways(page, f"{name} on a desk") + on_a_phone(page, name)


def on_a_phone(page: Page, name: str) -> list[str]:
    """As it came and with everything unfolded."""
    page.set_viewport_size(PHONE)
    faults = sideways(page, f"{name} on a phone")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    faults += faults_on(page, f"{name} unfolded") + sideways(page, f"{name} unfolded")
    page.set_viewport_size(DESK)
    return faults


# Traditional characters change words and nothing else: one width tells.
@pytest.mark.parametrize(
    ("version", "found"),
    [("", faults_at_both_widths), ("/shilao", faults_at_both_widths), ("/hant", on_a_phone)],
)
def test_no_page_and_no_step_has_an_accessibility_fault(site, live_server, page: Page, version, found):
    reader = Reader(page, live_server.url + version, *site)
    faults = []
    for step in STEPS:
        for name in step(reader):
            faults += found(page, name)
    assert faults == []


def test_no_page_out_of_the_ordinary_has_one(site, live_server, page: Page):
    faults = []
    for name in out_of_the_ordinary(Reader(page, live_server.url, *site)):
        faults += faults_at_both_widths(page, name)
    assert faults == []


def test_every_public_route_page_type_and_template_is_among_them(site, live_server, page: Page):
    seen = Seen(page)
    reader = Reader(page, live_server.url, *site)
    for step in (*STEPS, out_of_the_ordinary):
        for _name in step(reader):
            continue
    assert routes_of_pages() - seen.routes == set()
    assert public_types() - seen.types == set()
    assert templates_of_pages() - seen.templates == set()


def test_what_is_said_to_be_no_page_is_still_a_route():
    every = list(routes())
    assert [one for one in NO_PAGE if not any(route.startswith(one) for route in every)] == []
