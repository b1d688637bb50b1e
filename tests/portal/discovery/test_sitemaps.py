"""The site map in sections: every public page once, no other, at the same cost for many pages as for few."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from lxml import etree

from disclosure.catalogue.models import ColumnPage
from foundation.signoff.services import publish_structure
from portal.discovery import sitemaps
from tests.bench.bulk import fill_column

pytestmark = pytest.mark.rows("R-274")
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def fetch(address: str, client: Client | None = None) -> etree._Element:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return etree.fromstring(answer.content)


def sections() -> dict[str, str]:
    """Path of each section and its last change."""
    index = fetch("/sitemap.xml")
    return {
        one.findtext("s:loc", namespaces=NS).removeprefix("http://testserver"): one.findtext(
            "s:lastmod", "", namespaces=NS
        )
        for one in index.findall("s:sitemap", NS)
    }


def addresses(section: str) -> list[str]:
    found = fetch(section).findall("s:url/s:loc", NS)
    return [one.text.removeprefix("http://testserver") for one in found]


def test_each_public_page_stands_once_in_the_section_of_its_kind_and_year(office):
    with time_machine.travel("2025-03-03T10:00:00+08:00", tick=False):
        old = office.publish(
            office.document(document_number="示政办发〔2025〕1号", written_on=dt.date(2025, 3, 1))
        )
    with time_machine.travel("2026-03-03T10:00:00+08:00", tick=False):
        new = office.publish(office.document())
        interpretation = office.publish(office.interpretation(new))
        office.document()

    found = sections()
    assert found.keys() == {
        "/sitemap-lanmu.xml", "/sitemap-document-2026.xml", "/sitemap-document-2025.xml",
        "/sitemap-interpretation-2026.xml",
    }  # fmt: skip
    assert found["/sitemap-document-2025.xml"].startswith("2025-03-03")
    assert addresses("/sitemap-document-2025.xml") == [old.url]
    assert addresses("/sitemap-document-2026.xml") == [new.url]
    assert addresses("/sitemap-interpretation-2026.xml") == [interpretation.url]
    assert {"/", office.column.url, "/catalogue/", "/sitemap/"} <= set(addresses("/sitemap-lanmu.xml"))


def test_a_column_that_leads_elsewhere_is_not_ours_to_tell(office):
    elsewhere = ColumnPage(title="外站栏目", body=office.body, external_url="https://www.example.gov.cn/")
    type(office.home).objects.get().add_child(instance=elsewhere)
    publish_structure(elsewhere, "建立栏目")
    assert elsewhere.url not in addresses("/sitemap-lanmu.xml")


def test_what_was_taken_down_is_gone_from_it_at_once(office):
    document = office.publish(office.document())
    section = f"/sitemap-document-{document.public_date.year}.xml"
    assert addresses(section) == [document.url]
    office.take_down(document)
    assert section not in sections()
    assert Client().get(section).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-document-1066.xml",
        "/sitemap-lanmu.xml?p=99",
        "/sitemap-lanmu.xml?p=x",
        "/sitemap-user-2026.xml",
    ],
)
def test_sections_that_are_not_there_are_not_found(office, address):
    assert Client().get(address).status_code == 404


def test_many_pages_cost_as_many_queries_as_few_and_come_in_pieces(
    office, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(sitemaps.TreeSitemap, "limit", 7)
    pattern = office.publish(office.document())
    long = ColumnPage(title="很长的栏目", body=office.body, unit=office.unit)
    type(office.home).objects.get().add_child(instance=long)
    publish_structure(long, "建立栏目")
    fill_column(long, pattern, 300)

    with django_assert_max_num_queries(4):
        fetch("/sitemap.xml")
    pieces = [address for address in sections() if "document-2010" in address]
    assert len(pieces) > 1
    for piece in pieces:
        with django_assert_max_num_queries(4):
            fetch(piece)
    told = [address for piece in pieces for address in addresses(piece)]
    assert len(told) == len(set(told)) == 15


def test_the_site_map_is_not_sent_twice(office):
    office.publish(office.document())
    for address in ["/sitemap.xml", *sections()]:
        first = Client().get(address)
        assert first["Surrogate-Key"] == "site lists"
        again = Client().get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304, address


def test_crawlers_are_told_where_it_is_and_what_to_leave_alone(office):
    told = Client().get("/robots.txt")
    lines = told.content.decode().splitlines()
    assert told["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert {"Disallow: /admin/", "Disallow: /search/"} <= set(lines)
