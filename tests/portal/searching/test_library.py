"""The library of documents (政策文件库) and what can be taken away from it."""

import csv
import datetime as dt
from io import BytesIO, StringIO
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree
from openpyxl import load_workbook

from disclosure.documents.models import RelatedDocument
from foundation.rules.services import set_parameter
from foundation.search.models import SearchEntry
from portal.searching.downloads import EXPORT_ROWS
from tests.public import links, read, text

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def rows(page) -> list[list[str]]:
    """The cells of each row."""
    return [[text(cell) for cell in row] for row in page.xpath("//table[@class='library']/tbody/tr")]


@pytest.fixture
def documents(office):
    """One in force with its interpretation, one abolished by it; and other information, which is no document."""
    old = office.publish(
        office.document(
            title="养老服务暂行办法",
            document_number="示政办发〔2022〕7号",
            written_on=dt.date(2022, 3, 1),
            printed_on=dt.date(2022, 3, 2),
            validity="abolished",
            abolished_on=dt.date(2026, 1, 6),
            abolished_by="示政办发〔2026〕9号",
        )
    )
    new = office.document(title="养老服务办法", document_number="示政办发〔2026〕9号", genre="通知")
    new.relations = [RelatedDocument(target=old, relation="abolishes")]
    new.save()
    new.save_revision(user=office.editor)
    new = office.publish(new)
    office.publish(office.interpretation(new))
    return old, new


@pytest.mark.rows("R-102")
def test_every_document_is_listed_with_number_dates_body_and_validity(documents, office):
    _old, new = documents
    listed = {row[0].split()[0]: row[1:] for row in rows(read("/library/"))}
    body, today = office.body.name, f"{new.public_date:%Y-%m-%d}"
    assert listed == {
        "养老服务办法": [body, "2026-01-05", today, "有效"],
        "养老服务暂行办法": [body, "2022-03-01", today, "废止"],
    }


@pytest.mark.rows("R-102")
@pytest.mark.parametrize("number", ["示政办发〔2026〕9号", "示政办发[2026]9号", "示政办发(2026)9"])
def test_a_number_returns_exactly_one_page_with_all_relations(documents, number):
    page = read("/library/", q=number, field="number")
    assert len(rows(page)) == 1
    assert "解读：《养老服务办法》政策解读" in links(page)
    document = read(documents[1].url)
    assert {"养老服务暂行办法", "《养老服务办法》政策解读"} <= set(links(document))


@pytest.mark.rows("R-102")
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, 2),
        ({"validity": "有效"}, 1),
        ({"validity": "废止"}, 1),
        ({"genre": "通知"}, 1),
        ({"year": "1999"}, 0),
        ({"kind": "jiedu"}, 2),
        ({"q": "暂行"}, 1),
        ({"q": "暂行", "field": "title"}, 1),
    ],
)
def test_documents_are_found_by_filters_and_fields(documents, filters, found):
    assert len(rows(read("/library/", **filters))) == found


def test_what_applies_today_stands_first_among_validities(documents):
    page = read("/library/")
    offered = page.xpath("//section[@aria-labelledby='filter-validity']//a")
    assert [text(one).split()[0] for one in offered] == ["有效", "废止"]


def test_the_library_is_led_to_from_home_footer_and_search(documents):
    for address in ("/", "/search/", documents[1].url):
        assert "/library/" in links(read(address)).values()


def test_results_can_be_taken_away_as_a_table(documents):
    page = read("/library/", validity="废止")
    response = Client().get(f"/library/{links(page)['CSV']}")
    assert response["Content-Disposition"] == "attachment; filename=library.csv"
    table = list(csv.DictReader(StringIO(response.getvalue().decode("utf-8-sig"))))
    assert [(row["标题"], row["文号"], row["成文日期"], row["有效性"]) for row in table] == [
        ("养老服务暂行办法", "示政办发〔2022〕7号", "2022-03-01", "废止")
    ]
    assert table[0]["网址"].endswith(documents[0].url)
    book = load_workbook(BytesIO(Client().get(f"/library/{links(page)['XLSX']}").content))
    assert book.active.max_row == 2


def test_a_download_ends_at_the_parameter(documents, office):
    set_parameter(
        EXPORT_ROWS, 20, effective_from=timezone.localdate(), reason="导出文件不宜过大", by=None, profile="x"
    )
    entries = SearchEntry.objects.filter(page=documents[0])
    asked = []
    with patch(
        "portal.searching.downloads.listed", side_effect=lambda _, limit: asked.append(limit) or entries
    ):
        Client().get("/library/", {"format": "csv"}).getvalue()
    assert asked == [20]


@pytest.mark.rows("R-275")
def test_a_search_can_be_subscribed_to(documents):
    page = read("/search/", q="养老")
    feed = page.xpath("//link[@type='application/atom+xml'][@title='站内搜索']")[0].get("href")
    answer = etree.fromstring(Client().get(feed).content)
    assert answer.findtext("a:title", namespaces=ATOM) == "站内搜索：养老"
    assert len(answer.findall("a:entry", namespaces=ATOM)) == 3
    addresses = [link.get("href") for link in answer.findall("a:entry/a:link", ATOM)]
    assert f"http://testserver{documents[1].url}" in addresses
