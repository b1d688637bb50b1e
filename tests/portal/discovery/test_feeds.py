"""Feeds of the site, a column and a body: the newest first, what changed, and what is gone."""

import pytest
import time_machine
from django.test import Client
from lxml import etree

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import Body
from foundation.signoff.services import publish_structure
from tests.bench.bulk import fill_column
from tests.public import read

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}


def feeds(office) -> dict[str, str]:
    """Address of each kind of feed, without its form."""
    return {
        "site": "/feeds/",
        "column": f"/feeds/column/{office.column.pk}/",
        "body": f"/feeds/body/{office.body.code}/",
    }


def entries(address: str) -> list[etree._Element]:
    return atom(address).findall("a:entry", ATOM)


def atom(address: str) -> etree._Element:
    answer = Client().get(f"{address}atom.xml")
    assert answer.status_code == 200, address
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def names(address: str) -> list[str]:
    return [entry.findtext("a:title", namespaces=ATOM) for entry in entries(address)]


def published_on(office, day: str, **fields):
    with time_machine.travel(f"{day}T10:00:00+08:00", tick=False):
        return office.publish(office.document(**fields))


def test_the_newest_comes_first_with_what_a_reader_wants_to_know(office):
    published_on(office, "2026-03-02", title="较早的文件")
    document = published_on(office, "2026-03-05", title="较新的文件", overview="部署防汛工作。")
    office.document(title="未公开的文件")
    for kind, address in feeds(office).items():
        assert names(address) == ["较新的文件", "较早的文件"], kind
        first = entries(address)[0]
        assert first.find("a:link", ATOM).get("href") == f"http://testserver{document.url}"
        assert first.findtext("a:summary", namespaces=ATOM) == f"{document.document_number} 部署防汛工作。"
        assert first.findtext("a:published", namespaces=ATOM) == "2026-03-05T10:00:00+08:00"
        assert first.findtext("a:author/a:name", namespaces=ATOM) == office.body.name
        rss = etree.fromstring(Client().get(f"{address}rss.xml").content)
        assert [item.findtext("title") for item in rss.iter("item")] == ["较新的文件", "较早的文件"]


def test_a_change_keeps_the_entry_and_tells_when(office):
    document = published_on(office, "2026-03-05")
    before = entries("/feeds/")[0]
    document.title = "关于调整有关工作的通知"
    document.save_revision(user=office.editor)
    with time_machine.travel("2026-03-09T09:00:00+08:00", tick=False):
        office.publish(document)
    (after,) = entries("/feeds/")
    assert after.findtext("a:id", namespaces=ATOM) == before.findtext("a:id", namespaces=ATOM)
    assert after.findtext("a:title", namespaces=ATOM) == "关于调整有关工作的通知"
    assert after.findtext("a:updated", namespaces=ATOM) == "2026-03-09T09:00:00+08:00"
    assert after.findtext("a:published", namespaces=ATOM) == "2026-03-05T10:00:00+08:00"


def test_what_was_taken_down_is_told_and_nothing_of_it_is_left(office):
    document = office.publish(office.document(title="将要撤下的文件"))
    guid = entries("/feeds/")[0].findtext("a:id", namespaces=ATOM)
    etags = {kind: Client().get(f"{address}atom.xml")["ETag"] for kind, address in feeds(office).items()}
    office.take_down(document)
    for kind, address in feeds(office).items():
        answer = Client().get(f"{address}atom.xml", headers={"if-none-match": etags[kind]})
        assert answer.status_code == 200 and "将要撤下的文件" not in answer.content.decode()
        (gone,) = atom(address).findall("at:deleted-entry", ATOM)
        assert gone.get("ref") == guid


def test_a_page_that_is_public_again_is_not_told_as_gone(office):
    document = office.publish(office.document())
    office.take_down(document)
    back = type(document).objects.get(pk=document.pk)
    back.overview = "改正后重新公开。"
    back.save_revision(user=office.editor)
    office.publish(back)
    feed = atom("/feeds/")
    assert len(feed.findall("a:entry", ATOM)) == 1 and not feed.findall("at:deleted-entry", ATOM)


def test_each_feed_has_only_its_own(office):
    other = Body.objects.create(name="示范县财政局", code="sfx-czj")
    column = ColumnPage(title="另一栏目", body=office.body, unit=office.unit)
    type(office.home).objects.get().add_child(instance=column)
    publish_structure(column, "建立栏目")
    document = office.publish(office.document())
    assert names(f"/feeds/column/{column.pk}/") == []
    assert names(f"/feeds/body/{other.code}/") == []
    document.secondary_columns.add(column)
    document.save_revision(user=office.editor)
    office.publish(document)
    assert names(f"/feeds/column/{column.pk}/") == [document.title]


@pytest.mark.parametrize("kind", ["site", "column", "body"])
@pytest.mark.parametrize("form", ["atom", "rss"])
def test_nothing_is_sent_twice_and_every_answer_may_be_kept(office, kind, form):
    address = f"{feeds(office)[kind]}{form}.xml"
    for fill in (lambda: None, lambda: office.publish(office.document())):
        fill()
        first = Client().get(address)
        assert first["Surrogate-Key"] == "site lists"
        # A date would go back with a takedown, and a reader that asks by date would never hear of it.
        assert "Last-Modified" not in first
        assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "address",
    ["/feeds/column/999999/atom.xml", "/feeds/column/99999999999999999999/rss.xml", "/feeds/body/nobody/atom.xml",
     "/feeds/pdf.xml"],
)  # fmt: skip
def test_feeds_of_nothing_are_not_found(office, address):
    assert Client().get(address).status_code == 404


def test_a_draft_column_has_no_feed(office):
    draft = ColumnPage(title="尚未公开", body=office.body, unit=office.unit)
    type(office.home).objects.get().add_child(instance=draft)
    assert Client().get(f"/feeds/column/{draft.pk}/atom.xml").status_code == 404


@pytest.mark.parametrize("kind", ["site", "column", "body"])
def test_a_feed_costs_the_same_with_many_entries(office, kind, django_assert_max_num_queries):
    pattern = office.publish(office.document())
    long = ColumnPage(title="很长的栏目", body=office.body, unit=office.unit)
    type(office.home).objects.get().add_child(instance=long)
    publish_structure(long, "建立栏目")
    fill_column(long, pattern, 120)
    address = feeds(office)[kind]
    Client().get(f"{address}atom.xml")
    with django_assert_max_num_queries(9):
        names(f"/feeds/column/{long.pk}/" if kind == "column" else address)


def test_pages_say_where_their_feeds_are(office):
    document = office.publish(office.document())
    site = {"/feeds/atom.xml"}
    column = site | {f"/feeds/column/{office.column.pk}/atom.xml"}
    for address, expected in {
        "/": site,
        "/catalogue/": site,
        office.column.url: column,
        document.url: column,
    }.items():
        found = read(address).xpath("//link[@rel='alternate' and @type='application/atom+xml']")
        assert {link.get("href") for link in found} == expected, address
        assert all(link.get("title") for link in found)
