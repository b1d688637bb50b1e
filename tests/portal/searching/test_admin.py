"""What editors do for the search: pages put first, words that mean the same, what was asked for in vain."""

import csv
from io import StringIO

import lxml.html
import pytest
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from foundation.organisations.enums import PostKind
from foundation.search.models import QueryLog, Synonym
from foundation.search.services import record_query
from portal.serving import version
from tests.offices import PASSWORD, appoint
from tests.public import read, text


@pytest.fixture
def operator(office, client):
    """Who runs the platform, logged in."""
    user = appoint("yunwei", "何运维", PostKind.OPERATOR, office.body)
    assert client.login(username=user.username, password=PASSWORD)
    return client


def promoted(words: str) -> list[str]:
    return [text(one) for one in read("/search/", q=words).xpath("//ul[@aria-label='推荐']//h2")]


def test_a_page_put_first_stands_first_and_only_once(operator, office):
    wanted = office.publish(office.document(title="养老服务补贴办法"))
    office.publish(office.document(title="关于补贴的通知"))
    response = operator.post(
        reverse("wagtailsearchpromotions:add"),
        {
            "query_string": "补贴",
            "editors_picks-TOTAL_FORMS": "1",
            "editors_picks-INITIAL_FORMS": "0",
            "editors_picks-MIN_NUM_FORMS": "0",
            "editors_picks-MAX_NUM_FORMS": "1000",
            "editors_picks-0-page": str(wanted.pk),
            "editors_picks-0-ORDER": "1",
            "editors_picks-0-DELETE": "",
            "editors_picks-0-external_link_url": "",
            "editors_picks-0-description": "",
        },
    )
    assert response.status_code == 302
    page = read("/search/", q=" 补贴 ")
    headings = [text(one) for one in page.find_class("hit__title")]
    assert headings == ["推荐 养老服务补贴办法", "关于补贴的通知"]
    assert promoted("养老") == []
    assert promoted("补贴 养老") == []


def test_only_signed_pages_are_put_first_and_no_words_of_the_promotion(office):
    query = Query.get("补贴")
    draft = office.document(title="补贴草稿")
    live = office.publish(office.document(title="补贴办法"))
    for page in (draft, live):
        SearchPromotion.objects.create(query=query, page=page, description="未经审签的说明")
    SearchPromotion.objects.create(
        query=query, external_link_url="https://example.com/", external_link_text="站外"
    )
    assert promoted("补贴") == ["推荐 补贴办法"]
    page = text(read("/search/", q="补贴"))
    assert "未经审签" not in page
    assert "站外" not in page


def test_what_was_kept_is_let_go_when_a_promotion_or_a_synonym_changes(db):
    before = version.current()
    Synonym.objects.create(words="环评，环境影响评价")
    between = version.current()
    Query.get("补贴").editors_picks.create(external_link_url="https://example.com/")
    assert len({before, between, version.current()}) == 3


def test_the_form_offers_pages_only(operator):
    page = operator.get(reverse("wagtailsearchpromotions:add")).content.decode()
    assert "只能推荐本网站已公开的页面" in page
    assert "external_link_url" not in page


def test_queries_that_found_nothing_are_told_most_frequent_first(operator):
    for words, found, times in (("琵琶", 0, 3), ("补贴", 7, 5), ("水利", 0, 1)):
        for _ in range(times):
            record_query(words, found)
    report = lxml.html.fromstring(operator.get(reverse("query_report")).content)
    asked = [text(one).split()[0] for one in report.xpath("//table[contains(@class, 'listing')]/tbody/tr")]
    assert asked == ["补贴", "琵琶", "水利"]
    answer = operator.get(reverse("query_report"), {"found": "no", "export": "csv"})
    table = list(csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [(row["检索词"], row["次数"], row["结果数"]) for row in table] == [
        ("琵琶", "3", "0"),
        ("水利", "1", "0"),
    ]
    assert operator.get(reverse("query_report"), {"export": "xlsx"}).status_code == 200
    assert QueryLog.objects.count() == 3


def test_words_that_mean_the_same_are_entered_and_work_at_once(operator, office):
    office.publish(office.document(title="环境影响评价办法"))
    address = reverse(Synonym.snippet_viewset.get_url_name("add"))
    assert "请至少填写两个词" in operator.post(address, {"words": "环评", "is_active": "on"}).content.decode()
    assert operator.post(address, {"words": "环评，环境影响评价", "is_active": "on"}).status_code == 302
    assert "环境影响评价办法" in text(read("/search/", q="环评"))


@pytest.mark.parametrize("name", ["query_report", "wagtailsearchpromotions:index"])
def test_screens_open(operator, name):
    assert operator.get(reverse(name)).status_code == 200
